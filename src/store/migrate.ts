import type { Database } from 'better-sqlite3';
import { Failure } from '../core/failure.ts';

/** One step of the schema: applied whole, in one transaction together with its number. */
export interface Migration {
  /** 1, 2, 3, … without holes. */
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}

/** `PJob`: marks a database as ours, so that another program's file is never written to. */
export const APPLICATION_ID = 0x50_4a_6f_62;

/** The schema version of an open database; 0 for a new one. */
export function schemaVersion(database: Database): number {
  return Number(database.pragma('user_version', { simple: true }));
}

/**
 * Refuses, before anything is written, a database that is not ours or is newer than this program.
 *
 * @throws Failure `config`
 */
export function refuseForeign(database: Database, path: string, newest: number): void {
  // One look for all three: another process may be migrating a new file between two of them.
  const { application, tables, version } = database.transaction(() => ({
    application: Number(database.pragma('application_id', { simple: true })),
    tables: Number(database.prepare('SELECT count(*) FROM sqlite_schema').pluck().get()),
    version: schemaVersion(database),
  }))();
  if (application !== APPLICATION_ID && (application !== 0 || tables > 0)) {
    throw new Failure(
      'config',
      `expected a paperjobs database, found another program's at "${path}"; it was left untouched: name another folder with --data-dir`,
    );
  }
  if (version > newest) {
    throw new Failure(
      'config',
      `expected a database of schema ${newest} or older, found schema ${version} at "${path}"; it was left untouched: run the newer paperjobs that wrote it`,
    );
  }
}

/** What `immediate` needs: the ability to wait for the write lock without blocking the process. */
export type InImmediateTransaction = (work: () => void) => Promise<void>;

/**
 * Brings the schema up to date, each step in one immediate transaction that looks again at the
 * version inside: of two processes that start together after an upgrade both succeed.
 *
 * @returns the numbers applied by this call
 */
export async function migrate(
  database: Database,
  migrations: readonly Migration[],
  immediate: InImmediateTransaction,
): Promise<number[]> {
  const applied: number[] = [];
  for (const migration of migrations) {
    if (schemaVersion(database) >= migration.number) continue;
    await immediate(() => {
      if (schemaVersion(database) >= migration.number) return;
      database.exec(migration.sql);
      database.pragma(`application_id = ${APPLICATION_ID}`);
      database.pragma(`user_version = ${migration.number}`);
      applied.push(migration.number);
    });
  }
  return applied;
}
