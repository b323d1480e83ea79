import SqliteDatabase from 'better-sqlite3';
import type { Database } from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { APPLICATION_ID, migrate, schemaVersion } from '../../src/store/migrate.ts';
import type { Migration } from '../../src/store/migrate.ts';
import { MIGRATIONS } from '../../src/store/migrations/index.ts';
import { TWO_MIGRATIONS } from '../support/two-migrations.ts';

function inMemory(): Database {
  const database = new SqliteDatabase(':memory:');
  onTestFinished(() => void database.close());
  return database;
}

const migrated = (database: Database, migrations: readonly Migration[]): Promise<number[]> =>
  migrate(database, migrations, async (step) => database.transaction(step).immediate());

const tablesOf = (database: Database): unknown[] =>
  database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all();

test('steps are taken in their order, each once', async () => {
  const database = inMemory();
  expect(await migrated(database, TWO_MIGRATIONS.slice(0, 1))).toEqual([1]);
  expect(await migrated(database, TWO_MIGRATIONS)).toEqual([2]);
  expect(await migrated(database, TWO_MIGRATIONS)).toEqual([]);
  expect(tablesOf(database)).toEqual(['first', 'second']);
  expect(schemaVersion(database)).toBe(2);
  expect(database.pragma('application_id', { simple: true })).toBe(APPLICATION_ID);
});

test('a step that fails in the middle leaves neither its tables nor its number', async () => {
  const database = inMemory();
  const broken = {
    number: 3,
    name: 'broken',
    sql: 'CREATE TABLE third (c INTEGER) STRICT; INSERT INTO nowhere VALUES (1);',
  };
  await expect(migrated(database, [...TWO_MIGRATIONS, broken])).rejects.toThrow(/nowhere/);
  expect(tablesOf(database)).toEqual(['first', 'second']);
  expect(schemaVersion(database)).toBe(2);
  const mended = { ...broken, sql: 'CREATE TABLE third (c INTEGER) STRICT;' };
  expect(await migrated(database, [...TWO_MIGRATIONS, mended])).toEqual([3]);
});

test('the shipped migrations are numbered from one without holes', () => {
  expect(MIGRATIONS.map(({ number }) => number)).toEqual(MIGRATIONS.map((_, place) => place + 1));
});
