import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { Failure } from '../../src/core/failure.ts';
import { asFailure, untilFree } from '../../src/store/connection.ts';
import { openStore } from '../../src/store/store.ts';
import { NOW, openedStore } from '../support/opened-store.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('asFailure', () => {
  test.each([
    ['SQLITE_NOTADB', 'config'],
    ['SQLITE_CORRUPT', 'disk-io'],
    ['SQLITE_CORRUPT_INDEX', 'disk-io'],
    ['SQLITE_FULL', 'disk-io'],
    ['SQLITE_IOERR_FSYNC', 'disk-io'],
    ['SQLITE_READONLY', 'disk-create'],
    ['SQLITE_READONLY_DBMOVED', 'disk-create'],
    ['SQLITE_CANTOPEN', 'disk-create'],
  ])('%s is a failure of the kind %s, with the path and the cause', (sqlite, code) => {
    const error = new SqliteDatabase.SqliteError('no', sqlite);
    const failure = asFailure(error, '/data/paperjobs.db');
    expect(failure).toBeInstanceOf(Failure);
    expect(failure).toMatchObject({ code, cause: error });
    expect(String(failure)).toContain('"/data/paperjobs.db"');
  });

  test('every other error stays what it is', () => {
    const bugs = [
      new SqliteDatabase.SqliteError('no', 'SQLITE_CONSTRAINT'),
      new Error('x'),
      'text',
    ];
    for (const bug of bugs) expect(asFailure(bug, 'x')).toBe(bug);
    const failure = new Failure('locked', 'busy');
    expect(asFailure(failure, 'x')).toBe(failure);
  });
});

describe('untilFree', () => {
  test('asks again while somebody has the lock, and hears other work meanwhile', async () => {
    let [asked, heard] = [0, 0];
    const ticking = setInterval(() => heard++, 1);
    const result = await untilFree(() => {
      if (++asked < 5) throw new SqliteDatabase.SqliteError('locked', 'SQLITE_BUSY_SNAPSHOT');
      return 'done';
    });
    clearInterval(ticking);
    expect([result, asked]).toEqual(['done', 5]);
    expect(heard).toBeGreaterThan(0);
  });

  test('tells any other error at once', async () => {
    let asked = 0;
    const work = untilFree(() => {
      asked++;
      throw new Error('a bug');
    });
    await expect(work).rejects.toThrow('a bug');
    expect(asked).toBe(1);
  });
});

describe('a database that another process has locked', () => {
  test('is written once the other transaction ends, and read meanwhile', async () => {
    const path = join(temporaryFolder(), 'paperjobs.db');
    const { store } = await openedStore(path);
    const other = new SqliteDatabase(path);
    other.exec('BEGIN IMMEDIATE');
    let written = false;
    const second = openedStore(path);
    const write = async (): Promise<void> => {
      await (await second).store.write((books) => books.jobState.set('a', 'b', 'c', NOW));
      written = true;
    };
    const writing = write();
    expect(await store.jobState.get('a', 'b')).toBeUndefined();
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(written).toBe(false);
    other.exec('COMMIT');
    other.close();
    await writing;
    expect(await store.jobState.get('a', 'b')).toBe('c');
  });

  test('is opened once it is free again', async () => {
    const path = join(temporaryFolder(), 'paperjobs.db');
    const other = new SqliteDatabase(path);
    other.exec('BEGIN EXCLUSIVE');
    setTimeout(() => other.close(), 500);
    await (await openStore(path)).close();
  });
});
