import { existsSync, statSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { Failure } from '../core/failure.ts';
import { connect, sqliteCode, untilFree } from './connection.ts';
import type { OpenMode } from './connection.ts';

/** Replacements in a row that are taken for chance. */
const MOST_TRIES = 5;

function identityOf(path: string): string | undefined {
  // Asked first: below a file that stands in a folder's place, looking closer throws.
  const found = existsSync(path) ? statSync(path, { throwIfNoEntry: false }) : undefined;
  return found && `${found.dev}:${found.ino}`;
}

/**
 * Whether the file was left by a process that died in the middle of a transaction: the first to look
 * at it has to roll that back, which a connection that may only read cannot.
 */
function needsMending(error: unknown): boolean {
  return sqliteCode(error)?.startsWith('SQLITE_READONLY') ?? false;
}

/**
 * Opens the file and takes a first look into it. A restore puts another file in its place, which it
 * may do only while nobody has looked; whoever had opened the old one by then opens the new one.
 *
 * @param look the first reading: from then on SQLite's lock keeps a restore out
 * @throws Failure as `connect` and the look do
 */
export async function connectUnmoved(
  path: string,
  mode: OpenMode,
  look: (database: Database) => void,
): Promise<Database> {
  for (let turn = 0; turn < MOST_TRIES; turn++) {
    const before = identityOf(path);
    const database = connect(path, mode);
    try {
      await untilFree(() => look(database));
      // A file that was not there before was made by `connect`, and is looked at once more.
      if (path === ':memory:' || before === identityOf(path)) return database;
    } catch (error) {
      database.close();
      if (mode === 'write' || !needsMending(error)) throw error;
      return connectUnmoved(path, 'write', (mending) => {
        mending.pragma('query_only = ON');
        look(mending);
      });
    }
    database.close();
  }
  throw new Failure('locked', `"${path}" is being replaced again and again: run again later`);
}
