import { statfs } from 'node:fs/promises';
import { Failure } from '../../core/failure.ts';
import { bytesOf } from './folder.ts';
import { onDisk } from './on-disk.ts';

/** What has to stay free besides: manifests, journals, and what others write meanwhile. */
const MARGIN_BYTES = 1 << 20;

/** Bytes in words: `1.5 MB`. */
export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

/** Bytes of a database with its log; 0 where there is none. */
export async function databaseBytes(path: string): Promise<number> {
  return ((await bytesOf(path)) ?? 0) + ((await bytesOf(`${path}-wal`)) ?? 0);
}

/**
 * Looks for room before anything is written.
 *
 * @param what the space is for, in words
 * @throws Failure `disk-io` with both numbers
 */
export async function needSpace(folder: string, bytes: number, what: string): Promise<void> {
  const { bavail, bsize } = await onDisk(folder, 'reading', () => statfs(folder));
  const [free, needed] = [bavail * bsize, bytes + MARGIN_BYTES];
  if (free >= needed) return;
  throw new Failure(
    'disk-io',
    `expected ${megabytes(needed)} free in "${folder}" for ${what}, found ${megabytes(free)}: free some space, then run again; nothing was changed`,
  );
}
