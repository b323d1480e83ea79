import { istInstant, instant } from '../market/instant.ts';
import type { Instant } from '../market/instant.ts';
import { isSessionDate } from '../market/session-date.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Minutes east of Greenwich of the zones that RFC 822 names, of India's, and of others that papers write. */
const ZONES: Readonly<Record<string, number>> = {
  IST: 330,
  UT: 0,
  UTC: 0,
  GMT: 0,
  Z: 0,
  EST: -300,
  EDT: -240,
  CST: -360,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
  WET: 0,
  BST: 60,
  CET: 60,
  CEST: 120,
  EET: 120,
  EEST: 180,
  MSK: 180,
  GST: 240,
  PKT: 300,
  SGT: 480,
  HKT: 480,
  JST: 540,
  KST: 540,
  AEST: 600,
  AEDT: 660,
  NZST: 720,
  NZDT: 780,
};
const IST_MINUTES = 330;

const TIME = String.raw`(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(AM|PM)?`;
const ZONE = String.raw`\s*([A-Za-z]{1,4}|(?:GMT|UTC?)?\s?[+-]\d{1,2}(?::?\d{2})?)?`;
/** `Thu, 26 Nov 2026 00:30:00 +0530`, `26-Nov-2026 00:30:10`, `26 November 26 00:30 GMT`. */
const DAY_FIRST = new RegExp(
  String.raw`^(?:[A-Za-z]{3,9},?\s+)?(\d{1,2})[ -]([A-Za-z]{3,9})[ -](\d{4}|\d{2}),?\s+${TIME}${ZONE}$`,
  'i',
);
/** `November 26, 2026 12:30 AM IST`, and as C writes it: `Thu Nov 26 00:30:00 2026`. */
const MONTH_FIRST = new RegExp(
  String.raw`^(?:[A-Za-z]{3,9},?\s+)?([A-Za-z]{3,9})\s+(\d{1,2}),?\s+(\d{4}),?\s+(?:at\s+)?${TIME}${ZONE}$`,
  'i',
);
const OF_C = new RegExp(
  String.raw`^[A-Za-z]{3}\s+([A-Za-z]{3})\s+(\d{1,2})\s+(\d{1,2}:\d{2}:\d{2})\s+(?:([A-Za-z]{1,4})\s+)?(\d{4})$`,
  'i',
);
/** `2026-11-26T00:30:00+05:30`, `2026-11-26 00:30`, `2026-11-26`. */
const YEAR_FIRST = new RegExp(String.raw`^(\d{4}-\d{2}-\d{2})(?:[T ]${TIME}${ZONE})?$`, 'i');

function monthOf(name: string): string | undefined {
  const lower = name.toLowerCase();
  const place = MONTHS.indexOf(lower.slice(0, 3));
  if (place < 0) return undefined;
  const known = lower.length === 3 || LONG_MONTHS[place] === lower || lower === 'sept';
  return known ? String(place + 1).padStart(2, '0') : undefined;
}

const LONG_MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** Minutes east of Greenwich; without a zone, India's: the exchange and the Reserve Bank write none. */
function zoneMinutes(zone: string | undefined): number | undefined {
  if (zone === undefined) return IST_MINUTES;
  const match = /^(?:GMT|UTC?)?\s?([+-])(\d{1,2}):?(\d{2})?$/i.exec(zone);
  // Of the military letters nobody knows which way they count: RFC 5322 takes all of them for UTC.
  if (!match) return zone.length === 1 ? 0 : ZONES[zone.toUpperCase()];
  const [hours, minutes] = [Number(match[2]), Number(match[3] ?? '0')];
  if (hours > 14 || minutes > 59) return undefined;
  return (match[1] === '-' ? -1 : 1) * (hours * 60 + minutes);
}

function secondsOfDay(
  hour: string,
  minute: string,
  second: string,
  half: string | undefined,
): number | undefined {
  let hours = Number(hour);
  if (half !== undefined) {
    if (hours < 1 || hours > 12) return undefined;
    hours = (hours % 12) + (half.toUpperCase() === 'PM' ? 12 : 0);
  }
  const [minutes, seconds] = [Number(minute), Number(second)];
  if (hours > 23 || minutes > 59 || seconds > 60) return undefined;
  return hours * 3600 + minutes * 60 + Math.min(seconds, 59);
}

function moment(
  date: string,
  [hour = '0', minute = '0', second = '0', half, zone]: readonly (string | undefined)[],
): Instant | undefined {
  const seconds = secondsOfDay(hour, minute, second, half);
  const offset = zoneMinutes(zone);
  if (!isSessionDate(date) || seconds === undefined || offset === undefined) return undefined;
  return instant(istInstant(date, '00:00') + seconds + (IST_MINUTES - offset) * 60);
}

/** The same with the day before the month. */
function dayFirst(text: string): string {
  const ofC = OF_C.exec(text);
  if (ofC) {
    const [, month = '', day = '', time = '', zone = '', year = ''] = ofC;
    return `${day} ${month} ${year} ${time} ${zone}`.trim();
  }
  const match = MONTH_FIRST.exec(text);
  if (!match) return text;
  const [, month = '', day = '', year = ''] = match;
  return text
    .replace(/^(?:[A-Za-z]{3,9},?\s+)?[A-Za-z]{3,9}\s+\d{1,2},?\s+\d{4},?\s+(?:at\s+)?/i, '')
    .replace(/^/, `${day} ${month} ${year} `);
}

/**
 * Reads when a feed says that something was published: as RFC 822 and RFC 3339 have it, or as NSE
 * writes it (`26-Nov-2026 00:30:10`). Without a zone it is Indian time, wherever this machine stands;
 * a bare day is its first moment in India.
 *
 * @returns absent when the text is no such moment
 */
export function readPublished(text: string): Instant | undefined {
  // A comment in brackets says the zone once more: `+0530 (IST)`.
  const trimmed = text
    .slice(0, 100)
    .replace(/\([^()]*\)\s*$/, '')
    .trim()
    .slice(0, 60);
  const iso = YEAR_FIRST.exec(trimmed);
  if (iso) return moment(iso[1] ?? '', iso.slice(2));
  const match = DAY_FIRST.exec(dayFirst(trimmed));
  if (!match) return undefined;
  const [, day = '', name = '', year = ''] = match;
  const month = monthOf(name);
  if (month === undefined) return undefined;
  const short = Number(year);
  const full = year.length === 4 ? year : String(short + (short >= 70 ? 1900 : 2000));
  return moment(`${full}-${month}-${day.padStart(2, '0')}`, match.slice(4));
}
