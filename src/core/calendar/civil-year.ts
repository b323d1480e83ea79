import { weekday } from '../market/session-date.ts';
import type { SessionDate } from '../market/session-date.ts';

const TWO_DIGITS = Array.from({ length: 60 }, (_, value) => String(value).padStart(2, '0'));

/** `07` for 7; for numbers from 0 to 59. */
export function twoDigits(value: number): string {
  return TWO_DIGITS[value] ?? String(value);
}

/**
 * A date from its numbers. The caller knows that there is such a day.
 *
 * @param month 1 to 12
 */
export function civilDate(year: number, month: number, day: number): SessionDate {
  const text = `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}`;
  return text as SessionDate;
}

/** The year of a date. */
export function yearOf(date: SessionDate): number {
  return Number(date.slice(0, 4));
}

function daysIn(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

/** Every day of a year, 1 January first. */
export function daysOfYear(year: number): readonly SessionDate[] {
  const days: SessionDate[] = [];
  for (let month = 1; month <= 12; month++) {
    const monthText = civilDate(year, month, 1).slice(0, 8);
    const last = daysIn(year, month);
    for (let day = 1; day <= last; day++) days.push(`${monthText}${twoDigits(day)}` as SessionDate);
  }
  return days;
}

/** Whether a date is a Saturday or Sunday. */
export function isWeekend(date: SessionDate): boolean {
  return weekday(date) % 6 === 0;
}
