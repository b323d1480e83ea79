import { instant } from '../core/market/instant.ts';
import { CHANNEL_PREFIX } from '../ports/request-ledger.ts';
import type { SourceHealth } from '../ports/request-ledger.ts';
import type { Handle } from './handle.ts';
import type { Schema } from './schema.ts';

/** A row of `source_health` in our words. */
export function healthOf(row: Schema['source_health']): SourceHealth {
  return {
    source: row.source,
    failuresInRow: row.failures_in_row,
    throttlesInRow: row.throttles_in_row,
    opened: row.opened,
    ...(row.open_until === null ? {} : { openUntil: instant(row.open_until) }),
    ...(row.last_ok_at === null ? {} : { lastOkAt: instant(row.last_ok_at) }),
    ...(row.last_failure_at === null ? {} : { lastFailureAt: instant(row.last_failure_at) }),
    ...(row.last_error === null ? {} : { lastError: row.last_error }),
  };
}

/** Reading of how the sources are, for `status` and `why`. */
export function readSourceHealth({ db }: Handle) {
  async function health(): Promise<SourceHealth[]> {
    const rows = await db.selectFrom('source_health').selectAll().orderBy('source').execute();
    return rows.map(healthOf);
  }

  return {
    /** Every source that was ever in trouble or recovered, by name. */
    async all(): Promise<SourceHealth[]> {
      return (await health()).filter(({ source }) => !source.startsWith(CHANNEL_PREFIX));
    },
    /** The same of ways to tell people, by the name of the channel. */
    async channels(): Promise<SourceHealth[]> {
      return (await health())
        .filter(({ source }) => source.startsWith(CHANNEL_PREFIX))
        .map((one) => ({ ...one, source: one.source.slice(CHANNEL_PREFIX.length) }));
    },
  };
}
