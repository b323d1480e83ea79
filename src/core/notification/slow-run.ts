import { istDate } from '../market/instant.ts';
import type { NotificationDraft } from './notification.ts';
import type { EndedRun } from './job-health.ts';

/** Runs that have to be known before one can be called slow. */
const LEAST_RUNS = 10;
/** Shorter runs are nobody's trouble, whatever their usual time. */
export const LEAST_SLOW_MS = 60_000;

/** The middle of the values; of an even number of them the mean of both. Absent for none. */
export function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const high = sorted[sorted.length >> 1];
  const low = sorted[(sorted.length - 1) >> 1];
  return high === undefined || low === undefined ? undefined : (low + high) / 2;
}

const minutes = (milliseconds: number): string => `${(milliseconds / 60_000).toFixed(1)} min`;

/**
 * Tells, once a day for a job, that a run took far longer than usual.
 *
 * @param durationMs of the run
 * @param earlier durations of the runs before it that did their work, in any order, milliseconds
 * @param ratio how many times the median is far
 * @returns absent where it did not, or where too little is known
 */
export function slowDraft(
  run: EndedRun,
  durationMs: number,
  earlier: readonly number[],
  ratio: number,
): NotificationDraft | undefined {
  const usual = median(earlier);
  if (earlier.length < LEAST_RUNS || usual === undefined) return undefined;
  if (durationMs < LEAST_SLOW_MS || durationMs <= usual * ratio) return undefined;
  return {
    topic: 'job-slow',
    dedupeKey: `job-slow:${run.job}:${istDate(run.endedAt)}`,
    priority: 'low',
    title: `${run.job} took ${minutes(durationMs)}, usually ${minutes(usual)}`,
    body: run.summary,
    facts: [['More', `paperjobs history --stats --job ${run.job}`]],
    at: run.endedAt,
    runId: run.id,
  };
}
