import SqliteDatabase from 'better-sqlite3';
import type { Row } from '../support/kept-rows.ts';
import { rowsOf } from '../support/kept-rows.ts';

/** Tables that tell how runs went, not what they kept. */
const OF_RUNS = new Set([
  'http_cache',
  'job_runs',
  'job_state',
  'notification_deliveries',
  'source_health',
  'source_requests',
  'sync_history',
  'system_log',
]);

/** Columns that tell which run wrote a row, when by the wall, and how often it was tried. */
const OF_A_RUN = new Set([
  'answered_at',
  'attempts',
  'booked_at',
  'changed_at',
  'created_at',
  'entered_at',
  'fetched_at',
  'first_seen_at',
  'last_tried_at',
  'learned_at',
  'noticed_at',
  'run_id',
  'seen_at',
  'taken_at',
]);

/** The same, where the name means something else in other tables. */
const OF_A_RUN_IN: Readonly<Record<string, string>> = {
  // Reckoned from minutes, or told by the source where minutes were missing: the same bar.
  candles_15m: 'source',
  candles_5m: 'source',
  // The letter that told of a meeting: each exchange has its own.
  earnings_calendar: 'reported_by',
  session_files: 'at',
};

/** What a number that the database gave stands for; the order of runs decides the number itself. */
const NAMED_BY: Readonly<Record<string, string>> = {
  instrument_id: `SELECT instrument_id AS id,
    coalesce(isin, (SELECT min(symbol) FROM instrument_symbols s WHERE s.instrument_id = i.instrument_id), name)
    AS name FROM instruments i`,
  listing_id: `SELECT listing_id AS id, coalesce(i.isin, i.name) || '/' || exchange || '/' || series AS name
    FROM listings l JOIN instruments i USING (instrument_id)`,
  article_id: 'SELECT article_id AS id, content_hash AS name FROM news_articles',
  snapshot_id: `SELECT snapshot_id AS id, underlying || '/' || expiry || '/' || taken_at AS name FROM option_snapshots`,
  source: 'SELECT source AS id, name FROM price_sources',
};

/** Numbers of rows that nothing else is hung on. */
const SERIAL = new Set(['deal_id', 'event_id', 'id', 'notification_id']);

function namesIn(path: string): ReadonlyMap<string, ReadonlyMap<unknown, unknown>> {
  return new Map(
    Object.entries(NAMED_BY).map(([column, query]) => [
      column,
      new Map(rowsOf(path, query).map(({ id, name }) => [id, name])),
    ]),
  );
}

/** Rows that say something of the market, not of the run: no filled gap, no message about a job. */
function says(table: string, row: Row): boolean {
  // Price bands are asked for while they matter, and not again when a later list is there.
  if (table === 'session_files' && row['kind'] === 'bands') return false;
  // BSE stands in for NSE's letters while NSE is down: they stay beside those that come later.
  if (table === 'corporate_announcements' && row['source'] === 'bse') return false;
  if (table === 'data_gaps') return row['state'] !== 'filled';
  return table !== 'notifications' || !/^(?:job-|digest$)/.test(String(row['topic']));
}

/** A report tells of failed jobs too, and so of its own death. */
const tellsOfRuns = (table: string, row: Row, column: string): boolean =>
  table === 'notifications' && row['topic'] === 'report' && column === 'body';

/** Every table of a database that tells what was kept, as sorted lines that two databases can share. */
export function keptTables(path: string): Readonly<Record<string, readonly string[]>> {
  const names = namesIn(path);
  const tables = rowsOf(path, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
  const kept = tables.map(({ name }) => String(name)).filter((name) => !OF_RUNS.has(name));
  return Object.fromEntries(
    kept
      .filter((table) => !table.startsWith('sqlite_'))
      .map((table) => {
        const rows = rowsOf(path, `SELECT * FROM "${table}"`).filter((row) => says(table, row));
        const lines = rows.map((row) => {
          const fields = Object.entries(row).filter(
            ([column]) =>
              !OF_A_RUN.has(column) &&
              !SERIAL.has(column) &&
              OF_A_RUN_IN[table] !== column &&
              !tellsOfRuns(table, row, column),
          );
          const named = fields.map(([column, value]) => [
            column,
            names.get(column)?.get(value) ?? value,
          ]);
          return JSON.stringify(named);
        });
        return [table, lines.toSorted()];
      }),
  );
}

/** What one side has and the other has not, by table; empty where both kept the same. */
export function tableDifferences(
  found: Readonly<Record<string, readonly string[]>>,
  expected: Readonly<Record<string, readonly string[]>>,
): readonly string[] {
  const tables = [...new Set([...Object.keys(found), ...Object.keys(expected)])];
  return tables.flatMap((table) => {
    const [there, wanted] = [countsOf(found[table] ?? []), countsOf(expected[table] ?? [])];
    const lines = [...new Set([...there.keys(), ...wanted.keys()])];
    const unlike = lines.filter((line) => there.get(line) !== wanted.get(line));
    return unlike
      .slice(0, 3)
      .map((line) => `${table}: ${there.get(line) ?? 0} not ${wanted.get(line) ?? 0} of ${line}`);
  });
}

function countsOf(lines: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}

/** What is wrong with a database by SQLite's word and by the double entry of its books. */
export function flawsIn(path: string): readonly string[] {
  const database = new SqliteDatabase(path, { timeout: 5000 });
  try {
    const word = String(database.pragma('integrity_check', { simple: true }));
    const orphans = database.pragma('foreign_key_check') as readonly unknown[];
    const unbalanced = database
      .prepare(
        `SELECT name FROM accounts a WHERE cash_paise <> (SELECT coalesce(sum(amount_paise), 0)
          FROM ledger_entries l WHERE l.account_id = a.account_id AND l.ledger = 'cash')`,
      )
      .all();
    return [
      ...(word === 'ok' ? [] : [word]),
      ...orphans.map((orphan) => `orphan ${JSON.stringify(orphan)}`),
      ...unbalanced.map((account) => `unbalanced ${JSON.stringify(account)}`),
    ];
  } finally {
    database.close();
  }
}
