import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '../../src/store/migrate.ts';
import { MIGRATIONS } from '../../src/store/migrations/index.ts';
import { openStore } from '../../src/store/store.ts';
import { failureOfPromise } from '../config/failure-of.ts';
import { NOW, openedStore } from '../support/opened-store.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

/** A closed database of ours with some rows, cut or changed by the caller. */
async function keptDatabase(): Promise<string> {
  const path = join(temporaryFolder(), 'paperjobs.db');
  const opened = await openStore(path);
  await opened.store.write((books) => books.watchlist.add('ACME', 'XNSE', NOW));
  await opened.close();
  return path;
}

/** Opening fails with the code, in both modes, and the file stays as it was. */
async function refuses(path: string, code: string, sentence: RegExp): Promise<void> {
  const before = readFileSync(path);
  for (const mode of ['write', 'read'] as const) {
    const failure = await failureOfPromise(openStore(path, mode));
    expect(failure.message).toMatch(sentence);
    expect(failure.code, failure.message).toBe(code);
    expect(failure.message, 'the sentence names the file').toContain(path);
  }
  expect(readFileSync(path).equals(before), 'the bytes are untouched').toBe(true);
}

test('a new file and its folder are for their owner only, and in WAL mode', async () => {
  const folder = join(temporaryFolder(), 'share', 'paperjobs');
  const path = join(folder, 'paperjobs.db');
  await openedStore(path);
  expect(modeOf(folder)).toBe('700');
  expect(modeOf(join(folder, '..'))).toBe('700');
  for (const name of readdirSync(folder)) expect(modeOf(join(folder, name)), name).toBe('600');
  expect(readdirSync(folder)).toContain('paperjobs.db-wal');
  const plain = new SqliteDatabase(path);
  expect(plain.pragma('journal_mode', { simple: true })).toBe('wal');
  expect(plain.pragma('application_id', { simple: true })).toBe(Buffer.from('PJob').readInt32BE());
  plain.close();
});

test('a file that is opened again keeps its rows', async () => {
  const { store } = await openedStore(await keptDatabase());
  expect(await store.watchlist.symbols('XNSE')).toEqual(['ACME']);
});

test('a file that is opened to read can be read and not written', async () => {
  const path = await keptDatabase();
  const before = readFileSync(path);
  const opened = await openStore(path, 'read');
  expect(await opened.store.watchlist.symbols('XNSE')).toEqual(['ACME']);
  const write = opened.store.write((books) => books.watchlist.remove('ACME', 'XNSE'));
  expect((await failureOfPromise(write)).code).toBe('disk-create');
  await opened.close();
  expect(readFileSync(path).equals(before)).toBe(true);
});

test.each(['hello', '', 'symbol,close\n'.repeat(2000)])(
  'a text file that begins with "%.12s" is refused, an empty one is taken for a new database',
  async (text) => {
    const path = join(temporaryFolder(), 'notes.txt');
    writeFileSync(path, text);
    if (text !== '') return refuses(path, 'config', /file of another kind.*untouched/);
    expect((await failureOfPromise(openStore(path, 'read'))).message).toMatch(
      /run `paperjobs init`/,
    );
    const { store } = await openedStore(path);
    expect(await store.watchlist.symbols('XNSE')).toEqual([]);
  },
);

test.each([
  ['with tables and no mark', 'CREATE TABLE notes (text)'],
  ['with a mark of its own', 'PRAGMA application_id = 252006674'],
])("another program's database %s is refused", async (_, sql) => {
  const path = join(temporaryFolder(), 'other.db');
  const other = new SqliteDatabase(path);
  other.exec(sql);
  other.close();
  await refuses(path, 'config', /another program's.*untouched/);
});

test('a database of a newer schema is refused', async () => {
  const path = await keptDatabase();
  const raw = new SqliteDatabase(path);
  raw.pragma('user_version = 9999');
  raw.close();
  await refuses(path, 'config', /found schema 9999.*run the newer paperjobs/);
});

/** A database as the program of two migrations ago left it, with a row. */
async function olderDatabase(): Promise<string> {
  const path = join(temporaryFolder(), 'older.db');
  const raw = new SqliteDatabase(path);
  raw.pragma('journal_mode = WAL');
  const older = MIGRATIONS.slice(0, -2);
  await migrate(raw, older, async (work) => raw.transaction(work).immediate());
  raw
    .prepare(`INSERT INTO watchlist (exchange, symbol, added_at) VALUES ('XNSE', 'ACME', 1)`)
    .run();
  raw.close();
  return path;
}

test('a database of an older schema is brought up to date by who only reads it', async () => {
  const path = await olderDatabase();
  const opened = await openStore(path, 'read');
  expect(await opened.store.watchlist.symbols('XNSE')).toEqual(['ACME']);
  expect(await opened.store.riskMetrics.list(1), 'a table of the newest schema').toEqual([]);
  await opened.close();
  const raw = new SqliteDatabase(path);
  expect(raw.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length);
  raw.close();
});

test('a database that was never set up is not read, and the command that sets it up is told', async () => {
  const path = await keptDatabase();
  const raw = new SqliteDatabase(path);
  raw.pragma('user_version = 0');
  raw.close();
  const failure = await failureOfPromise(openStore(path, 'read'));
  expect(failure.code).toBe('config');
  expect(failure.message).toMatch(/found 0 .*run `paperjobs init`/);
});

test('a database without its schema page is told to be damaged', async () => {
  const path = await keptDatabase();
  const bytes = readFileSync(path);
  bytes.fill(0xff, 100, 4096);
  writeFileSync(path, bytes);
  await refuses(path, 'disk-io', /is damaged: restore the newest backup/);
});

test('a damaged page is told when it is read and when it is written', async () => {
  const path = await keptDatabase();
  const bytes = readFileSync(path);
  const pageBytes = bytes.readUInt16BE(16);
  const raw = new SqliteDatabase(path, { readonly: true });
  const root = Number(
    raw.prepare(`SELECT rootpage FROM sqlite_schema WHERE name = 'watchlist'`).pluck().get(),
  );
  raw.close();
  bytes.fill(0xff, (root - 1) * pageBytes, root * pageBytes);
  writeFileSync(path, bytes);
  const { store } = await openedStore(path);
  for (const work of [
    store.watchlist.symbols('XNSE'),
    store.write((books) => books.watchlist.remove('ACME', 'XNSE')),
  ]) {
    const failure = await failureOfPromise(work);
    expect(failure.code).toBe('disk-io');
    expect(failure.message).toContain(path);
  }
});

test('a file that is not there is not made by reading', async () => {
  const folder = temporaryFolder();
  for (const path of [join(folder, 'none.db'), join(folder, 'no-folder', 'none.db')]) {
    const failure = await failureOfPromise(openStore(path, 'read'));
    expect(failure.code).toBe('config');
    expect(failure.message).toContain(`no database at "${path}"`);
  }
  expect(readdirSync(folder)).toEqual([]);
});

test('a folder in place of the file is told as such', async () => {
  const failure = await failureOfPromise(openStore(temporaryFolder()));
  expect(failure.code).toBe('disk-create');
});
