import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import type { Database } from 'better-sqlite3';
import { CompiledQuery, Kysely } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { sqliteDialect } from '../../src/store/dialect.ts';
import { viewsOf } from '../../src/store/row-views.ts';
import type { Schema } from '../../src/store/schema.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const PEOPLE = 'SELECT * FROM people WHERE age >= ? ORDER BY age';

/** A file with two people in it, open for asking and for meddling with from elsewhere. */
async function asked(): Promise<{ db: Kysely<Schema>; elsewhere: Database }> {
  const path = join(temporaryFolder(), 'people.db');
  const elsewhere = new SqliteDatabase(path);
  elsewhere.exec(`CREATE TABLE people (name TEXT, age INTEGER, town TEXT);
    INSERT INTO people VALUES ('Asha', 30, NULL), ('Ravi', 41, 'Pune')`);
  const raw = new SqliteDatabase(path, { timeout: 1 });
  const db = new Kysely<Schema>({ dialect: sqliteDialect(raw, path) });
  onTestFinished(async () => {
    await db.destroy();
    elsewhere.close();
  });
  return { db, elsewhere };
}

/** Views as plain rows, given the columns that they must have. */
async function read(db: Kysely<Schema>, names: readonly string[], sql = PEOPLE) {
  const query = CompiledQuery.raw(sql, sql === PEOPLE ? [18] : []) as CompiledQuery<
    Record<string, unknown>
  >;
  const rows = await viewsOf(db, query);
  return rows.map((row) => names.map((name) => row[name]));
}

const plain = async (db: Kysely<Schema>): Promise<unknown[]> =>
  (await db.executeQuery(CompiledQuery.raw(PEOPLE, [18]))).rows;

const ROWS = [
  { name: 'Asha', age: 30, town: null },
  { name: 'Ravi', age: 41, town: 'Pune' },
];

test('the same question gives views or rows, whichever is asked for, in any turn', async () => {
  const { db } = await asked();
  const names = ['town', 'name', 'age', 'no such column'];
  const views = [
    [null, 'Asha', 30, undefined],
    ['Pune', 'Ravi', 41, undefined],
  ];
  expect(await plain(db)).toEqual(ROWS);
  expect(await read(db, names)).toEqual(views);
  expect(await plain(db)).toEqual(ROWS);
  expect(await read(db, names)).toEqual(views);
});

test('after a question for views that failed, rows are rows', async () => {
  const { db } = await asked();
  const badly = CompiledQuery.raw(PEOPLE, []);
  await expect(viewsOf(db, badly)).rejects.toThrow('Too few parameter values');
  expect(await plain(db)).toEqual(ROWS);
});

test('two columns of one name are refused: a view could show only one of them', async () => {
  const { db } = await asked();
  const twice = 'SELECT a.name, b.name FROM people a JOIN people b ON a.age < b.age';
  await expect(read(db, ['name'], twice)).rejects.toThrow('name');
  expect(await read(db, ['name'], twice.replace('b.name', 'b.age'))).toEqual([['Asha']]);
});

test('a file that somebody has locked is asked again, for views as for rows', async () => {
  const { db, elsewhere } = await asked();
  expect(await plain(db)).toEqual(ROWS);
  elsewhere.exec('BEGIN EXCLUSIVE');
  const views = read(db, ['name']);
  setTimeout(() => elsewhere.exec('COMMIT'), 50);
  expect(await views).toEqual([['Asha'], ['Ravi']]);
  expect(await plain(db)).toEqual(ROWS);
});

test('columns that another process took away or added are known to a kept question', async () => {
  const { db, elsewhere } = await asked();
  expect(await read(db, ['name', 'town'])).toEqual([
    ['Asha', null],
    ['Ravi', 'Pune'],
  ]);
  elsewhere.exec(`ALTER TABLE people DROP COLUMN name;
    ALTER TABLE people ADD COLUMN trade TEXT DEFAULT 'potter'`);
  expect(await read(db, ['name', 'age', 'town', 'trade'])).toEqual([
    [undefined, 30, null, 'potter'],
    [undefined, 41, 'Pune', 'potter'],
  ]);
});
