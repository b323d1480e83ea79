import { link, lstat, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { Failure } from '../../core/failure.ts';
import { bytesOf, namesIn } from '../backup/folder.ts';
import { onDisk, syncFolder } from '../backup/on-disk.ts';
import { sqliteCode } from '../connection.ts';
import { openFile } from '../maintenance/open-file.ts';

/** How long others may take to let go of the file, milliseconds. */
const WAIT_MS = 2000;

/** Between a file's name and the moment at which it was put aside. */
const ASIDE = '.replaced-';

function isBusy(error: unknown): boolean {
  const code = sqliteCode(error) ?? '';
  return code.startsWith('SQLITE_BUSY') || code === 'SQLITE_LOCKED';
}

/**
 * Keeps everybody else out of a database and moves its log into the file, so that the file alone is
 * the whole database: whenever this process dies now, nothing is lost.
 *
 * @returns absent for a file that SQLite cannot read any more: nobody can be using it
 * @throws Failure `locked` when another process has it open
 */
function keepOthersOut(path: string): Database | undefined {
  const database = openFile(path, 'write', WAIT_MS);
  try {
    database.pragma('locking_mode = EXCLUSIVE');
    database.exec('BEGIN IMMEDIATE; COMMIT');
    database.pragma('wal_checkpoint(TRUNCATE)');
    return database;
  } catch (error) {
    database.close();
    if (isBusy(error)) {
      throw new Failure(
        'locked',
        `expected nobody to use "${path}", found it open in another process: close shells and programs that read it, then restore again; nothing was changed`,
      );
    }
    const code = sqliteCode(error) ?? '';
    if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return undefined;
    throw error;
  }
}

async function exists(path: string): Promise<boolean> {
  return (await bytesOf(path)) !== undefined;
}

/** Second names of the file in use, left by a restore that died half-way: they are in nobody's way. */
async function dropSecondNames(path: string): Promise<void> {
  const folder = dirname(path);
  const { ino, dev } = await lstat(path);
  for (const name of await namesIn(folder)) {
    if (!name.startsWith(`${basename(path)}${ASIDE}`)) continue;
    const other = await lstat(join(folder, name));
    if (other.ino === ino && other.dev === dev) {
      await onDisk(name, 'removing', () => rm(join(folder, name), { force: true }));
    }
  }
}

/** What is put aside gets a name that nothing has: a second may see more than one restore. */
async function freeName(path: string, stamp: string): Promise<string> {
  const first = `${path}${ASIDE}${stamp}`;
  for (let turn = 1; ; turn++) {
    const name = turn === 1 ? first : `${first}-${turn}`;
    if (!(await exists(name))) return name;
  }
}

/** A database that is to be replaced. */
export interface Replaced {
  readonly path: string;
  /** Whether SQLite cannot read it: then it is not opened, and its log is kept as it is. */
  readonly damaged: boolean;
}

/**
 * Puts a staged file in the place of a database in one step. The replaced one stays beside it, with its
 * log where it had one, under one name.
 *
 * @param staged in the same folder, on the disk, closed
 * @param stamp ends the name of what is put aside
 * @returns path of the replaced file; absent where there was none
 * @throws Failure `locked`, `disk-io`, `disk-create`: the database is as it was
 */
export async function swapIn(
  staged: string,
  { path, damaged }: Replaced,
  stamp: string,
): Promise<string | undefined> {
  const folder = dirname(path);
  const put = async (): Promise<void> => {
    await onDisk(path, 'creating', () => rename(staged, path));
    await syncFolder(folder);
  };
  if (!(await exists(path))) {
    await put();
    return undefined;
  }
  await onDisk(path, 'removing', () => dropSecondNames(path));
  const aside = await freeName(path, stamp);
  const held = damaged ? undefined : keepOthersOut(path);
  try {
    await onDisk(aside, 'creating', () => link(path, aside));
    for (const ending of ['-wal', '-shm']) {
      if (!(await exists(path + ending))) continue;
      // Where others could be kept out, the log is empty by now; else it may tell what was lost.
      if (held) await onDisk(path + ending, 'removing', () => rm(path + ending));
      else await onDisk(aside + ending, 'creating', () => rename(path + ending, aside + ending));
    }
    await syncFolder(folder);
    await put();
  } finally {
    // Of a file that has been moved SQLite touches neither log nor folder when it is closed.
    held?.close();
  }
  return aside;
}
