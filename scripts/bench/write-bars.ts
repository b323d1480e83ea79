import { statSync } from 'node:fs';
import SqliteDatabase from 'better-sqlite3';
import type { Database } from 'better-sqlite3';
import type { DailyBar, IntradayBar } from '../../src/core/market/bar.ts';
import { openStore } from '../../src/store/store.ts';
import type { OpenStore } from '../../src/store/store.ts';
import type { Bars } from './made-up-bars.ts';

/** The source of every row; its code is stored without a byte of its own. */
const SOURCE = 'upstox';
const SOURCE_CODE = 1;
const BASIS_CODE = 0;

/** CPU time of the work in this process, milliseconds, after the garbage of earlier work is gone. */
export async function cpuMs(work: () => Promise<unknown>): Promise<number> {
  globalThis.gc?.();
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Makes the file with our schema and as many listings as there are series. */
export async function makeDatabase(path: string, listings: number): Promise<void> {
  await (await openStore(path)).close();
  const raw = new SqliteDatabase(path);
  const instrument = raw.prepare(
    "INSERT INTO instruments (instrument_id, name, kind, first_seen_at) VALUES (?, ?, 'share', 0)",
  );
  const listing = raw.prepare(
    "INSERT INTO listings (listing_id, instrument_id, exchange, series) VALUES (?, ?, 'XNSE', 'EQ')",
  );
  raw.transaction(() => {
    for (let id = 1; id <= listings; id++) {
      instrument.run(id, `Made-up ${id}`);
      listing.run(id, id);
    }
  })();
  raw.pragma('wal_checkpoint(TRUNCATE)');
  raw.close();
}

/** The product's own path, in one transaction. @returns rows inserted or changed */
export function writeMinutes({ store }: OpenStore, bars: Bars<IntradayBar>): Promise<number> {
  return store.write(async (books) => {
    let changed = 0;
    for (const [index, series] of bars.entries()) {
      changed += books.candles.saveIntraday('1m', index + 1, SOURCE, series);
    }
    return changed;
  });
}

/** The product's own path, in one transaction. @returns rows inserted or changed */
export function writeDays({ store }: OpenStore, bars: Bars<DailyBar>): Promise<number> {
  return store.write(async (books) => {
    let changed = 0;
    for (const [index, series] of bars.entries()) {
      changed += books.candles.saveDaily(index + 1, 'raw', SOURCE, series);
    }
    return changed;
  });
}

/** A connection as the product sets its own up. */
function bareConnection(path: string): Database {
  const raw = new SqliteDatabase(path);
  raw.pragma('journal_mode = WAL');
  raw.pragma('synchronous = NORMAL');
  raw.pragma('foreign_keys = ON');
  raw.pragma('cache_size = -65536');
  return raw;
}

/** The yardstick: one prepared insert, run once for each row, in one transaction. */
export async function bareMinutesMs(path: string, bars: Bars<IntradayBar>): Promise<number> {
  const raw = bareConnection(path);
  const insert = raw.prepare('INSERT INTO candles_1m VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  const spent = await cpuMs(async () => {
    raw.exec('BEGIN IMMEDIATE');
    for (const [index, series] of bars.entries()) {
      for (const { start, openPaise, highPaise, lowPaise, closePaise, volume } of series) {
        // oxfmt-ignore
        insert.run(index + 1, start, openPaise, highPaise, lowPaise, closePaise, volume, SOURCE_CODE);
      }
    }
    raw.exec('COMMIT');
  });
  raw.close();
  return spent;
}

/** The same for daily bars. */
export async function bareDaysMs(path: string, bars: Bars<DailyBar>): Promise<number> {
  const raw = bareConnection(path);
  const insert = raw.prepare('INSERT INTO candles_1d VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const spent = await cpuMs(async () => {
    raw.exec('BEGIN IMMEDIATE');
    for (const [index, series] of bars.entries()) {
      for (const { session, openPaise, highPaise, lowPaise, closePaise, volume } of series) {
        // oxfmt-ignore
        insert.run(index + 1, session, BASIS_CODE, openPaise, highPaise, lowPaise, closePaise, volume, SOURCE_CODE);
      }
    }
    raw.exec('COMMIT');
  });
  raw.close();
  return spent;
}

/** Moves what is in the write-ahead log into the file, and empties the log. */
export function checkpoint(path: string): void {
  const raw = new SqliteDatabase(path);
  raw.pragma('wal_checkpoint(TRUNCATE)');
  raw.close();
}

/** Bytes of the file; 0 when it is not there. */
export function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
