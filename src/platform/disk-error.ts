import { Failure } from '../core/failure.ts';
import type { FailureCode } from '../core/failure.ts';

type DiskCode = Extract<FailureCode, 'disk-create' | 'disk-io'>;

/** What to do about an error of the operating system, and whether it is one of making or of writing. */
const BY_CODE: Readonly<Record<string, readonly [DiskCode, string]>> = {
  ENOSPC: ['disk-io', 'the disk is full: free some space'],
  EDQUOT: ['disk-io', 'the disk quota is used up: free some space'],
  EIO: ['disk-io', 'the disk failed: look at the kernel log'],
  EROFS: ['disk-io', 'the file system is mounted read-only: remount it'],
  EFBIG: ['disk-io', 'the file grew past the size limit: raise the limit'],
  EMFILE: ['disk-io', 'too many files are open: raise the limit of open files'],
  ENFILE: ['disk-io', 'too many files are open on this machine'],
  EACCES: ['disk-create', 'permission was denied: give this user the folder'],
  EPERM: ['disk-create', 'the operation is not permitted: check owner and mode'],
  ENOENT: ['disk-create', 'the folder is missing: create it'],
  EEXIST: ['disk-create', 'a file of that name is in the way: move it'],
  ENOTDIR: ['disk-create', 'a part of the path is no folder: check the path'],
  EISDIR: ['disk-create', 'the path is a folder: check the path'],
  ENAMETOOLONG: ['disk-create', 'the name is too long: choose a shorter path'],
  ELOOP: ['disk-create', 'the path goes round in symbolic links: check the path'],
};

/** SQLite's result codes; extended ones (`SQLITE_IOERR_FSYNC`) begin with these. */
const BY_SQLITE_PREFIX: readonly (readonly [string, DiskCode, string])[] = [
  ['SQLITE_FULL', 'disk-io', 'the disk is full: free some space'],
  ['SQLITE_IOERR', 'disk-io', 'the disk failed: look at the kernel log'],
  ['SQLITE_READONLY', 'disk-io', 'the database cannot be written: check mode, owner and mount'],
  ['SQLITE_CANTOPEN', 'disk-create', 'the database cannot be opened: check the path and its owner'],
];

/** What was going on; it decides the code where the error itself leaves it open. */
export interface DiskContext {
  /** Absent: the error's own path is named, if it has one. */
  readonly path?: string;
  /** `creating` gives `disk-create`, `writing` and `reading` `disk-io`; absent: the error decides. */
  readonly doing?: 'creating' | 'writing' | 'reading';
}

function textOf(error: Error, key: 'code' | 'path'): string | undefined {
  const value: unknown = Reflect.get(error, key);
  return typeof value === 'string' ? value : undefined;
}

function adviceFor(code: string): readonly [DiskCode, string] | undefined {
  const known = BY_CODE[code];
  if (known) return known;
  const row = BY_SQLITE_PREFIX.find(([prefix]) => code === prefix || code.startsWith(`${prefix}_`));
  return row && [row[1], row[2]];
}

/**
 * An error of the file system or of SQLite, told as a failure `disk-create` or `disk-io` with the
 * path and what to do.
 *
 * @returns absent when the error is of no such kind; the caller throws it on
 */
export function describeDiskError(error: unknown, context: DiskContext = {}): Failure | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = textOf(error, 'code');
  const advice = code === undefined ? undefined : adviceFor(code);
  if (code === undefined || !advice) return undefined;
  const path = context.path ?? textOf(error, 'path');
  const where = path === undefined ? 'the database or a file' : `"${path}"`;
  const verb = context.doing ?? (advice[0] === 'disk-create' ? 'creating' : 'writing');
  const own: DiskCode = context.doing === 'creating' ? 'disk-create' : 'disk-io';
  return new Failure(
    context.doing === undefined ? advice[0] : own,
    `${verb} ${where} failed with ${code}; ${advice[1]}`,
    { detail: { path, error: code }, cause: error },
  );
}
