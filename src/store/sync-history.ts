import type { FailureCode } from '../core/failure.ts';
import type { Interval } from '../core/market/bar.ts';
import { instant } from '../core/market/instant.ts';
import type { Instant } from '../core/market/instant.ts';
import { sessionDate } from '../core/market/session-date.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import type { LookedAt } from '../core/sync/second-look.ts';
import type { AnsweredRange } from '../core/sync/plan.ts';
import type { Handle } from './handle.ts';

/** One piece of fetching: an instrument and interval (or a whole session, symbol `*`) in one run. */
export interface SyncRecord {
  readonly runId: string;
  readonly job: string;
  readonly symbol: string;
  readonly interval: Interval;
  readonly status: 'SUCCESS' | 'PARTIAL' | 'FAILED';
  /** Absent when no source answered. */
  readonly source?: string;
  readonly from?: SessionDate;
  readonly to?: SessionDate;
  readonly received: number;
  readonly changed: number;
  readonly refused: number;
  /** Why it was asked for. */
  readonly why: string;
  readonly error?: { readonly code: FailureCode; readonly message: string };
  readonly asOf: Instant;
  /** Wall time. */
  readonly startedAt: Instant;
  readonly endedAt: Instant;
}

/** Reading of what was fetched. */
export function readSyncHistory({ db }: Handle) {
  return {
    /** Ranges of the series that one of the sources answered since that wall moment. */
    async answered(
      symbol: string,
      interval: Interval,
      sources: readonly string[],
      since: Instant,
    ): Promise<AnsweredRange[]> {
      const rows = await db
        .selectFrom('sync_history')
        .select(['from_session', 'to_session', 'as_of'])
        .where('symbol', '=', symbol)
        .where('interval', '=', interval)
        .where('started_at', '>=', since)
        .where('status', '<>', 'FAILED')
        .where('source', 'in', sources)
        .execute();
      return rows.flatMap((row) =>
        row.from_session === null || row.to_session === null
          ? []
          : [
              {
                from: sessionDate(row.from_session),
                to: sessionDate(row.to_session),
                asOf: instant(row.as_of),
              },
            ],
      );
    },
    /**
     * Rows refused in a job's daily answers about one session each, both ends in the range; oldest answer
     * first.
     *
     * @param symbols what the answers are about
     */
    async refusals(
      job: string,
      symbols: readonly string[],
      from: SessionDate,
      to: SessionDate,
    ): Promise<LookedAt[]> {
      const rows = await db
        .selectFrom('sync_history')
        .select(['symbol', 'from_session', 'rows_refused'])
        .where('symbol', 'in', symbols)
        .where('interval', '=', '1d')
        .where('job', '=', job)
        .where('status', '<>', 'FAILED')
        .where('from_session', '>=', from)
        .where('from_session', '<=', to)
        .whereRef('from_session', '=', 'to_session')
        .orderBy('id')
        .execute();
      return rows.flatMap(({ symbol, from_session: session, rows_refused: refused }) =>
        session === null ? [] : [{ symbol, session: sessionDate(session), refused }],
      );
    },
    /** How many pieces failed since that wall moment. */
    async failedSince(since: Instant): Promise<number> {
      const row = await db
        .selectFrom('sync_history')
        .select((expression) => expression.fn.countAll<number>().as('pieces'))
        .where('status', '=', 'FAILED')
        .where('started_at', '>=', since)
        .executeTakeFirstOrThrow();
      return row.pieces;
    },
  };
}

/** Writing of it, inside the caller's transaction. */
export function writeSyncHistory({ db }: Handle) {
  return {
    async record(record: SyncRecord): Promise<void> {
      await db
        .insertInto('sync_history')
        .values({
          run_id: record.runId,
          job: record.job,
          symbol: record.symbol,
          interval: record.interval,
          status: record.status,
          source: record.source ?? null,
          from_session: record.from ?? null,
          to_session: record.to ?? null,
          rows_received: record.received,
          rows_changed: record.changed,
          rows_refused: record.refused,
          why: record.why,
          error_code: record.error?.code ?? null,
          error_message: record.error?.message ?? null,
          as_of: record.asOf,
          started_at: record.startedAt,
          ended_at: record.endedAt,
        })
        .execute();
    },
  };
}
