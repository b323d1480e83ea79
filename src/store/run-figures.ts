import { instant } from '../core/market/instant.ts';
import type { Instant } from '../core/market/instant.ts';
import type { OutcomeCount } from '../core/notification/digest.ts';
import type { LedgerOutcome } from '../core/run.ts';
import type { Handle } from './handle.ts';

/** When a job was last started, by anybody and by a timer or cron. */
export interface LastStarts {
  readonly job: string;
  readonly startedAt: Instant;
  readonly timedAt?: Instant;
}

/** How long the newest runs of a job took, and how they ended, newest first. */
export interface RunFigure {
  readonly job: string;
  readonly outcome: LedgerOutcome;
  readonly startedAt: Instant;
  readonly durationMs: number;
}

/** Figures over many runs of the ledger. */
export function readRunFigures({ db }: Handle) {
  return {
    /** The last starts of the named jobs since the moment; those that were not started are left out. */
    async lastStarts(jobs: readonly string[], since: Instant): Promise<LastStarts[]> {
      const newest = (job: string) =>
        db
          .selectFrom('job_runs')
          .select('started_at')
          .where('job', '=', job)
          .where('started_at', '>=', since)
          .orderBy('started_at', 'desc')
          .limit(1);
      const found: LastStarts[] = [];
      // One by one from the newest back: grouped, every run of the weeks would be read.
      for (const job of jobs) {
        const started = await newest(job).executeTakeFirst();
        if (!started) continue;
        const timed = await newest(job)
          .where('trigger', 'in', ['systemd', 'cron'])
          .executeTakeFirst();
        found.push({
          job,
          startedAt: instant(started.started_at),
          ...(timed ? { timedAt: instant(timed.started_at) } : {}),
        });
      }
      return found;
    },
    /** When anything was first started at the moment or after it; absent: nothing was. */
    async firstSince(at: Instant): Promise<Instant | undefined> {
      const row = await db
        .selectFrom('job_runs')
        .select((run) => run.fn.min('started_at').as('first'))
        .where('started_at', '>=', at)
        .executeTakeFirst();
      const first: number | null = row?.first ?? null;
      return first === null ? undefined : instant(first);
    },
    /** How runs ended that were started since the moment. */
    async outcomesSince(at: Instant): Promise<OutcomeCount[]> {
      const rows = await db
        .selectFrom('job_runs')
        .select((run) => ['job', 'outcome', run.fn.countAll<number>().as('runs')])
        .where('started_at', '>=', at)
        .groupBy(['job', 'outcome'])
        .orderBy('job')
        .orderBy('outcome')
        .execute();
      return rows.map(({ job, outcome, runs }) => ({
        job,
        outcome: outcome as LedgerOutcome,
        runs,
      }));
    },
    /**
     * Durations of the newest runs of a job that did their work, newest first, milliseconds.
     *
     * @param before runs started earlier than that
     */
    async durations(job: string, before: Instant, limit: number): Promise<number[]> {
      const rows = await db
        .selectFrom('job_runs')
        .select('duration_ms')
        .where('job', '=', job)
        .where('started_at', '<', before)
        .where('outcome', 'in', ['ok', 'partial'])
        .orderBy('started_at', 'desc')
        .limit(limit)
        .execute();
      return rows.flatMap(({ duration_ms: ms }) => (ms === null ? [] : [ms]));
    },
    /** Every run that was started since the moment and has ended, oldest first; of one job if told. */
    async ended(since: Instant, job?: string): Promise<RunFigure[]> {
      let query = db
        .selectFrom('job_runs')
        .select(['job', 'outcome', 'started_at', 'duration_ms'])
        .where('started_at', '>=', since)
        .where('outcome', '<>', 'running')
        .orderBy('started_at');
      if (job !== undefined) query = query.where('job', '=', job);
      return (await query.execute()).map((row) => ({
        job: row.job,
        outcome: row.outcome as LedgerOutcome,
        startedAt: instant(row.started_at),
        durationMs: row.duration_ms ?? 0,
      }));
    },
    /** When the job last ended well: `ok`, or with part of it. Absent: never, as far as is kept. */
    async lastGood(job: string): Promise<Instant | undefined> {
      const row = await db
        .selectFrom('job_runs')
        .select('ended_at')
        .where('job', '=', job)
        .where('outcome', 'in', ['ok', 'partial'])
        .orderBy('started_at', 'desc')
        .limit(1)
        .executeTakeFirst();
      const ended: number | null = row?.ended_at ?? null;
      return ended === null ? undefined : instant(ended);
    },
  };
}
