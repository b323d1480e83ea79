import { Cron } from 'croner';
import { addDays } from '../../src/core/market/session-date.ts';
import type { SessionDate } from '../../src/core/market/session-date.ts';
import type { OpenDay } from '../../src/core/calendar/calendar.ts';
import { instant, istInstant } from '../../src/core/market/instant.ts';
import type { Instant } from '../../src/core/market/instant.ts';
import { timedLines } from '../../src/deploy/timed-line.ts';
import type { Job } from '../../src/kit/job.ts';
import { SCHEDULE_ZONE, cronPatterns } from '../../src/kit/schedule.ts';
import type { Schedule } from '../../src/kit/schedule.ts';

/** One start by the clock. */
export interface Start {
  readonly at: Instant;
  readonly job: Job;
  /** What the line of the schedule adds to the command line. */
  readonly words: readonly string[];
}

/** Of lines with more points than this in a day, a quicker year keeps every fifth. */
const MANY_POINTS = 20;

/** How many starts of a line are passed over for each that is kept. */
function strideOf(schedule: Schedule, points: number, sample: number): number {
  if (sample === 1 || !('everyMinutes' in schedule)) return 1;
  if (schedule.everyMinutes === 1) return sample;
  return points > MANY_POINTS ? 5 : 1;
}

/** Starts of one line on one day: by croner where the day comes again, by date where it is special. */
function lineStarts(schedule: Schedule, day: SessionDate, specials: readonly OpenDay[]): Instant[] {
  const midnight = istInstant(day, '00:00');
  const next = istInstant(addDays(day, 1), '00:00');
  const starts: Instant[] = [];
  for (const pattern of cronPatterns(schedule)) {
    const cron = new Cron(pattern, { timezone: SCHEDULE_ZONE });
    let date = cron.nextRun(new Date((midnight - 1) * 1000));
    for (; date && date.getTime() < next * 1000; date = cron.nextRun(date)) {
      starts.push(instant(date.getTime() / 1000));
    }
  }
  for (const line of timedLines([schedule], specials)) {
    if (!('date' in line.days) || line.days.date !== day) continue;
    starts.push(...line.points.map((point) => instant(midnight + point * 60)));
  }
  return [...new Set(starts)].toSorted((a, b) => a - b);
}

/** Words that have a pass repeated inside its minute: the year's clock stands meanwhile. */
const REPEATING = new Set(['--repeat-every', '--for']);

function withoutRepeating(words: readonly string[]): string[] {
  return words.filter((word, at) => !REPEATING.has(word) && !REPEATING.has(words[at - 1] ?? ''));
}

/**
 * Every start of one day, oldest first; at the same moment in the order of the jobs.
 *
 * @param specials sessions for which timers have dated lines
 * @param sample 1: all; n: one in n of those that come every minute, the first and the last always
 */
export function startsOf(
  jobs: readonly Job[],
  day: SessionDate,
  specials: readonly OpenDay[],
  sample: number,
): Start[] {
  const starts = jobs.flatMap((job) =>
    job.schedules.flatMap((schedule) => {
      const all = lineStarts(schedule, day, specials);
      const stride = strideOf(schedule, all.length, sample);
      const words = withoutRepeating(schedule.words ?? []);
      return all
        .filter((_, place) => place % stride === 0 || place === all.length - 1)
        .map((at) => ({ at, job, words }));
    }),
  );
  return starts.toSorted((a, b) => a.at - b.at);
}
