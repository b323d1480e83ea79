import { verdictOf } from './notification/job-health.ts';
import { median } from './notification/slow-run.ts';
import type { LedgerOutcome } from './run.ts';

/** A run that has ended. */
export interface EndedRunFigure {
  readonly job: string;
  readonly outcome: LedgerOutcome;
  readonly durationMs: number;
}

/** How a job has done over many runs. */
export interface RunStats {
  readonly job: string;
  readonly runs: number;
  /** Runs that did their work, some of it, or had none to do. */
  readonly good: number;
  readonly failed: number;
  /** Share of good runs among good and failed ones, 0 to 1; absent where there are neither. */
  readonly successRatio?: number;
  /** Of runs that did work (`ok`, `partial`), milliseconds; absent where there is none. */
  readonly medianMs?: number;
  /**
   * How much longer the newer half of those took than the older half, by their medians: 0.1 is a tenth
   * longer. Absent with fewer than ten of them.
   */
  readonly trendRatio?: number;
}

const LEAST_FOR_TREND = 10;

function trendOf(durations: readonly number[]): number | undefined {
  if (durations.length < LEAST_FOR_TREND) return undefined;
  const middle = durations.length >> 1;
  const [older, newer] = [median(durations.slice(0, middle)), median(durations.slice(middle))];
  return older === undefined || newer === undefined || older === 0 ? undefined : newer / older - 1;
}

function statsOfJob(job: string, runs: readonly EndedRunFigure[]): RunStats {
  const count = (verdict: string): number =>
    runs.filter(({ outcome }) => verdictOf(outcome) === verdict).length;
  const [good, failed] = [count('well'), count('failed')];
  const worked = runs
    .filter(({ outcome }) => outcome === 'ok' || outcome === 'partial')
    .map(({ durationMs }) => durationMs);
  const [medianMs, trendRatio] = [median(worked), trendOf(worked)];
  return {
    job,
    runs: runs.length,
    good,
    failed,
    ...(good + failed === 0 ? {} : { successRatio: good / (good + failed) }),
    ...(medianMs === undefined ? {} : { medianMs }),
    ...(trendRatio === undefined ? {} : { trendRatio }),
  };
}

/**
 * Figures of each job, by name.
 *
 * @param runs that have ended, oldest first
 */
export function statsOf(runs: readonly EndedRunFigure[]): RunStats[] {
  const byJob = new Map<string, EndedRunFigure[]>();
  for (const run of runs) {
    const known = byJob.get(run.job);
    if (known) known.push(run);
    else byJob.set(run.job, [run]);
  }
  return [...byJob]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([job, own]) => statsOfJob(job, own));
}
