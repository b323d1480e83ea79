import { existsSync } from 'node:fs';
import SqliteDatabase from 'better-sqlite3';
import type { Database } from 'better-sqlite3';
import { Failure } from '../../core/failure.ts';
import { asFailure, nativeBinding } from '../connection.ts';

/** How long maintenance waits for a lock, in a process that may be killed meanwhile. */
const WAIT_MS = 30_000;

/**
 * Opens any SQLite file that is there, ours or not, with SQLite's defences against damaged files on.
 *
 * @throws Failure `config` when there is none, or as `asFailure` tells
 */
export function openFile(path: string, mode: 'read' | 'write', waitMs = WAIT_MS): Database {
  if (!existsSync(path)) {
    throw new Failure('config', `expected a database at "${path}", found none: check the path`);
  }
  try {
    const database = new SqliteDatabase(path, {
      readonly: mode === 'read',
      fileMustExist: true,
      timeout: waitMs,
      nativeBinding: nativeBinding(),
    });
    database.pragma('trusted_schema = OFF');
    database.pragma('cell_size_check = ON');
    return database;
  } catch (error) {
    throw asFailure(error, path);
  }
}

/** Opens, works, closes. @throws Failure where SQLite failed on the file, as `asFailure` tells */
export function withFile<Result>(
  path: string,
  mode: 'read' | 'write',
  work: (database: Database) => Result,
): Result {
  const database = openFile(path, mode);
  try {
    return work(database);
  } catch (error) {
    throw asFailure(error, path);
  } finally {
    database.close();
  }
}
