import { addDays, weekday } from '../market/session-date.ts';
import type { SessionDate } from '../market/session-date.ts';
import { civilDate } from './civil-year.ts';

/** The n-th (from 1) such weekday (0 Sunday … 6 Saturday) of a month. */
export function nthWeekday(year: number, month: number, wanted: number, nth: number): SessionDate {
  const first = civilDate(year, month, 1);
  const ahead = (wanted - weekday(first) + 7) % 7;
  return addDays(first, ahead + 7 * (nth - 1));
}

/** The last such weekday (0 Sunday … 6 Saturday) of a month. */
export function lastWeekday(year: number, month: number, wanted: number): SessionDate {
  const next = month === 12 ? civilDate(year + 1, 1, 1) : civilDate(year, month + 1, 1);
  const last = addDays(next, -1);
  return addDays(last, -((weekday(last) - wanted + 7) % 7));
}

/**
 * Easter Sunday of the western churches.
 *
 * @see the anonymous Gregorian computus, Nature, 20 April 1876; Meeus, Astronomical Algorithms,
 *   chapter 8
 */
export function easterSunday(year: number): SessionDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const inCentury = year % 100;
  const drift = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - drift + 15) % 30;
  const leap = 2 * (century % 4) + 2 * Math.floor(inCentury / 4);
  const toSunday = (32 + leap - epact - (inCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * toSunday) / 451);
  const sum = epact + toSunday - 7 * late + 114;
  return civilDate(year, Math.floor(sum / 31), (sum % 31) + 1);
}
