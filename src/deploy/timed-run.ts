import type { Job } from '../kit/job.ts';
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

function suffix(words: readonly string[]): string {
  const plain = words
    .join('-')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-');
  return plain.replaceAll(/^-|-$/g, '');
}

/**
 * The runs of a job: one for each set of words in its schedule. One set needs no name beside the
 * job's; of several, that without words has the job's name.
 */
function runsOf(job: Job): TimedRun[] {
  const byWords = new Map<string, Schedule[]>();
  for (const schedule of job.schedules) {
    const key = (schedule.words ?? []).join('\0');
    byWords.set(key, [...(byWords.get(key) ?? []), schedule]);
  }
  return [...byWords.values()].map((schedules) => {
    const words = schedules[0]?.words ?? [];
    const alone = byWords.size === 1 || words.length === 0;
    const name = alone ? job.name : `${job.name}-${suffix(words)}`;
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
