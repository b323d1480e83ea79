import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { MAIN_DATABASE } from '../../core/backup/databases.ts';
import { Failure } from '../../core/failure.ts';
import { istText } from '../../core/market/instant.ts';
import type { Instant } from '../../core/market/instant.ts';
import { namesIn } from '../backup/folder.ts';
import type { KeptCopy } from '../backup/folder.ts';
import { needSpace } from '../backup/free-space.ts';
import { onDisk, syncFile } from '../backup/on-disk.ts';
import { unpackCopy } from '../backup/verify-copy.ts';
import { makeFit } from './stage.ts';
import { swapIn } from './swap.ts';

/** From where to where a copy is restored. */
export interface RestorePlace {
  /** Of backups. */
  readonly folder: string;
  /** Of the database that is replaced. */
  readonly path: string;
  readonly signal: AbortSignal;
}

/** What a restore needs to know besides. */
export interface RestoreFacts {
  /** Wall time. */
  readonly now: Instant;
  /** Of the program. */
  readonly version: string;
  /** Whether SQLite cannot read the database that is replaced. */
  readonly damaged: boolean;
}

/** Begins the names of copies that are unpacked beside the database, before they take its place. */
const STAGED = '.restoring-';

/** A copy that was unpacked beside the database and found good. */
export interface Staged {
  readonly path: string;
}

function remove(path: string): Promise<void> {
  return onDisk(path, 'removing', () => rm(path, { force: true }));
}

/** Removes what restores that died left beside the database. The caller holds the lock. */
async function sweepStaged(folder: string): Promise<void> {
  for (const name of await namesIn(folder)) {
    if (name.startsWith(STAGED)) await remove(join(folder, name));
  }
}

/**
 * Unpacks a copy beside the database that it is to replace, and verifies every byte and row of it.
 *
 * @param look only that: nothing of it stays, and nothing of others is removed
 * @throws Failure `bad-data` for a copy that is no good, with what is wrong; `disk-io`
 */
export async function verifyStaged(
  copy: KeptCopy,
  { folder, path, signal }: RestorePlace,
  look: boolean,
): Promise<Staged> {
  const beside = dirname(path);
  if (!look) await sweepStaged(beside);
  await needSpace(beside, copy.manifest.plain.bytes, `unpacking ${copy.name}`);
  const staged = join(beside, `${STAGED}${randomUUID().slice(0, 8)}-${basename(path)}`);
  let good = false;
  try {
    const wrong = await unpackCopy(copy, staged, { folder, check: 'full', signal });
    good = wrong.length === 0;
    if (good) return { path: staged };
    throw new Failure(
      'bad-data',
      `${copy.name} is no good (${wrong.slice(0, 3).join('; ')}); nothing was changed: \`paperjobs backup list\` names others`,
    );
  } finally {
    if (look || !good) await remove(staged);
  }
}

/**
 * Puts a verified copy in the place of the database.
 *
 * @returns where the replaced file lies; absent where there was none
 * @throws Failure `locked`, `disk-io`, `disk-create`, `config`: the database is as it was
 */
export async function restoreCopy(
  { name, manifest }: KeptCopy,
  staged: Staged,
  { path, signal }: RestorePlace,
  { now, version, damaged }: RestoreFacts,
): Promise<string | undefined> {
  try {
    if (manifest.database === MAIN_DATABASE) {
      const start = {
        id: randomUUID(),
        job: 'restore',
        trigger: 'manual',
        asOf: now,
        startedAt: now,
        locks: [],
        arguments: `restore ${name}`,
        version,
        host: hostname(),
        pid: process.pid,
      } as const;
      await makeFit(staged.path, manifest, start, now);
    } else {
      await syncFile(staged.path);
    }
    signal.throwIfAborted();
    const stamp = istText(now).slice(0, 19).replace('T', '-').replaceAll(':', '');
    return await swapIn(staged.path, { path, damaged }, stamp);
  } finally {
    for (const ending of ['', '-wal', '-shm', '-journal']) await remove(staged.path + ending);
  }
}
