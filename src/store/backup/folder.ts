import { lstat, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { newerFirst } from '../../core/backup/choose-copy.ts';
import type { Manifest } from '../../core/backup/manifest.ts';
import { readManifest } from '../../core/backup/read-manifest.ts';
import { Failure } from '../../core/failure.ts';
import type { DatedCopy } from '../../core/retention/keep-copies.ts';
import { makeFolders } from '../make-folders.ts';
import { isCopyName, manifestOf } from './names.ts';
import { isMissing, onDisk } from './on-disk.ts';

/** A copy in the folder, as its manifest and its size on the disk tell. */
export interface KeptCopy extends DatedCopy {
  readonly manifest: Manifest;
}

/** What lies in a folder of backups. Files of other names are nobody's business. */
export interface BackupFolder {
  /** Newest first. */
  readonly copies: readonly KeptCopy[];
  /** Files named as ours that are no good as such, with the reason. */
  readonly strays: readonly { readonly file: string; readonly why: string }[];
}

/** Makes the folder, for nobody else's eyes. @throws Failure `disk-create` */
export async function makeFolder(path: string): Promise<void> {
  await onDisk(path, 'creating', async () => makeFolders(path));
}

/** Names in a folder; none where there is no folder. */
export async function namesIn(folder: string): Promise<string[]> {
  return onDisk(folder, 'reading', async () => {
    try {
      return (await readdir(folder)).toSorted();
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  });
}

/** Bytes of a regular file; absent where there is none. */
export async function bytesOf(path: string): Promise<number | undefined> {
  return onDisk(path, 'reading', async () => {
    try {
      const found = await lstat(path);
      return found.isFile() ? found.size : undefined;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  });
}

/** What is wrong with a copy, as far as a look at its size tells. */
function damageOf(manifest: Manifest, name: string, bytes: number | undefined): string | undefined {
  if (manifest.file !== name) return `its manifest is that of ${manifest.file}`;
  if (bytes === undefined) return 'the file is missing';
  if (bytes === manifest.stored.bytes) return undefined;
  return `expected ${manifest.stored.bytes} bytes, found ${bytes}`;
}

async function copyOf(folder: string, name: string): Promise<KeptCopy> {
  const path = join(folder, `${name}.json`);
  const manifest = readManifest(await onDisk(path, 'reading', () => readFile(path, 'utf8')));
  const damage = damageOf(manifest, name, await bytesOf(join(folder, name)));
  const { takenAt, proven } = manifest;
  return { name, manifest, takenAt, proven: proven !== undefined, damage };
}

/**
 * Looks into a folder of backups. Hashes are not computed: see `verifyCopy`.
 *
 * @throws Failure `disk-io` when it cannot be read
 */
export async function readFolder(folder: string): Promise<BackupFolder> {
  const names = await namesIn(folder);
  const copies: KeptCopy[] = [];
  const strays: { file: string; why: string }[] = [];
  for (const file of names) {
    const name = manifestOf(file);
    if (name !== undefined) {
      try {
        copies.push(await copyOf(folder, name));
      } catch (error) {
        if (!(error instanceof Failure) || error.code !== 'bad-data') throw error;
        strays.push({ file, why: error.message });
      }
    } else if (isCopyName(file) && !names.includes(`${file}.json`)) {
      strays.push({ file, why: 'it has no manifest: nothing tells whether it is whole' });
    }
  }
  return { copies: copies.toSorted((a, b) => newerFirst(a.manifest, b.manifest)), strays };
}
