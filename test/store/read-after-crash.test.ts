import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { expect, it } from 'vitest';
import { openStore } from '../../src/store/store.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** A database whose last writer died inside a transaction, its rollback journal left behind. */
async function leftHalfWritten(folder: string): Promise<string> {
  const [path, left] = [join(folder, 'kept.db'), join(folder, 'left.db')];
  await (await openStore(path)).close();
  const writer = new SqliteDatabase(path);
  writer.pragma('journal_mode = DELETE');
  writer.pragma('cache_size = 1');
  writer.exec('BEGIN');
  const insert = writer.prepare(
    "INSERT INTO system_log (run_id, job, logged_at, level, event, fields) VALUES ('r', 'j', 1, 'error', ?, '{}')",
  );
  for (let row = 0; row < 500; row++) insert.run('half-written '.repeat(20));
  copyFileSync(path, left);
  copyFileSync(`${path}-journal`, `${left}-journal`);
  writer.exec('ROLLBACK');
  writer.close();
  return left;
}

it('reads a database that a killed process left half-written, as it was before', async () => {
  const path = await leftHalfWritten(temporaryFolder());
  expect(existsSync(`${path}-journal`)).toBe(true);
  const opened = await openStore(path, 'read');
  expect(await opened.store.systemLog.newest('j', 10), 'rolled back').toEqual([]);
  await expect(
    opened.store.write((books) => books.watchlist.add('ACME', 'XNSE', 1 as never)),
    'reading stays reading',
  ).rejects.toThrow();
  await opened.close();
});
