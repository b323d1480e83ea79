import { istDate, istInstant } from '../core/market/instant.ts';
import type { Instant } from '../core/market/instant.ts';
import { addDays, weekday } from '../core/market/session-date.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import type { TimedLine } from './timed-line.ts';

/** Rarer starts than once a year, 29 February included, are none. */
const HORIZON_DAYS = 4 * 366;

function comesOn({ days }: TimedLine, date: SessionDate): boolean {
  if ('date' in days) return days.date === date;
  const [, month = 0, day = 0] = date.split('-').map(Number);
  if (days.months && !days.months.includes(month)) return false;
  return 'weekdays' in days ? days.weekdays.includes(weekday(date)) : days.monthDays.includes(day);
}

/**
 * The next starts that the lines make after a moment, the soonest first; fewer than asked where
 * there are no more.
 */
export function nextStarts(lines: readonly TimedLine[], after: Instant, count: number): Instant[] {
  const found = new Set<Instant>();
  let date = istDate(after);
  for (let day = 0; day < HORIZON_DAYS && found.size < count; day++) {
    const midnight = istInstant(date, '00:00');
    const points = lines.filter((line) => comesOn(line, date)).flatMap((line) => line.points);
    for (const point of points.toSorted((a, b) => a - b)) {
      const at = (midnight + point * 60) as Instant;
      if (at > after && found.size < count) found.add(at);
    }
    date = addDays(date, 1);
  }
  return [...found];
}
