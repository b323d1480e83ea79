import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { DatabaseFacts, Sample } from '../../core/backup/manifest.ts';
import { isSessionDate } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';

/** Listings whose first and last candles are looked at. */
const SAMPLED_LISTINGS = 16;

/** Tables with candles, and the column after the listing in their key. */
const SAMPLED: readonly (readonly [string, string])[] = [
  ['candles_1m', 'start'],
  ['candles_5m', 'start'],
  ['candles_15m', 'start'],
  ['candles_1d', 'session'],
];

/** A table's name inside a statement: that of a foreign table may be anything. */
function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function tablesOf(database: Database): string[] {
  // Virtual tables have tables of their own behind them, which are counted.
  return database
    .prepare<[], string>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name",
    )
    .pluck()
    .all();
}

/** First and last candle of a few listings, evenly spread: the key finds each at once. */
function sampleOf(database: Database, table: string, column: string): Sample {
  const one = (order: 'ASC' | 'DESC') =>
    database.prepare<[number]>(
      `SELECT * FROM ${table} WHERE listing_id >= ? ORDER BY listing_id, ${column} ${order} LIMIT 1`,
    );
  const [first, last] = [one('ASC'), one('DESC')];
  const ends = database
    .prepare<[], { low: number | null; high: number | null }>(
      `SELECT (SELECT min(listing_id) FROM ${table}) AS low, (SELECT max(listing_id) FROM ${table}) AS high`,
    )
    .get();
  const hash = createHash('sha256');
  let rows = 0;
  const [low, high] = [ends?.low ?? 0, ends?.high ?? -1];
  const stride = Math.max(1, Math.floor((high - low) / SAMPLED_LISTINGS));
  for (let from = low; from <= high; from += stride) {
    for (const row of [first.get(from), last.get(from)]) {
      hash.update(JSON.stringify(row ?? null));
      rows++;
    }
  }
  return { rows, sha256: hash.digest('hex') };
}

function lastSession(database: Database, tables: readonly string[]): SessionDate | undefined {
  if (!tables.includes('candles_1d')) return undefined;
  const session = database.prepare('SELECT max(session) FROM candles_1d').pluck().get();
  return typeof session === 'string' && isSessionDate(session) ? session : undefined;
}

/**
 * What the database holds. Inside one transaction of the caller's, or on a file that nobody writes.
 *
 * @param application the identifier that marks ours: only then candles are sampled
 */
export function factsOf(database: Database, application: number): DatabaseFacts {
  const number = (pragma: string): number => Number(database.pragma(pragma, { simple: true }));
  const tables = tablesOf(database);
  const ours = number('application_id') === application;
  const session = ours ? lastSession(database, tables) : undefined;
  const sampled = ours ? SAMPLED.filter(([table]) => tables.includes(table)) : [];
  return {
    schemaVersion: number('user_version'),
    applicationId: number('application_id'),
    pageSize: number('page_size'),
    pageCount: number('page_count'),
    rows: Object.fromEntries(
      tables.map((table) => [
        table,
        Number(
          database
            .prepare(`SELECT count(*) FROM ${quoted(table)}`)
            .pluck()
            .get(),
        ),
      ]),
    ),
    samples: Object.fromEntries(
      sampled.map(([table, column]) => [table, sampleOf(database, table, column)]),
    ),
    ...(session === undefined ? {} : { lastSession: session }),
  };
}
