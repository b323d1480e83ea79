import { Failure } from '../failure.ts';

declare const sessionBrand: unique symbol;

/** A day of an exchange, `YYYY-MM-DD`, in the exchange's own calendar; it has no zone. */
export type SessionDate = string & { readonly [sessionBrand]: true };

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAY_MS = 86_400_000;

/** Days since 1970-01-01 of a proleptic Gregorian date; absent when there is no such day. */
function dayNumberOf(text: string): number | undefined {
  const match = SHAPE.exec(text);
  if (!match) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const ms = Date.UTC(year, month - 1, day);
  const back = new Date(ms);
  const same =
    year >= 1000 &&
    back.getUTCFullYear() === year &&
    back.getUTCMonth() === month - 1 &&
    back.getUTCDate() === day;
  return same ? ms / DAY_MS : undefined;
}

/** Whether the text is a real day written `YYYY-MM-DD`. */
export function isSessionDate(text: string): text is SessionDate {
  return dayNumberOf(text) !== undefined;
}

/** Reads `YYYY-MM-DD`. @throws Failure `usage` when it is not such a day */
export function sessionDate(text: string): SessionDate {
  if (isSessionDate(text)) return text;
  throw new Failure('usage', `expected a date like 2026-11-26, found "${text}"`);
}

/** Days since 1970-01-01, for counting days between dates. */
export function dayNumber(date: SessionDate): number {
  return dayNumberOf(date) ?? Number.NaN;
}

/** The day that was asked for last: thousands of moments in a row are of one day. */
let lastDay: { readonly number: number; readonly date: SessionDate } | undefined;

/** The date of a day number. */
export function dateOfDay(number: number): SessionDate {
  if (lastDay?.number === number) return lastDay.date;
  const date = sessionDate(new Date(number * DAY_MS).toISOString().slice(0, 10));
  lastDay = { number, date };
  return date;
}

/** The date that many days later (earlier when negative). */
export function addDays(date: SessionDate, days: number): SessionDate {
  return dateOfDay(dayNumber(date) + days);
}

/** 0 Sunday … 6 Saturday. */
export function weekday(date: SessionDate): number {
  return (((dayNumber(date) + 4) % 7) + 7) % 7;
}

/** The later of two dates. */
export function laterOf(a: SessionDate, b: SessionDate): SessionDate {
  return a > b ? a : b;
}

/** The earlier of two dates. */
export function earlierOf(a: SessionDate, b: SessionDate): SessionDate {
  return a < b ? a : b;
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

/**
 * Reads the day-month-year spellings of the exchanges: `03-JAN-2011`, `1-Oct-2007`, `15-May-26`,
 * `06-Oct-2008`. Two-digit years from 70 on are of the last century.
 *
 * @returns absent when the text is no such day
 */
export function readDayMonthYear(text: string): SessionDate | undefined {
  const match = /^(\d{1,2})-([A-Za-z]{3})-(\d{4}|\d{2})$/.exec(text.trim());
  if (!match) return undefined;
  const [, day = '', name = '', yearText = ''] = match;
  const month = MONTHS.indexOf(name.toUpperCase()) + 1;
  const short = Number(yearText);
  const year = yearText.length === 4 ? short : short + (short >= 70 ? 1900 : 2000);
  const date = `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isSessionDate(date) ? date : undefined;
}
