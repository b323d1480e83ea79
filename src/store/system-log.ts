import { instant } from '../core/market/instant.ts';
import type { Instant } from '../core/market/instant.ts';
import type { LogFields, LogLevel } from '../ports/log.ts';
import type { Handle } from './handle.ts';

/** A warning or an error that a run logged. */
export interface SystemLogEntry {
  readonly runId: string;
  readonly job: string;
  readonly at: Instant;
  readonly level: LogLevel;
  readonly event: string;
  readonly fields: LogFields;
}

/** Reading of the log that outlives the journal. */
export function readSystemLog({ db }: Handle) {
  return {
    /** Entries of a job, newest first. */
    async newest(job: string, limit: number): Promise<SystemLogEntry[]> {
      const rows = await db
        .selectFrom('system_log')
        .selectAll()
        .where('job', '=', job)
        .orderBy('logged_at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return rows.map((row) => ({
        runId: row.run_id,
        job: row.job,
        at: instant(row.logged_at),
        level: row.level as LogLevel,
        event: row.event,
        fields: JSON.parse(row.fields) as LogFields,
      }));
    },
  };
}

/** Writing of it, inside the caller's transaction. */
export function writeSystemLog({ db }: Handle) {
  return {
    async append(entries: readonly SystemLogEntry[]): Promise<void> {
      for (const entry of entries) {
        await db
          .insertInto('system_log')
          .values({
            run_id: entry.runId,
            job: entry.job,
            logged_at: entry.at,
            level: entry.level,
            event: entry.event,
            fields: JSON.stringify(entry.fields),
          })
          .execute();
      }
    },
  };
}
