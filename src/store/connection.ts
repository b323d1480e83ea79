import { setTimeout as sleep } from 'node:timers/promises';
import { closeSync, existsSync, openSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import type { Database } from 'better-sqlite3';
import { Failure } from '../core/failure.ts';
import { OLDEST_SQLITE, olderThan } from '../core/versions.ts';
import { makeFolders } from './make-folders.ts';

/** How long a writer waits for another process's transaction, milliseconds. */
const WRITER_WAIT_MS = 60_000;
/** How long SQLite itself may block the process for a lock, milliseconds: signals are deaf then. */
const BLOCKING_WAIT_MS = 200;

/** Which part of the file's life this connection is for. */
export type OpenMode = 'write' | 'read';

/** The code that better-sqlite3 gives an error, such as `SQLITE_BUSY`; absent for other errors. */
export function sqliteCode(error: unknown): string | undefined {
  return error instanceof SqliteDatabase.SqliteError ? error.code : undefined;
}

/** SQLite's own words turned into ours: what happened to the file and what to do. */
export function asFailure(error: unknown, path: string): unknown {
  const code = sqliteCode(error) ?? '';
  const cause = { cause: error };
  if (code === 'SQLITE_NOTADB') {
    return new Failure(
      'config',
      `expected a SQLite database at "${path}", found a file of another kind; it was left untouched`,
      cause,
    );
  }
  if (code.startsWith('SQLITE_CORRUPT')) {
    return new Failure(
      'disk-io',
      `the database at "${path}" is damaged: restore the newest backup`,
      cause,
    );
  }
  if (code === 'SQLITE_FULL' || code.startsWith('SQLITE_IOERR')) {
    return new Failure(
      'disk-io',
      `writing the database at "${path}" failed (${code}): free some space or mend the disk, then run again; nothing half-written was kept`,
      cause,
    );
  }
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN')) {
    return new Failure(
      'disk-create',
      `expected a database at "${path}" that can be written, but it cannot be (${code}): check the folder and its owner`,
      cause,
    );
  }
  return error;
}

/** Creates an empty database file and its folder, readable by nobody else. */
function createFile(path: string): void {
  try {
    makeFolders(dirname(path));
    closeSync(openSync(path, 'a', 0o600));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Failure('disk-create', `cannot create the database "${path}": ${why}`, {
      cause: error,
    });
  }
}

/**
 * Where the native part of better-sqlite3 lies. It is told outright: the package's own code is part
 * of the bundle, from where it would not find it, and searching would cost at every start.
 *
 * @throws Failure `config` when it was never built or fetched
 */
export function nativeBinding(): string {
  const { resolve } = createRequire(import.meta.url);
  const path = resolve('better-sqlite3/package.json').replace(
    /package\.json$/,
    'build/Release/better_sqlite3.node',
  );
  if (existsSync(path)) return path;
  throw new Failure(
    'config',
    `expected the native part of better-sqlite3 at "${path}", found none: run \`npm rebuild better-sqlite3\``,
  );
}

/** The version of SQLite that this program works with. */
export function loadedSqliteVersion(): string {
  const database = new SqliteDatabase(':memory:', { nativeBinding: nativeBinding() });
  try {
    return String(database.prepare('SELECT sqlite_version()').pluck().get());
  } finally {
    database.close();
  }
}

/** @throws Failure `config` when SQLite itself is too old to be trusted with the file */
export function refuseOldSqlite(database: Database): void {
  const version = String(database.prepare('SELECT sqlite_version()').pluck().get());
  if (!olderThan(version, OLDEST_SQLITE)) return;
  throw new Failure(
    'config',
    `expected SQLite ${OLDEST_SQLITE} or newer, found ${version}: reinstall better-sqlite3`,
  );
}

/**
 * Opens the file, without reading or writing it yet: a file that somebody has locked is opened too.
 *
 * @param path file, or `:memory:`
 * @throws Failure `disk-create`, `disk-io`, `config`
 */
export function connect(path: string, mode: OpenMode): Database {
  const inMemory = path === ':memory:';
  if (!inMemory && !existsSync(path)) {
    if (mode === 'write') createFile(path);
    else
      throw new Failure(
        'config',
        `no database at "${path}" yet: run \`paperjobs init\`, or any job, to create it`,
      );
  }
  try {
    return new SqliteDatabase(path, {
      readonly: mode === 'read' && !inMemory,
      fileMustExist: !inMemory,
      timeout: BLOCKING_WAIT_MS,
      nativeBinding: nativeBinding(),
    });
  } catch (error) {
    throw asFailure(error, path);
  }
}

/**
 * Connection settings that live with the connection, and two that live with the file: WAL, and giving
 * back free pages step by step, which only a file without a page can still be told.
 */
export async function prepareForWriting(database: Database): Promise<void> {
  await untilFree(() => {
    if (database.pragma('page_count', { simple: true }) === 0) {
      database.pragma('auto_vacuum = INCREMENTAL');
    }
    if (database.pragma('journal_mode', { simple: true }) !== 'wal') {
      database.pragma('journal_mode = WAL');
    }
  });
  database.pragma('synchronous = NORMAL');
  database.pragma('foreign_keys = ON');
  database.pragma('cache_size = -32768');
}

/**
 * Does the work as soon as no other process holds the lock that it needs, asking again and again
 * without blocking the event loop, so that signals are heard meanwhile.
 *
 * @throws Failure `locked` when a minute was not enough
 */
export async function untilFree<Result>(work: () => Result): Promise<Result> {
  const deadline = performance.now() + WRITER_WAIT_MS;
  for (let attempt = 0; ; attempt++) {
    try {
      return work();
    } catch (error) {
      const code = sqliteCode(error) ?? '';
      if (!code.startsWith('SQLITE_BUSY') && code !== 'SQLITE_LOCKED') throw error;
      if (performance.now() > deadline) {
        throw new Failure(
          'locked',
          'the database stayed locked by another process for a minute; see which with `paperjobs status`',
          { cause: error },
        );
      }
    }
    // A few milliseconds, different in each process, so that waiting writers do not march in step.
    await sleep(Math.min(50, 2 + attempt * 3) + (process.pid % 7));
  }
}
