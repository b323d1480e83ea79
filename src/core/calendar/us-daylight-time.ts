import type { Instant } from '../market/instant.ts';
import { dayNumber } from '../market/session-date.ts';
import type { SessionDate } from '../market/session-date.ts';
import { lastWeekday, nthWeekday } from './movable-dates.ts';

const SUNDAY = 0;

/** First and last day of daylight time of a year in the United States, from 1987 on. */
interface DaylightTime {
  readonly begins: SessionDate;
  readonly ends: SessionDate;
}

/**
 * When daylight time begins and ends, both at 02:00 on the wall: second Sunday of March to first of
 * November since 2007 (Energy Policy Act of 2005, section 110); before, from 1987, first Sunday of
 * April to last of October.
 */
export function daylightTime(year: number): DaylightTime {
  if (year >= 2007) {
    return { begins: nthWeekday(year, 3, SUNDAY, 2), ends: nthWeekday(year, 11, SUNDAY, 1) };
  }
  return { begins: nthWeekday(year, 4, SUNDAY, 1), ends: lastWeekday(year, 10, SUNDAY) };
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Kept because it is asked for every day of decades; it depends on the year alone. */
const SPANS = new Map<number, Span>();

function spanOf(year: number): Span {
  const kept = SPANS.get(year);
  if (kept !== undefined) return kept;
  const { begins, ends } = daylightTime(year);
  // 02:00 on the wall is 07:00 UTC while standard time still holds, 06:00 UTC while daylight does.
  const from = dayNumber(begins) * 86_400 + 7 * 3600;
  const span = { from, to: dayNumber(ends) * 86_400 + 6 * 3600 };
  SPANS.set(year, span);
  return span;
}

/** Whether New York keeps daylight time at that moment; for moments from 1987 on. */
export function isDaylightTime(at: Instant): boolean {
  const { from, to } = spanOf(new Date(at * 1000).getUTCFullYear());
  return at >= from && at < to;
}
