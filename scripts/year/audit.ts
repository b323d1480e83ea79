import { statSync } from 'node:fs';
import SqliteDatabase from 'better-sqlite3';
import type { Database } from 'better-sqlite3';
import { istInstant } from '../../src/core/market/instant.ts';
import { addDays } from '../../src/core/market/session-date.ts';
import type { SessionDate } from '../../src/core/market/session-date.ts';
import { sandboxCalendar } from '../../src/sandbox/calendar.ts';
import { sandboxCompanies } from '../../src/sandbox/companies.ts';
import { symbolOn } from '../../src/sandbox/instrument.ts';
import { createMarket } from '../../src/sandbox/market.ts';
import { askMoney } from '../../src/store/backup/money-questions.ts';
import { SEED } from './desk.ts';

/** What is left at the end of the stretch. */
export interface Findings {
  /** Sentences; empty when everything is as it should be. */
  readonly wrong: readonly string[];
  readonly figures: Readonly<Record<string, number>>;
}

const number = (database: Database, sql: string): number =>
  Number(database.prepare(sql).pluck().get() ?? 0);

/** Closes that are not those of the pretend market, and days that are missing without a word. */
function prices(database: Database, from: SessionDate, to: SessionDate): string[] {
  const calendar = sandboxCalendar();
  const market = createMarket(SEED, calendar);
  const kept = database
    .prepare<[string, string], number>(
      `SELECT c.close_paise FROM candles_1d c JOIN listings l USING (listing_id)
         JOIN instrument_symbols s ON s.instrument_id = l.instrument_id AND s.exchange = l.exchange
       WHERE l.exchange = 'XNSE' AND c.basis = 0 AND s.symbol = ? AND c.session = ?`,
    )
    .pluck();
  const wrong: string[] = [];
  let compared = 0;
  for (const { session } of calendar.sessions(from, to)) {
    for (const company of sandboxCompanies) {
      const symbol = symbolOn(company, session);
      const truth = market.day(company, session, istInstant(addDays(session, 1), '00:00'));
      const close = kept.get(symbol, session);
      compared++;
      if (truth?.closePaise === close) continue;
      wrong.push(`${symbol} on ${session}: kept ${close ?? 'nothing'}, dealt ${truth?.closePaise}`);
    }
  }
  return compared === 0 ? ['no close was compared'] : wrong;
}

/** Holes that nobody has explained. */
function gaps(database: Database): string[] {
  const rows = database
    .prepare<[], { interval: string; from_slot: string; state: string; reason: string }>(
      "SELECT interval, from_slot, state, reason FROM data_gaps WHERE state <> 'filled' AND trim(reason) = ''",
    )
    .all();
  return rows.map((row) => `a gap without a reason: ${JSON.stringify(row)}`);
}

/** Rows of the ledger that tell no ending, or crashes that nobody caused. */
function runs(database: Database, left: number): string[] {
  const open = number(database, "SELECT count(*) FROM job_runs WHERE outcome = 'running'");
  const crashed = number(database, "SELECT count(*) FROM job_runs WHERE outcome = 'crashed'");
  const told = open + crashed;
  return told === left ? [] : [`${left} runs died and left a row, the ledger tells of ${told}`];
}

/** Bytes that a table takes with its indexes. */
function bytesOf(database: Database, table: string): number {
  return number(
    database,
    `SELECT sum(pgsize) FROM dbstat WHERE name = '${table}' OR name IN
      (SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = '${table}')`,
  );
}

/**
 * Looks at everything that is left.
 *
 * @param left runs that were killed with their row open
 */
export function audit(path: string, from: SessionDate, to: SessionDate, left: number): Findings {
  const database = new SqliteDatabase(path, { readonly: true });
  try {
    const count = (table: string): number => number(database, `SELECT count(*) FROM ${table}`);
    const money = askMoney(path);
    const minutes = count('candles_1m');
    const perMillion = minutes === 0 ? 0 : (bytesOf(database, 'candles_1m') / minutes) * 1e6;
    const megabytes = perMillion / 1e6;
    const problems = database.pragma('integrity_check', { simple: true });
    return {
      wrong: [
        ...money.wrong,
        ...(money.asked < 4 ? [`only ${money.asked} questions could be asked of the books`] : []),
        ...prices(database, from, to),
        ...gaps(database),
        ...runs(database, left),
        ...(problems === 'ok' ? [] : [`the database: ${String(problems)}`]),
        ...(megabytes > 42 ? [`a million one-minute candles take ${megabytes.toFixed(1)} MB`] : []),
        ...(count('trades') === 0 ? ['nothing was traded'] : []),
      ],
      figures: {
        runs: count('job_runs'),
        orders: count('orders'),
        trades: count('trades'),
        ledgerEntries: count('ledger_entries'),
        minuteCandles: minutes,
        dailyCandles: count('candles_1d'),
        alertEvents: count('alert_events'),
        openGaps: number(database, "SELECT count(*) FROM data_gaps WHERE state = 'open'"),
        megabytes: Math.round(statSync(path).size / 1e5) / 10,
        megabytesPerMillionMinutes: Math.round(megabytes * 10) / 10,
      },
    };
  } finally {
    database.close();
  }
}
