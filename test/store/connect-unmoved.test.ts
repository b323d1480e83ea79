import { join } from 'node:path';
import { renameSync } from 'node:fs';
import SqliteDatabase from 'better-sqlite3';
import { expect, test } from 'vitest';
import { connectUnmoved } from '../../src/store/connect-unmoved.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

function file(path: string, number: number): string {
  const raw = new SqliteDatabase(path);
  raw.exec(`CREATE TABLE t (a); INSERT INTO t VALUES (${number})`);
  raw.close();
  return path;
}

const numberIn = (raw: SqliteDatabase.Database): unknown =>
  raw.prepare('SELECT a FROM t').pluck().get();

test('a file that is replaced between opening and the first look is opened anew', async () => {
  const folder = temporaryFolder();
  const [path, other] = [file(join(folder, 'a.db'), 1), file(join(folder, 'b.db'), 2)];
  const seen: unknown[] = [];
  const raw = await connectUnmoved(path, 'write', (database) => {
    if (seen.length === 0) renameSync(other, path);
    seen.push(numberIn(database));
  });
  expect([seen, numberIn(raw)]).toEqual([[1, 2], 2]);
  raw.close();
});

test('a file that is replaced again and again is given up', async () => {
  const folder = temporaryFolder();
  const path = file(join(folder, 'a.db'), 0);
  let turn = 0;
  const opening = connectUnmoved(path, 'write', () => {
    renameSync(file(join(folder, `${++turn}.db`), turn), path);
  });
  await expect(opening).rejects.toMatchObject({ code: 'locked' });
});
