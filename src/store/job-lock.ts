import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { HeldLocks, JobLock } from '../ports/job-lock.ts';
import { asFailure, connect, sqliteCode } from './connection.ts';

/**
 * Takes one lock file's exclusive transaction.
 *
 * @returns absent when another process has it
 * @throws Failure `disk-create`, `disk-io`, `config`
 */
function lockFile(path: string): Database | undefined {
  const database = connect(path, 'write');
  try {
    database.pragma('busy_timeout = 0');
    database.exec('BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    database.close();
    if (sqliteCode(error)?.startsWith('SQLITE_BUSY')) return undefined;
    throw asFailure(error, path);
  }
}

/**
 * Locks as exclusive transactions on files that only SQLite opens: the kernel releases them with
 * the process, however it dies, and nothing in them can go stale.
 *
 * @param folder where the lock files lie, beside the database
 */
export function jobLock(folder: string): JobLock {
  return {
    tryAcquire(names): HeldLocks | { readonly busy: string } {
      const held: Database[] = [];
      const release = () => held.splice(0).forEach((database) => database.close());
      // In one order everywhere, so that two runs never wait for each other.
      try {
        for (const name of [...new Set(names)].toSorted()) {
          const database = lockFile(join(folder, `${name}.lock`));
          if (!database) {
            release();
            return { busy: name };
          }
          held.push(database);
        }
      } catch (error) {
        release();
        throw error;
      }
      return { release };
    },
  };
}
