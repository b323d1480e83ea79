import type { Database } from 'better-sqlite3';
import { Failure } from '../../core/failure.ts';
import { asFailure } from '../connection.ts';
import { APPLICATION_ID } from '../migrate.ts';
import { factsOf } from './facts-of.ts';
import { openFile, withFile } from './open-file.ts';
import type { SnapshotTaken } from './tasks.ts';

/** More pages than a file can have: the whole copy in one step. */
const ALL_PAGES = 0x7fff_ffff;
/** How long a database that others keep locked is tried, milliseconds. */
const LONGEST_MS = 60_000;

/**
 * Copies the database. The connection has a read transaction open, and SQLite copies what that one
 * sees: writers neither disturb the copy nor make it begin anew, and it can be counted afterwards.
 */
async function copyPages(database: Database, copy: string): Promise<number> {
  const began = performance.now();
  await database.backup(copy, {
    progress: () => {
      if (performance.now() - began < LONGEST_MS) return ALL_PAGES;
      throw new Failure('locked', `"${database.name}" stayed locked for a minute: run again later`);
    },
  });
  return Math.round(performance.now() - began);
}

/**
 * Takes a snapshot of a database in use, in one step, and what it holds by the same read transaction.
 *
 * @param copy an empty file, readable by nobody else
 * @throws Failure `config`, `disk-io`, `disk-create`, `locked`
 */
export async function takeSnapshot(source: string, copy: string): Promise<SnapshotTaken> {
  const database = openFile(source, 'read');
  try {
    database.exec('BEGIN');
    // A transaction sees nothing before it reads.
    database.prepare('SELECT count(*) FROM sqlite_schema').get();
    const snapshotMs = await copyPages(database, copy);
    // A copy in WAL mode would make files beside it whenever somebody looks at it.
    withFile(copy, 'write', (copied) => copied.pragma('journal_mode = DELETE'));
    const facts = factsOf(database, APPLICATION_ID);
    const sqlite = String(database.prepare('SELECT sqlite_version()').pluck().get());
    return { facts, snapshotMs, sqlite };
  } catch (error) {
    throw asFailure(error, source);
  } finally {
    database.close();
  }
}
