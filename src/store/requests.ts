import { sql } from 'kysely';
import { instant } from '../core/market/instant.ts';
import type { RateWindow } from '../ports/http.ts';
import type { KeptAnswer, RequestLedger, SourceHealth } from '../ports/request-ledger.ts';
import type { Handle } from './handle.ts';
import { healthOf } from './source-health.ts';
import type { InTransaction } from './transaction.ts';

/** Requests are counted in buckets of this many milliseconds: exact enough, and few rows. */
const BUCKET_MS = 100;
/**
 * A booking further ahead than this was made before the wall clock was set back. Less can come from a
 * process that read the clock later than one that waited for the write lock.
 */
const AHEAD_MS = 60_000;

interface Bucket {
  readonly at_ms: number;
  readonly requests: number;
}

/**
 * How long until a window has room again.
 *
 * @param counted buckets inside the longest window, oldest first: start in ms and requests
 * @returns 0 when there is room now
 */
function waitFor(
  counted: readonly Bucket[],
  { seconds, requests }: RateWindow,
  nowMs: number,
): number {
  const since = nowMs - seconds * 1000;
  // A bucket counts until its last millisecond has left the window.
  const inside = counted.filter(({ at_ms: at }) => at + BUCKET_MS > since);
  let surplus = inside.reduce((sum, bucket) => sum + bucket.requests, 0) - requests + 1;
  if (surplus <= 0) return 0;
  for (const bucket of inside) {
    surplus -= bucket.requests;
    if (surplus <= 0) return Math.max(1, bucket.at_ms + BUCKET_MS + seconds * 1000 - nowMs);
  }
  return seconds * 1000;
}

/** Adds requests to the bucket of that moment. */
async function book({ db }: Handle, source: string, atMs: number, requests: number) {
  await db
    .insertInto('source_requests')
    .values({ source, at_ms: atMs - (atMs % BUCKET_MS), requests })
    .onConflict((conflict) =>
      conflict
        .columns(['source', 'at_ms'])
        .doUpdateSet({ requests: sql<number>`source_requests.requests + excluded.requests` }),
    )
    .execute();
}

/** Moves bookings from before the wall clock was set back to now: they pass with the windows then. */
async function moveToNow(tx: Handle, source: string, booked: readonly Bucket[], nowMs: number) {
  const ahead = booked.filter(({ at_ms: at }) => at > nowMs + AHEAD_MS);
  if (ahead.length === 0) return;
  await tx.db
    .deleteFrom('source_requests')
    .where('source', '=', source)
    .where('at_ms', '>', nowMs + AHEAD_MS)
    .execute();
  const requests = ahead.reduce((sum, bucket) => sum + bucket.requests, 0);
  await book(tx, source, nowMs, requests);
}

/** The sources' manners, kept in the database and so shared by every process. */
export function requestLedger({ db }: Handle, inTransaction: InTransaction): RequestLedger {
  return {
    reserve: (source, windows, nowMs) =>
      inTransaction(async (tx) => {
        const longest = Math.max(0, ...windows.map(({ seconds }) => seconds)) * 1000;
        const oldest = nowMs - longest - BUCKET_MS;
        const booked = await tx.db
          .selectFrom('source_requests')
          .select(['at_ms', 'requests'])
          .where('source', '=', source)
          .where('at_ms', '>=', oldest)
          .orderBy('at_ms')
          .execute();
        await moveToNow(tx, source, booked, nowMs);
        // Bookings that seem to lie ahead count as of now.
        const counted = booked.map((bucket) => ({
          ...bucket,
          at_ms: Math.min(bucket.at_ms, nowMs),
        }));
        const wait = Math.max(0, ...windows.map((window) => waitFor(counted, window, nowMs)));
        if (wait > 0) return wait;
        await book(tx, source, nowMs, 1);
        await tx.db
          .deleteFrom('source_requests')
          .where('source', '=', source)
          .where('at_ms', '<', oldest)
          .execute();
        return 0;
      }),
    async health(source): Promise<SourceHealth> {
      const row = await db
        .selectFrom('source_health')
        .selectAll()
        .where('source', '=', source)
        .executeTakeFirst();
      if (!row) return { source, failuresInRow: 0, throttlesInRow: 0, opened: 0 };
      return healthOf(row);
    },
    saveHealth: (health) =>
      inTransaction(async (tx) => {
        const facts = {
          failures_in_row: health.failuresInRow,
          throttles_in_row: health.throttlesInRow,
          opened: health.opened,
          open_until: health.openUntil ?? null,
          last_ok_at: health.lastOkAt ?? null,
          last_failure_at: health.lastFailureAt ?? null,
          last_error: health.lastError ?? null,
        };
        await tx.db
          .insertInto('source_health')
          .values({ source: health.source, ...facts })
          .onConflict((conflict) => conflict.column('source').doUpdateSet(facts))
          .execute();
      }),
    async kept(url): Promise<KeptAnswer | undefined> {
      const row = await db
        .selectFrom('http_cache')
        .selectAll()
        .where('url', '=', url)
        .executeTakeFirst();
      if (!row) return undefined;
      return {
        url,
        contentType: row.content_type,
        body: row.body,
        fetchedAt: instant(row.fetched_at),
        ...(row.etag === null ? {} : { etag: row.etag }),
        ...(row.last_modified === null ? {} : { lastModified: row.last_modified }),
      };
    },
    keep: (answer) =>
      inTransaction(async (tx) => {
        const facts = {
          etag: answer.etag ?? null,
          last_modified: answer.lastModified ?? null,
          content_type: answer.contentType,
          body: answer.body,
          fetched_at: answer.fetchedAt,
        };
        await tx.db
          .insertInto('http_cache')
          .values({ url: answer.url, ...facts })
          .onConflict((conflict) => conflict.column('url').doUpdateSet(facts))
          .execute();
      }),
  };
}
