import SqliteDatabase from 'better-sqlite3';
import { existsSync } from 'node:fs';

/** A row of any table. */
export type Row = Readonly<Record<string, unknown>>;

function reading<Result>(
  path: string,
  work: (database: SqliteDatabase.Database) => Result,
): Result {
  // Not read-only: whoever looks first after a kill rolls back what was left half-done.
  const database = new SqliteDatabase(path, { timeout: 5000 });
  try {
    database.pragma('query_only = ON');
    return work(database);
  } finally {
    database.close();
  }
}

/** Rows of a query on a database that the program wrote. */
export function rowsOf(path: string, query: string): Row[] {
  return reading(path, (database) => database.prepare(query).all() as Row[]);
}

/** What SQLite's own check says; `ok` for a good file and for one that is not there yet. */
export function integrity(path: string): string {
  if (!existsSync(path)) return 'ok';
  return reading(path, (database) => String(database.pragma('integrity_check', { simple: true })));
}

const SYMBOL = `(SELECT symbol FROM instrument_symbols s
  WHERE s.instrument_id = %.instrument_id ORDER BY valid_from DESC LIMIT 1)`;

function intraday(interval: string): string {
  return `SELECT '${interval}' AS interval, ${SYMBOL.replace('%', 'l')} AS symbol, l.series, c.start AS slot,
    c.open_paise, c.high_paise, c.low_paise, c.close_paise, c.volume, p.name AS source
    FROM candles_${interval} c JOIN listings l USING (listing_id) JOIN price_sources p USING (source)
    ORDER BY symbol, series, slot`;
}

const DAILY = `SELECT '1d' AS interval, ${SYMBOL.replace('%', 'l')} AS symbol, l.series, c.session AS slot, c.basis,
  c.open_paise, c.high_paise, c.low_paise, c.close_paise, c.volume, p.name AS source
  FROM candles_1d c JOIN listings l USING (listing_id) JOIN price_sources p USING (source)
  ORDER BY symbol, series, slot, basis`;

const GAPS = `SELECT ${SYMBOL.replace('%', 'g')} AS symbol, g.interval, g.from_slot, g.to_slot, g.slots, g.state, g.reason
  FROM data_gaps g ORDER BY symbol, interval, from_slot`;

/** Candles of every length, by symbol: the numbers that the database gives its rows do not matter. */
export function candlesIn(path: string): Row[] {
  return [intraday('1m'), intraday('5m'), intraday('15m'), DAILY].flatMap((query) =>
    rowsOf(path, query),
  );
}

/** Gaps that still mean something: `filled` ones tell of how a run went, not of what is there. */
export function gapsIn(path: string): Row[] {
  return rowsOf(path, GAPS).filter(({ state }) => state !== 'filled');
}

/** Every table of the market, row for row, for runs that must change nothing. */
export function marketTables(path: string): Readonly<Record<string, Row[]>> {
  const tables = ['candles_1m', 'candles_5m', 'candles_15m', 'candles_1d', 'data_gaps', 'quotes'];
  const more = ['instruments', 'listings', 'instrument_symbols', 'source_keys'];
  return Object.fromEntries(
    [...tables, ...more].map((table) => [table, rowsOf(path, `SELECT * FROM ${table}`)]),
  );
}

/** A day passes: circuits close, and a source that answered may be asked again. */
export function letADayPass(path: string): void {
  const database = new SqliteDatabase(path, { timeout: 5000 });
  database.exec(`DELETE FROM source_health;
    UPDATE sync_history SET started_at = started_at - 90000, ended_at = ended_at - 90000;
    UPDATE job_state SET value = value - 90000 WHERE job = 'instruments'`);
  database.close();
}

/** What two lists of rows do not share, a few of each: a whole list would hide it. */
export function differences(
  found: readonly Row[],
  expected: readonly Row[],
): { readonly missing: Row[]; readonly strange: Row[] } {
  const keysOf = (rows: readonly Row[]): Set<string> =>
    new Set(rows.map((row) => JSON.stringify(row)));
  const [there, wanted] = [keysOf(found), keysOf(expected)];
  const outside = (rows: readonly Row[], others: Set<string>): Row[] =>
    rows.filter((row) => !others.has(JSON.stringify(row))).slice(0, 3);
  return { missing: outside(expected, there), strange: outside(found, wanted) };
}

/** The shape of `differences` where there are none. */
export const NONE = { missing: [], strange: [] };
