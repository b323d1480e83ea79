import { IST_OFFSET_SECONDS } from '../core/market/instant.ts';
import { addDays } from '../core/market/session-date.ts';
import { hourGroups } from '../kit/schedule.ts';
import { CRON_STYLE, numberSet } from './number-set.ts';
import type { TimedLine } from './timed-line.ts';

const DAY_MINUTES = 24 * 60;

/** Days of a month, a day earlier or later: months of every length are covered, some days too many. */
function shiftedMonthDays(days: readonly number[], by: number): number[] {
  const moved = days.flatMap((day) => {
    if (day + by < 1) return [28, 29, 30, 31];
    return by > 0 && day >= 28 ? [1, ...(day < 31 ? [day + 1] : [])] : [day + by];
  });
  return [...new Set(moved)].toSorted((a, b) => a - b);
}

/** Day, month and weekday fields, so many days later. */
function dayFields(days: TimedLine['days'], by: number): string {
  if ('date' in days) {
    const [, month, day] = addDays(days.date, by).split('-').map(Number);
    return `${day} ${month} *`;
  }
  // Near its ends a month's days may belong to another month's name: all are taken.
  const months = days.months && by === 0 ? numberSet(days.months, [1, 12], CRON_STYLE) : '*';
  if ('monthDays' in days) {
    const monthDays = shiftedMonthDays(days.monthDays, by);
    return `${numberSet(monthDays, [1, 31], CRON_STYLE)} ${months} *`;
  }
  const weekdays = days.weekdays.map((day) => (day + by + 7) % 7).toSorted((a, b) => a - b);
  return `* ${months} ${numberSet(weekdays, [0, 6], CRON_STYLE)}`;
}

/**
 * A line as time fields of crontab lines for a daemon whose wall is so far from UTC. cron knows no
 * year and no nth weekday: fields may fire on more days than asked, never on fewer, and the job's
 * calendar has the last word.
 *
 * @param offsetMinutes the wall's distance from UTC; east is positive
 */
export function cronFields({ days, points }: TimedLine, offsetMinutes: number): string[] {
  const shift = offsetMinutes - IST_OFFSET_SECONDS / 60;
  const byDay = new Map<number, number[]>();
  for (const point of points) {
    const moved = point + shift;
    const by = Math.floor(moved / DAY_MINUTES);
    byDay.set(by, [...(byDay.get(by) ?? []), moved - by * DAY_MINUTES]);
  }
  return [...byDay].flatMap(([by, moved]) =>
    hourGroups(moved).map(({ hours, minutes }) => {
      const minute = numberSet(minutes, [0, 59], CRON_STYLE);
      const hour = numberSet(hours, [0, 23], CRON_STYLE);
      return `${minute} ${hour} ${dayFields(days, by)}`;
    }),
  );
}
