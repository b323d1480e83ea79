import type { Database } from 'better-sqlite3';
import { Failure } from '../core/failure.ts';
import { connectUnmoved } from './connect-unmoved.ts';
import { prepareForWriting, untilFree } from './connection.ts';
import { migrate, refuseForeign } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';

/** The schema that this program writes. */
export const NEWEST_SCHEMA = MIGRATIONS.at(-1)?.number ?? 0;

/** Readies an open file for writing, with the newest schema. */
export async function makeCurrent(raw: Database): Promise<void> {
  await prepareForWriting(raw);
  await migrate(raw, MIGRATIONS, (work) => untilFree(() => raw.transaction(work).immediate()));
}

/** Failures of a file that this user may read and not write. */
const NOT_OURS_TO_WRITE: ReadonlySet<string> = new Set(['SQLITE_READONLY', 'SQLITE_CANTOPEN']);

function mayNotWrite(error: unknown): boolean {
  if (error instanceof Failure) return error.code === 'disk-create';
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' && [...NOT_OURS_TO_WRITE].some((one) => code.startsWith(one));
}

/**
 * Brings the file of an older program up to date, so that who only reads after an upgrade need not
 * wait for the first job.
 *
 * @param found its schema
 * @throws Failure `config` that names the command, for a reader who may not write and for a file that
 *   was never set up
 */
export async function bringUpToDate(path: string, found: number): Promise<void> {
  const refusal = (cause?: unknown): Failure =>
    new Failure(
      'config',
      `expected schema ${NEWEST_SCHEMA}, found ${found} at "${path}": run \`paperjobs init\`, as the user whose file it is, to bring it up to date`,
      cause === undefined ? {} : { cause },
    );
  if (found === 0) throw refusal();
  try {
    const raw = await connectUnmoved(path, 'write', (database) =>
      refuseForeign(database, path, NEWEST_SCHEMA),
    );
    try {
      await makeCurrent(raw);
    } finally {
      raw.close();
    }
  } catch (error) {
    throw mayNotWrite(error) ? refusal(error) : error;
  }
}
