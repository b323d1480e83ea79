import { Cron } from 'croner';
import { instant } from '../core/market/instant.ts';
import type { Instant } from '../core/market/instant.ts';
import { readCronPattern } from './cron-pattern.ts';
import type { CronFields } from './cron-pattern.ts';

/** Days on which a line of a schedule applies, on the exchange's wall. */
export type ScheduleDays = 'daily' | 'Mon-Fri' | 'Sun' | 'Sat' | 'first-of-month';

/**
 * When a job is started, in Indian time. Timers are coarse: holidays and session hours are the
 * calendar's business, and the job asks it.
 */
export type Schedule = {
  /** Words that this line adds to the job's command line: `--drill`. */
  readonly words?: readonly string[];
} & (
  | {
      readonly days: ScheduleDays;
      /** `HH:MM`. */
      readonly at: readonly string[];
    }
  | {
      readonly days: ScheduleDays;
      readonly everyMinutes: number;
      /** First and last start, `HH:MM`, both in it. */
      readonly from: string;
      readonly to: string;
    }
  /** Five fields, in Indian time: what somebody wrote in the configuration. */
  | { readonly cron: string }
);

/** The zone in which schedules are written. */
export const SCHEDULE_ZONE = 'Asia/Kolkata';

const minuteOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
};

function cronFields(pattern: string): CronFields {
  const fields = readCronPattern(pattern);
  if (typeof fields === 'string') throw new Error(`a schedule was not checked: ${fields}`);
  return fields;
}

/** Starts of one day, minutes after midnight, rising. */
export function pointsOf(schedule: Schedule): number[] {
  if ('cron' in schedule) {
    const { hours, minutes } = cronFields(schedule.cron);
    return hours.flatMap((hour) => minutes.map((minute) => hour * 60 + minute));
  }
  if ('at' in schedule) return schedule.at.map(minuteOf).toSorted((a, b) => a - b);
  const points: number[] = [];
  for (
    let minute = minuteOf(schedule.from);
    minute <= minuteOf(schedule.to);
    minute += schedule.everyMinutes
  ) {
    points.push(minute);
  }
  return points;
}

/** The days of a line. Weekdays count from Sunday, 0; months from 1; absent months are all. */
export type ScheduledDays = { readonly months?: readonly number[] } & (
  | { readonly weekdays: readonly number[] }
  | { readonly monthDays: readonly number[] }
);

const ALL_WEEK = [0, 1, 2, 3, 4, 5, 6];

const DAYS: Readonly<Record<ScheduleDays, ScheduledDays>> = {
  daily: { weekdays: ALL_WEEK },
  'Mon-Fri': { weekdays: [1, 2, 3, 4, 5] },
  Sun: { weekdays: [0] },
  Sat: { weekdays: [6] },
  'first-of-month': { monthDays: [1, 2, 3, 4, 5, 6, 7] },
};

/** On which days the schedule's points come. */
export function daysOf(schedule: Schedule): ScheduledDays {
  if (!('cron' in schedule)) return DAYS[schedule.days];
  const { days, months, weekdays } = cronFields(schedule.cron);
  const some = months.length < 12 ? { months } : {};
  return days.length < 31 ? { monthDays: days, ...some } : { weekdays, ...some };
}

const DAY_FIELDS: Readonly<Record<ScheduleDays, string>> = {
  daily: '* * *',
  'Mon-Fri': '* * 1-5',
  Sun: '* * 0',
  Sat: '* * 6',
  'first-of-month': '1-7 * *',
};

/** Hours of a day that have the same minutes; both rising. */
export interface HourGroup {
  readonly hours: readonly number[];
  readonly minutes: readonly number[];
}

/** Points of a day (minutes after midnight, rising), by hours that have the same minutes. */
export function hourGroups(points: readonly number[]): HourGroup[] {
  const byHour = new Map<number, number[]>();
  for (const point of points) {
    const hour = Math.floor(point / 60);
    byHour.set(hour, [...(byHour.get(hour) ?? []), point % 60]);
  }
  const byMinutes = new Map<string, { hours: number[]; minutes: number[] }>();
  for (const [hour, minutes] of byHour) {
    const same = byMinutes.get(minutes.join(','));
    if (same) same.hours.push(hour);
    else byMinutes.set(minutes.join(','), { hours: [hour], minutes });
  }
  return [...byMinutes.values()];
}

/** The same as cron patterns, in the schedule's zone: hours with the same minutes share a line. */
export function cronPatterns(schedule: Schedule): string[] {
  if ('cron' in schedule) return [schedule.cron];
  const days = DAY_FIELDS[schedule.days];
  return hourGroups(pointsOf(schedule)).map(
    ({ hours, minutes }) => `${minutes.join(',')} ${hours.join(',')} ${days}`,
  );
}

/** The next start after the moment; absent for a job without a schedule. */
export function nextDue(schedules: readonly Schedule[], after: Instant): Instant | undefined {
  const next = schedules
    .flatMap(cronPatterns)
    .flatMap((pattern) => {
      const date = new Cron(pattern, { timezone: SCHEDULE_ZONE }).nextRun(new Date(after * 1000));
      return date ? [date.getTime() / 1000] : [];
    })
    .toSorted((a, b) => a - b)[0];
  return next === undefined ? undefined : instant(next);
}

/** The newest start at the moment or before it; absent for a job without a schedule. */
export function lastDue(schedules: readonly Schedule[], at: Instant): Instant | undefined {
  const last = schedules
    .flatMap(cronPatterns)
    .flatMap((pattern) => {
      const cron = new Cron(pattern, { timezone: SCHEDULE_ZONE });
      return cron.previousRuns(1, new Date(at * 1000)).map((date) => date.getTime() / 1000);
    })
    .toSorted((a, b) => b - a)[0];
  return last === undefined ? undefined : instant(last);
}

const DAY_WORDS: Readonly<Record<ScheduleDays, string>> = {
  daily: 'daily',
  'Mon-Fri': 'Mon–Fri',
  Sun: 'Sundays',
  Sat: 'Saturdays',
  'first-of-month': 'first week of the month',
};

/** The schedule in words, for tables: `Mon–Fri 09:00–15:45 every minute`. */
export function scheduleWords(schedules: readonly Schedule[]): string {
  if (schedules.length === 0) return 'by hand';
  return schedules
    .map((schedule) => {
      const words = schedule.words ? ` (${schedule.words.join(' ')})` : '';
      if ('cron' in schedule) return `cron ${schedule.cron}${words}`;
      const days = DAY_WORDS[schedule.days];
      if ('at' in schedule) return `${days} ${schedule.at.join(', ')}${words}`;
      const every = schedule.everyMinutes === 1 ? 'minute' : `${schedule.everyMinutes} minutes`;
      return `${days} ${schedule.from}–${schedule.to} every ${every}${words}`;
    })
    .join('; ');
}
