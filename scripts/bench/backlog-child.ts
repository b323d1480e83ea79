import SqliteDatabase from 'better-sqlite3';
import { instant } from '../../src/core/market/instant.ts';
import { packRows } from '../../src/store/packed-rows.ts';
import { openStore } from '../../src/store/store.ts';
import { SECURITIES, sessionDays, sessionRowsOf } from './made-up-sessions.ts';
import { cpuMs } from './write-bars.ts';

/** Sessions of a year. */
const SESSIONS = 250;
/** As many as the job writes at once. */
const BATCH = 60;
const AT = instant(0);

/** A year's sessions as the job writes them: batch by batch, each in the order of its keys. */
export async function backlog(path: string): Promise<Record<string, number>> {
  const days = sessionDays(SESSIONS);
  const opened = await openStore(path);
  const texts = new Map<string, string>();
  let spent = 0;
  for (let from = 0; from < days.length; from += BATCH) {
    const sessions = days.slice(from, from + BATCH).map((session, place) => ({
      session,
      prices: packRows(session, sessionRowsOf(session, from + place), [], texts),
    }));
    const today = sessions.at(-1)?.session ?? days[0];
    if (today === undefined) break;
    spent += await cpuMs(() =>
      opened.store.write((books) => books.sessions.keep('XNSE', 'nse', sessions, today, AT)),
    );
  }
  await opened.close();
  return { spent };
}

/** The same rows sorted in memory and inserted in one go, one prepared `run()` for each row. */
export async function bareBacklog(path: string): Promise<Record<string, number>> {
  const days = sessionDays(SESSIONS);
  const rows = days
    .flatMap((session, number) => sessionRowsOf(session, number))
    .map((row) => ({ listing: Number(row.symbol.slice(6)) + 1, row }));
  await (await openStore(path)).close();
  const raw = new SqliteDatabase(path);
  raw.pragma('journal_mode = WAL');
  raw.pragma('synchronous = NORMAL');
  raw.pragma('foreign_keys = ON');
  raw.pragma('cache_size = -65536');
  const instrument = raw.prepare(
    "INSERT INTO instruments (instrument_id, name, kind, first_seen_at) VALUES (?, ?, 'share', 0)",
  );
  const listing = raw.prepare(
    "INSERT INTO listings (listing_id, instrument_id, exchange, series) VALUES (?, ?, 'XNSE', 'EQ')",
  );
  const candle = raw.prepare('INSERT INTO candles_1d VALUES (?, ?, 0, ?, ?, ?, ?, ?, 0)');
  const trade = raw.prepare('INSERT INTO session_trades VALUES (?, ?, ?, ?, ?, ?, ?)');
  const spent = await cpuMs(async () => {
    rows.sort((a, b) => a.listing - b.listing || (a.row.bar.session < b.row.bar.session ? -1 : 1));
    raw.exec('BEGIN IMMEDIATE');
    for (let id = 1; id <= SECURITIES; id++) {
      instrument.run(id, `Made-up ${id}`);
      listing.run(id, id);
    }
    for (const { listing: id, row } of rows) {
      const { session, openPaise, highPaise, lowPaise, closePaise, volume } = row.bar;
      candle.run(id, session, openPaise, highPaise, lowPaise, closePaise, volume);
    }
    for (const { listing: id, row } of rows) {
      const { previousClosePaise, lastPaise, valuePaise, trades, delivered } = row;
      // oxfmt-ignore
      trade.run(id, row.bar.session, previousClosePaise, lastPaise, valuePaise, trades, delivered);
    }
    raw.exec('COMMIT');
  });
  raw.close();
  return { spent };
}
