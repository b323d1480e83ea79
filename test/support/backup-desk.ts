import SqliteDatabase from 'better-sqlite3';
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DailyBar } from '../../src/core/market/bar.ts';
import { instant } from '../../src/core/market/instant.ts';
import { paise } from '../../src/core/market/money.ts';
import { addDays, sessionDate } from '../../src/core/market/session-date.ts';
import { readFolder } from '../../src/store/backup/folder.ts';
import type { KeptCopy } from '../../src/store/backup/folder.ts';
import { makeCopy } from '../../src/store/backup/make-copy.ts';
import type { CopyWish } from '../../src/store/backup/make-copy.ts';
import { openStore } from '../../src/store/store.ts';
import { NOW } from './opened-store.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A database with a few candles, and an empty folder for its backups. */
export interface BackupDesk {
  readonly dataDir: string;
  readonly database: string;
  readonly folder: string;
  /** Backs up, with what is given; backups are a minute apart. */
  copy(more?: Partial<CopyWish>): Promise<KeptCopy>;
  copies(): Promise<readonly KeptCopy[]>;
}

/** Bars of so many days from the first on, all alike but for their volume. */
export function bars(from: string, count: number): DailyBar[] {
  const [low, high] = [paise(9900), paise(10_100)];
  return Array.from({ length: count }, (_, index) => ({
    session: addDays(sessionDate(from), index),
    openPaise: low,
    highPaise: high,
    lowPaise: low,
    closePaise: high,
    volume: index,
  }));
}

/** Adds candles of a new share. */
export async function addCandles(path: string, symbol: string, from: string, count: number) {
  const opened = await openStore(path);
  try {
    await opened.store.write(async (books) => {
      const { listingId } = await books.instruments.addProvisional('XNSE', symbol, NOW);
      books.candles.saveDaily(listingId, 'raw', 'nse', bars(from, count));
    });
  } finally {
    await opened.close();
  }
}

/** Makes the database and the folder. @param candles rows in it */
export async function backupDesk(candles = 300, dataDir = temporaryFolder()): Promise<BackupDesk> {
  const database = join(dataDir, 'paperjobs.db');
  const folder = join(dataDir, 'backups');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  await addCandles(database, 'ACME', '2020-01-01', candles);
  const copies = async () => (await readFolder(folder)).copies;
  let turn = 0;
  return {
    dataDir,
    database,
    folder,
    copies,
    async copy(more = {}) {
      const { file } = await makeCopy({
        database: { name: 'paperjobs', path: database },
        folder,
        compression: 'none',
        check: 'quick',
        takenAt: instant(NOW + 60 * turn++),
        version: '1.2.3',
        signal: new AbortController().signal,
        ...more,
      });
      const copy = (await copies()).find(({ name }) => name === file);
      if (!copy) throw new Error(`${file} is not in its folder`);
      return copy;
    },
  };
}

/** What somebody else's SQLite says of a file: the shell's where there is one. */
export function independentCheck(path: string): string {
  try {
    return execFileSync('sqlite3', [path, 'PRAGMA integrity_check'], { encoding: 'utf8' }).trim();
  } catch (error) {
    if (!(error instanceof Error) || Reflect.get(error, 'code') !== 'ENOENT') throw error;
    const database = new SqliteDatabase(path, { readonly: true });
    const said = String(database.pragma('integrity_check', { simple: true }));
    database.close();
    return said;
  }
}
