import type { Job } from '../kit/job.ts';
import { pointsOf } from '../kit/schedule.ts';
import type { Schedule } from '../kit/schedule.ts';

/** One command line that something starts by the clock. */
export interface TimedRun {
  /** `paperjobs-backup-drill`: name of its unit, without the kind. */
  readonly unit: string;
  readonly job: Job;
  /** Words after the job's name. */
  readonly words: readonly string[];
  readonly schedules: readonly Schedule[];
}

/** Prefix of everything that is installed. */
export const UNIT_PREFIX = 'paperjobs-';

/** What tells a run from the job's first one: its words, or where it has none, when it starts. */
function suffix(words: readonly string[], [first]: readonly Schedule[]): string {
  if (words.length === 0 && first) {
    const point = pointsOf(first)[0] ?? 0;
    const digits = (number: number): string => String(number).padStart(2, '0');
    return `at-${digits(Math.floor(point / 60))}${digits(point % 60)}`;
  }
  const plain = words
    .join('-')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-');
  return plain.replaceAll(/^-|-$/g, '');
}

/**
 * The runs of a job: one for each set of words in its schedule. The first has the job's name.
 */
function runsOf(job: Job): TimedRun[] {
  const byWords = new Map<string, Schedule[]>();
  for (const schedule of job.schedules) {
    const key = (schedule.words ?? []).join('\0');
    byWords.set(key, [...(byWords.get(key) ?? []), schedule]);
  }
  return [...byWords.values()].map((schedules, place) => {
    const words = schedules[0]?.words ?? [];
    const name = place === 0 ? job.name : `${job.name}-${suffix(words, schedules)}`;
    return {
      unit: `${UNIT_PREFIX}${name}`,
      job,
      words: [...words, ...(job.timedWords ?? [])],
      schedules,
    };
  });
}

/** Every run that a clock starts, in the order of the jobs; jobs that are switched off have none. */
export function timedRuns(jobs: readonly Job[]): TimedRun[] {
  return jobs.filter(({ switchedOff }) => switchedOff === undefined).flatMap(runsOf);
}
