import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { expect, test } from 'vitest';
import { checkFile } from '../../../src/store/maintenance/check-file.ts';
import { reclaim } from '../../../src/store/maintenance/reclaim.ts';
import { roomOf } from '../../../src/store/maintenance/room.ts';
import { openStore } from '../../../src/store/store.ts';
import { childScript } from '../../support/child-process.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const writer = await childScript('writer.child.ts');
/** `PAPERJOBS_TEST_MEGABYTES=500` for the long run. */
const MEGABYTES = Number(process.env['PAPERJOBS_TEST_MEGABYTES'] ?? 24);
/** The promise is 100 ms; beside a whole suite on two cores a process may sleep longer by itself. */
const LONGEST_WAIT_MS = process.env['PAPERJOBS_TEST_MEGABYTES'] === undefined ? 250 : 100;

/** A database of that size of which two thirds are free. */
async function halfEmpty(megabytes: number, incremental = true): Promise<string> {
  const path = join(temporaryFolder(), 'paperjobs.db');
  if (!incremental) {
    const raw = new SqliteDatabase(path);
    raw.pragma('journal_mode = WAL');
    raw.close();
  }
  await (await openStore(path)).close();
  const raw = new SqliteDatabase(path);
  const insert = raw.prepare(
    "INSERT INTO system_log (run_id, job, logged_at, level, event, fields) VALUES ('r', 'j', ?, 'info', ?, '{}')",
  );
  const padding = 'x'.repeat(900);
  raw.transaction(() => {
    for (let row = 0; row < megabytes * 1000; row++) insert.run(row, padding);
  })();
  raw.exec('DELETE FROM system_log WHERE id % 12 >= 4');
  raw.pragma('wal_checkpoint(TRUNCATE)');
  raw.close();
  return path;
}

const nothing = () => undefined;

test('a new file can give back pages by and by', async () => {
  const path = join(temporaryFolder(), 'paperjobs.db');
  await (await openStore(path)).close();
  expect(roomOf(path)).toMatchObject({ incremental: true, freePages: 0, pageSize: 4096 });
});

test('by and by all free pages go, and a writer every 10 ms hardly waits', async () => {
  const path = await halfEmpty(MEGABYTES);
  const before = roomOf(path);
  expect(before.freePages / before.pages).toBeGreaterThan(0.3);
  const child = writer.start(path, '10');
  await child.saying('ready');
  const { room, steps, longestMs } = await reclaim(path, 'incremental', nothing);
  child.process.stdin?.write('stop');
  const longest = Number(/longest (\d+)/.exec(await child.result())?.[1]);
  expect(longest, `the writer waited, longest step ${longestMs} ms`).toBeLessThan(LONGEST_WAIT_MS);
  expect(steps).toBeGreaterThan(3);
  expect(room.freePages).toBeLessThan(20);
  expect(room.pages).toBeLessThan(before.pages * 0.7);
  expect(checkFile(path, 'full').problems).toEqual([]);
}, 120_000);

test('a full rewrite teaches a file of earlier days to give back pages', async () => {
  const path = await halfEmpty(2, false);
  expect(roomOf(path).incremental).toBe(false);
  const kept = await reclaim(path, 'incremental', nothing);
  expect(kept).toMatchObject({ steps: 0, room: { incremental: false } });
  const { room } = await reclaim(path, 'full', nothing);
  expect(room).toMatchObject({ incremental: true, freePages: 0 });
  expect(checkFile(path, 'full').problems).toEqual([]);
});

test('what is no database is told as damage, not thrown', () => {
  const path = join(temporaryFolder(), 'x.db');
  writeFileSync(path, 'x'.repeat(9000));
  expect(checkFile(path, 'quick').problems[0]).toContain('SQLITE_NOTADB');
});
