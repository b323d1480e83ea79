import type { Database } from 'better-sqlite3';
import { Failure } from '../../core/failure.ts';
import { sqliteCode } from '../connection.ts';
import { APPLICATION_ID } from '../migrate.ts';
import { factsOf } from './facts-of.ts';
import { openFile } from './open-file.ts';
import type { CheckKind, Checked } from './tasks.ts';

/** Sentences of SQLite's check that are worth telling. */
const MOST_PROBLEMS = 5;

function problemsOf(database: Database, check: CheckKind): string[] {
  const pragma = check === 'full' ? 'integrity_check' : 'quick_check';
  return database
    .prepare<[], string>(`PRAGMA ${pragma}(${MOST_PROBLEMS})`)
    .pluck()
    .all()
    .filter((line) => line !== 'ok');
}

/** @returns 0 also where a foreign schema names tables that it does not have */
function orphansOf(database: Database): number {
  try {
    return database.prepare('PRAGMA foreign_key_check').all().length;
  } catch (error) {
    if (sqliteCode(error) === 'SQLITE_ERROR') return 0;
    throw error;
  }
}

/** What SQLite says of a file that it cannot read; absent for an error of another kind. */
function damageIn(error: unknown): string | undefined {
  const cause = error instanceof Failure ? error.cause : error;
  const code = sqliteCode(cause) ?? '';
  const damaged = code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB';
  return damaged && cause instanceof Error ? `${cause.message} (${code})` : undefined;
}

/**
 * Checks a database file: SQLite's own check, rows that point to none, and what it holds.
 *
 * @throws Failure `config` when there is no file; damage is told, not thrown
 */
export function checkFile(path: string, check: CheckKind): Checked {
  try {
    const database = openFile(path, 'read');
    try {
      return database.transaction((): Checked => {
        const problems = problemsOf(database, check);
        if (problems.length > 0) return { problems, orphans: 0 };
        const facts = factsOf(database, APPLICATION_ID);
        return { problems, orphans: orphansOf(database), facts };
      })();
    } finally {
      database.close();
    }
  } catch (error) {
    const damage = damageIn(error);
    if (damage === undefined) throw error;
    return { problems: [damage], orphans: 0 };
  }
}
