import { closesAt, opensAt } from '../core/calendar/calendar.ts';
import type { OpenDay } from '../core/calendar/calendar.ts';
import { IST_OFFSET_SECONDS } from '../core/market/instant.ts';
import type { Instant } from '../core/market/instant.ts';
import { weekday } from '../core/market/session-date.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import { daysOf, pointsOf } from '../kit/schedule.ts';
import type { Schedule, ScheduledDays } from '../kit/schedule.ts';

/** Points of time in Indian time: on days that come again, or on one date. */
export interface TimedLine {
  readonly days: ScheduledDays | { readonly date: SessionDate };
  /** Minutes after midnight, rising; at least one. */
  readonly points: readonly number[];
}

/** Continuous trading of a regular session, to which schedules are written; minutes after midnight. */
const [OPEN, CLOSE] = [9 * 60 + 15, 15 * 60 + 30];
/** Starts later than this come after the close, not with it. */
const AFTER_CLOSE = 16 * 60;
const LAST_MINUTE = 24 * 60 - 1;

const minuteInIndia = (at: Instant): number =>
  Math.floor((((at + IST_OFFSET_SECONDS) % 86_400) + 86_400) % 86_400) / 60;

const isWeekend = (date: SessionDate): boolean => [0, 6].includes(weekday(date));

/** A schedule whose starts come with the session has them at the same distance from its ends. */
function moved(
  schedule: Schedule,
  points: readonly number[],
  open: number,
  close: number,
): number[] {
  if (points.length === 0) return [];
  if ('everyMinutes' in schedule) {
    const [from, to] = [
      (points[0] ?? OPEN) - OPEN + open,
      (points.at(-1) ?? CLOSE) - CLOSE + close,
    ];
    const count = Math.floor((to - from) / schedule.everyMinutes) + 1;
    return Array.from({ length: Math.max(0, count) }, (_, n) => from + n * schedule.everyMinutes);
  }
  return points.flatMap((point) => {
    if (point >= CLOSE) return [point - CLOSE + close];
    const same = point - OPEN + open;
    return same < close ? [same] : [];
  });
}

/**
 * What a Monday-to-Friday schedule misses of a session on another day or at another hour. Starts
 * around trading move with its hours. Starts after the close stay where they are, and a weekday has
 * them already.
 *
 * @returns absent when there is nothing to add
 */
function specialLine(schedule: Schedule, day: OpenDay): TimedLine | undefined {
  const days = daysOf(schedule);
  if (!('weekdays' in days) || days.weekdays.join('') !== '12345') return undefined;
  const [open, close] = [minuteInIndia(opensAt(day)), minuteInIndia(closesAt(day))];
  const points = pointsOf(schedule);
  const during = points.filter((point) => point < AFTER_CLOSE);
  const after = points.filter((point) => point >= AFTER_CLOSE && point >= close);
  const weekend = isWeekend(day.session);
  const sameHours = open === OPEN && close === CLOSE;
  const wanted = [
    ...(weekend || !sameHours ? moved(schedule, during, open, close) : []),
    ...(weekend ? after : []),
  ].filter((point) => point >= 0 && point <= LAST_MINUTE);
  const unique = [...new Set(wanted)].toSorted((a, b) => a - b);
  return unique.length === 0 ? undefined : { days: { date: day.session }, points: unique };
}

/**
 * All lines of some schedules: those that come again, then the special sessions by date.
 *
 * @param specials sessions that a Monday-to-Friday timer misses, oldest first
 */
export function timedLines(
  schedules: readonly Schedule[],
  specials: readonly OpenDay[],
): TimedLine[] {
  const again = schedules.map((schedule) => ({
    days: daysOf(schedule),
    points: pointsOf(schedule),
  }));
  const dated = specials.flatMap((day) =>
    schedules.flatMap((schedule) => specialLine(schedule, day) ?? []),
  );
  return [...again, ...dated];
}
