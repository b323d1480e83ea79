import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { contradictions } from '../../core/backup/contradictions.ts';
import type { BackedUp } from '../../core/backup/databases.ts';
import type { Compression, Manifest } from '../../core/backup/manifest.ts';
import { Failure } from '../../core/failure.ts';
import type { Instant } from '../../core/market/instant.ts';
import { inChild } from '../in-child.ts';
import type { CheckKind, Checked, SnapshotTaken } from '../maintenance/tasks.ts';
import { databaseBytes, needSpace } from './free-space.ts';
import { namesIn } from './folder.ts';
import { keepCopy } from './keep.ts';
import { copyName, hiddenNames } from './names.ts';
import { onDisk, syncFile } from './on-disk.ts';
import { digestOf, pack, unpack } from './pack.ts';
import type { Packed } from './pack.ts';

/** One copy that is to be made. */
export interface CopyWish {
  readonly database: BackedUp;
  readonly folder: string;
  readonly compression: Compression;
  readonly check: CheckKind;
  readonly takenAt: Instant;
  /** Of the program. */
  readonly version: string;
  readonly signal: AbortSignal;
}

/** Work with the time that it took. */
interface Timed<Result> {
  readonly result: Result;
  readonly ms: number;
}

async function timed<Result>(work: Promise<Result>): Promise<Timed<Result>> {
  const began = performance.now();
  return { result: await work, ms: Math.round(performance.now() - began) };
}

/** Hashes the copy, and packs it where that is wished. */
async function packed(
  plain: string,
  to: string,
  { compression, signal }: CopyWish,
): Promise<Packed> {
  if (compression !== 'none') return pack(plain, to, compression, signal);
  const digest = await digestOf(plain, signal);
  return { plain: digest, stored: digest };
}

function refuseBad({ database }: CopyWish, taken: SnapshotTaken, checked: Checked): void {
  const wrong = checked.facts
    ? contradictions(taken.facts, checked.facts)
    : checked.problems.slice(0, 2);
  if (wrong.length === 0) return;
  throw new Failure(
    'disk-io',
    `the copy of "${database.path}" did not pass its check and was not kept (${wrong.slice(0, 3).join('; ')}): look at the disk, and at the database with \`paperjobs vacuum\``,
  );
}

/** What was packed must be what comes out again. */
async function refuseBadPack(path: string, { plain }: Packed, wish: CopyWish): Promise<void> {
  if (wish.compression === 'none') return;
  const again = await unpack(path, undefined, wish.compression, wish.signal);
  if (again.plain.sha256 === plain.sha256) return;
  throw new Failure(
    'disk-io',
    `the packed copy of "${wish.database.path}" does not unpack to what was packed and was not kept: look at the disk`,
  );
}

/** Snapshot, then check in the child and hashing here side by side. */
async function takeAndCheck(
  wish: CopyWish,
  plain: string,
  to: string,
): Promise<Pick<Manifest, 'durations'> & { taken: SnapshotTaken; checked: Checked; both: Packed }> {
  const gone = new AbortController();
  const signal = AbortSignal.any([wish.signal, gone.signal]);
  let taken: SnapshotTaken | undefined;
  let packing: Promise<Timed<Packed>> | undefined;
  let takenAt = 0;
  const onNews = (news: SnapshotTaken): void => {
    taken = news;
    takenAt = performance.now();
    packing = timed(packed(plain, to, { ...wish, signal }));
    // It is waited for below, whether the check goes well or not.
    packing.catch(() => undefined);
  };
  const { path: source } = wish.database;
  try {
    const checked = await inChild(
      'snapshot',
      { source, copy: plain, check: wish.check },
      { signal: wish.signal, onNews },
    );
    const check = Math.round(performance.now() - takenAt);
    if (!taken || !packing) throw new Error('a copy was checked before it was taken');
    refuseBad(wish, taken, checked);
    const { result: both, ms: hash } = await packing;
    return { taken, checked, both, durations: { snapshot: taken.snapshotMs, check, hash } };
  } catch (error) {
    gone.abort(error);
    await packing?.catch(() => undefined);
    throw error;
  }
}

/**
 * Backs up one database: room, snapshot beside whatever writes, check and hash of the copy, packing
 * where wished, and only then a name and a manifest. What goes wrong leaves nothing behind.
 *
 * @throws Failure `config` when there is no such database; `disk-io`, `disk-create`, `locked`; the
 *   signal's reason
 */
export async function makeCopy(wish: CopyWish): Promise<Manifest> {
  const { database, folder, compression, check, takenAt, version } = wish;
  const bytes = await databaseBytes(database.path);
  const room = compression === 'none' ? bytes : 2 * bytes;
  await needSpace(folder, room, `a copy of "${database.path}"`);
  const file = copyName(database.name, takenAt, compression, new Set(await namesIn(folder)));
  const hidden = hiddenNames(file);
  const [plain, to] = [join(folder, hidden.plain), join(folder, hidden.packed)];
  try {
    await onDisk(plain, 'creating', async () => (await open(plain, 'wx', 0o600)).close());
    const { taken, checked, both, durations } = await takeAndCheck(wish, plain, to);
    const finished = compression === 'none' ? plain : to;
    await refuseBadPack(finished, both, wish);
    await syncFile(finished);
    wish.signal.throwIfAborted();
    const manifest: Manifest = {
      database: database.name,
      source: database.path,
      file,
      takenAt,
      compression,
      ...both,
      check,
      orphans: checked.orphans,
      sqlite: taken.sqlite,
      version,
      durations,
      ...taken.facts,
    };
    await keepCopy(folder, finished, manifest);
    return manifest;
  } finally {
    for (const path of [plain, to, `${plain}-journal`, `${plain}-wal`, `${plain}-shm`]) {
      await onDisk(path, 'removing', () => rm(path, { force: true }));
    }
  }
}
