import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import type { FailureCode } from '../core/failure.ts';
import { instant } from '../core/market/instant.ts';
import type { Instant } from '../core/market/instant.ts';
import type { Counts } from '../core/outcome.ts';
import type { LedgerOutcome, LedgerRun, RunEnd, RunStart, Trigger } from '../core/run.ts';
import type { Handle } from './handle.ts';
import type { Schema } from './schema.ts';

type Row = Selectable<Schema['job_runs']>;

/** Spelled out, not bound: only so does SQLite see that the index of open runs serves. */
const RUNNING = sql.lit('running');

function fromRow(row: Row): LedgerRun {
  const ended =
    row.ended_at === null
      ? undefined
      : {
          ...(row.exit_code === null ? {} : { exitCode: row.exit_code }),
          summary: row.summary ?? '',
          endedAt: instant(row.ended_at),
          durationMs: row.duration_ms ?? 0,
          counts: JSON.parse(row.counts) as Counts,
          warnings: JSON.parse(row.warnings) as string[],
          ...(row.error_code === null
            ? {}
            : {
                error: {
                  code: row.error_code as FailureCode | 'bug',
                  message: row.error_message ?? '',
                },
              }),
        };
  return {
    id: row.id,
    job: row.job,
    trigger: row.trigger as Trigger,
    asOf: instant(row.as_of),
    startedAt: instant(row.started_at),
    locks: JSON.parse(row.locks) as string[],
    arguments: row.arguments,
    version: row.version,
    host: row.host,
    pid: row.pid,
    outcome: row.outcome as LedgerOutcome,
    ...(row.invocation_id === null ? {} : { invocationId: row.invocation_id }),
    ...(row.parent_run === null ? {} : { parentRunId: row.parent_run }),
    ...(ended ? { end: ended } : {}),
  };
}

/** Reading of the run ledger. */
export function readRuns({ db }: Handle) {
  /** Runs whose row is still open, newest first: under way, or dead and not yet told as crashed. */
  async function running(): Promise<LedgerRun[]> {
    const rows = await db
      .selectFrom('job_runs')
      .selectAll()
      .where('outcome', '=', RUNNING)
      .orderBy('started_at', 'desc')
      .execute();
    return rows.map(fromRow);
  }

  return {
    /** Runs, newest first. */
    async newest(limit: number, job?: string): Promise<LedgerRun[]> {
      let query = db
        .selectFrom('job_runs')
        .selectAll()
        .orderBy('started_at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit);
      if (job !== undefined) query = query.where('job', '=', job);
      return (await query.execute()).map(fromRow);
    },
    /** One run. @returns absent when no run has that id */
    async find(id: string): Promise<LedgerRun | undefined> {
      const row = await db
        .selectFrom('job_runs')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst();
      return row && fromRow(row);
    },
    /** The steps of a run of a chain, oldest first. */
    async stepsOf(id: string): Promise<LedgerRun[]> {
      const rows = await db
        .selectFrom('job_runs')
        .selectAll()
        .where('parent_run', '=', id)
        .orderBy('started_at')
        .orderBy('id')
        .execute();
      return rows.map(fromRow);
    },
    /** The newest run of each job that ever ran. */
    async newestOfEach(): Promise<LedgerRun[]> {
      // From one name to the next by the index: grouped, every run of the ledger would be read.
      const { rows } = await sql<Row>`
        WITH RECURSIVE names (job) AS (
          SELECT min(job) FROM job_runs
          UNION ALL
          SELECT (SELECT min(n.job) FROM job_runs n WHERE n.job > names.job) FROM names
          WHERE names.job IS NOT NULL
        )
        SELECT r.* FROM names JOIN job_runs r ON r.id = (
          SELECT n.id FROM job_runs n WHERE n.job = names.job
          ORDER BY n.started_at DESC, n.id DESC LIMIT 1
        )`.execute(db);
      return rows.map(fromRow);
    },
    running,
    /** The newest run of a unit's activation; absent: it left none. */
    async byInvocation(invocationId: string): Promise<LedgerRun | undefined> {
      const row = await db
        .selectFrom('job_runs')
        .selectAll()
        .where('invocation_id', '=', invocationId)
        .orderBy('started_at', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row && fromRow(row);
    },
    /** The run that holds the lock, as far as the ledger knows. */
    async holderOf(lock: string): Promise<LedgerRun | undefined> {
      return (await running()).find((run) => run.locks.includes(lock));
    },
  };
}

/** Writing of the run ledger, inside the caller's transaction. */
export function writeRuns(handle: Handle) {
  const { db } = handle;
  return {
    async open(run: RunStart): Promise<void> {
      await db
        .insertInto('job_runs')
        .values({
          id: run.id,
          job: run.job,
          outcome: 'running',
          exit_code: null,
          summary: null,
          trigger: run.trigger,
          invocation_id: run.invocationId ?? null,
          parent_run: run.parentRunId ?? null,
          as_of: run.asOf,
          started_at: run.startedAt,
          ended_at: null,
          duration_ms: null,
          error_code: null,
          error_message: null,
          locks: JSON.stringify(run.locks),
          arguments: run.arguments,
          version: run.version,
          host: run.host,
          pid: run.pid,
        })
        .execute();
    },
    async close(id: string, end: RunEnd): Promise<void> {
      await db
        .updateTable('job_runs')
        .set({
          outcome: end.outcome,
          exit_code: end.exitCode,
          summary: end.summary,
          ended_at: end.endedAt,
          duration_ms: end.durationMs,
          counts: JSON.stringify(end.counts),
          warnings: JSON.stringify(end.warnings),
          error_code: end.error?.code ?? null,
          error_message: end.error?.message ?? null,
        })
        .where('id', '=', id)
        .execute();
    },
    /**
     * Closes runs of the job that are still open. Called while holding the job's lock: whoever
     * opened them is dead.
     *
     * @returns how many there were
     */
    async closeCrashed(
      job: string,
      endedAt: Instant,
      summary = 'ended without closing its row: killed, or the machine went down',
    ): Promise<number> {
      const result = await db
        .updateTable('job_runs')
        .set({
          outcome: 'crashed',
          ended_at: endedAt,
          summary,
        })
        .where('job', '=', job)
        .where('outcome', '=', RUNNING)
        .executeTakeFirst();
      return Number(result.numUpdatedRows);
    },
    /** Closes one run that is known to be dead, by whoever knows. */
    async closeDead(id: string, endedAt: Instant, summary: string): Promise<void> {
      await db
        .updateTable('job_runs')
        .set({ outcome: 'crashed', ended_at: endedAt, summary })
        .where('id', '=', id)
        .where('outcome', '=', RUNNING)
        .execute();
    },
    /** Removes old runs in which nothing was done; each job's newest run stays. */
    async pruneIdle(before: Instant): Promise<number> {
      const kept = new Set((await readRuns(handle).newestOfEach()).map(({ id }) => id));
      const rows = await db
        .selectFrom('job_runs')
        .select('id')
        .where('outcome', 'in', ['noop', 'closed', 'disabled', 'locked'])
        .where('started_at', '<', before)
        .execute();
      const gone = rows.map(({ id }) => id).filter((id) => !kept.has(id));
      for (const id of gone) await db.deleteFrom('job_runs').where('id', '=', id).execute();
      return gone.length;
    },
  };
}
