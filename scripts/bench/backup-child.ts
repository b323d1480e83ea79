import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { digestOf } from '../../src/store/backup/pack.ts';
import { checkFile } from '../../src/store/maintenance/check-file.ts';
import { takeSnapshot } from '../../src/store/maintenance/take-snapshot.ts';
import { minuteBars } from './made-up-bars.ts';
import { checkpoint, makeDatabase, writeMinutes } from './write-bars.ts';
import { openStore } from '../../src/store/store.ts';

/** Rows that are made at once: a file of half a gigabyte is not held in memory. */
const ROWS_AT_ONCE = 500_000;

async function wallMs(work: () => unknown): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** Makes a database of about so many megabytes. */
export async function makeLargeDatabase(path: string, megabytes: number): Promise<void> {
  // One-minute candles take about forty bytes each.
  const rounds = Math.max(1, Math.round((megabytes * 1e6) / 40 / ROWS_AT_ONCE));
  const bars = minuteBars(ROWS_AT_ONCE, 20);
  await makeDatabase(path, bars.length * rounds);
  const opened = await openStore(path);
  for (let round = 0; round < rounds; round++) {
    const empty = Array.from({ length: round * bars.length }, () => []);
    await writeMinutes(opened, [...empty, ...bars]);
  }
  await opened.close();
  checkpoint(path);
}

/** The yardstick: better-sqlite3's own backup, all pages in one step. */
async function bareBackup(path: string, copy: string): Promise<void> {
  const database = new SqliteDatabase(path, { readonly: true });
  await database.backup(copy, { progress: () => 0x7fff_ffff });
  database.close();
}

/**
 * One snapshot by the product and one by better-sqlite3, in turn; then check and hash of the copy, one
 * after the other.
 *
 * @param path of the database, warm
 */
export async function backupChild(path: string): Promise<Record<string, number>> {
  const copy = join(path, '..', `copy-${process.pid}.db`);
  const fresh = (): void => {
    rmSync(copy, { force: true });
    writeFileSync(copy, '', { mode: 0o600 });
  };
  const { signal } = new AbortController();
  await digestOf(path, signal);
  fresh();
  const bare = await wallMs(() => bareBackup(path, copy));
  fresh();
  const { snapshotMs: snapshot } = await takeSnapshot(path, copy);
  const check = await wallMs(() => checkFile(copy, 'quick'));
  const hash = await wallMs(() => digestOf(copy, signal));
  rmSync(copy, { force: true });
  return { bare, snapshot, check, hash };
}
