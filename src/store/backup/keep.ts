import { open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { manifestText } from '../../core/backup/manifest.ts';
import type { Manifest } from '../../core/backup/manifest.ts';
import { readManifest } from '../../core/backup/read-manifest.ts';
import { Failure } from '../../core/failure.ts';
import { bytesOf, namesIn } from './folder.ts';
import { hiddenNames, hiddenPart } from './names.ts';
import { onDisk, syncFolder } from './on-disk.ts';

function move(from: string, to: string): Promise<void> {
  return onDisk(to, 'creating', () => rename(from, to));
}

function remove(path: string): Promise<void> {
  return onDisk(path, 'removing', () => rm(path, { force: true }));
}

/** Writes a manifest under its hidden name, so that it is on the disk. */
async function writeHidden(folder: string, manifest: Manifest): Promise<string> {
  const path = join(folder, hiddenNames(manifest.file).manifest);
  await remove(path);
  try {
    await onDisk(path, 'writing', async () => {
      const file = await open(path, 'wx', 0o600);
      try {
        await file.writeFile(manifestText(manifest));
        await file.sync();
      } finally {
        await file.close();
      }
    });
  } catch (error) {
    await remove(path);
    throw error;
  }
  return path;
}

/**
 * Gives a checked copy its name and its manifest. Ended half-way, `sweep` goes on with it.
 *
 * @param path of the copy under its hidden name, already on the disk
 */
export async function keepCopy(folder: string, path: string, manifest: Manifest): Promise<void> {
  const hidden = await writeHidden(folder, manifest);
  await syncFolder(folder);
  await move(path, join(folder, manifest.file));
  await move(hidden, join(folder, `${manifest.file}.json`));
  await syncFolder(folder);
}

/** Replaces the manifest of a copy that is kept. */
export async function rewriteManifest(folder: string, manifest: Manifest): Promise<void> {
  const hidden = await writeHidden(folder, manifest);
  await move(hidden, join(folder, `${manifest.file}.json`));
  await syncFolder(folder);
}

/** Removes a copy and its manifest. Ended half-way, `sweep` goes on with it. */
export async function removeCopy(folder: string, name: string): Promise<void> {
  const hidden = join(folder, hiddenNames(name).removal);
  await move(join(folder, `${name}.json`), hidden);
  await syncFolder(folder);
  await remove(join(folder, name));
  await remove(hidden);
  await syncFolder(folder);
}

/** Whether a hidden manifest tells of a copy that has its name already. */
async function isNamed(folder: string, hidden: string, copy: string): Promise<boolean> {
  const bytes = await bytesOf(join(folder, copy));
  const named = await bytesOf(join(folder, `${copy}.json`));
  if (bytes === undefined || named !== undefined) return false;
  try {
    const text = await onDisk(hidden, 'reading', () => readFile(hidden, 'utf8'));
    return readManifest(text).stored.bytes === bytes;
  } catch (error) {
    if (error instanceof Failure && error.code === 'bad-data') return false;
    throw error;
  }
}

/**
 * Finishes what an earlier run left half-done: a copy that has its name gets its manifest, one whose
 * removal had begun goes, bytes that never became a copy go. Other files are not touched. Called by
 * whoever holds the lock.
 *
 * @returns how many files were seen to
 */
export async function sweep(folder: string): Promise<number> {
  let seen = 0;
  for (const name of await namesIn(folder)) {
    const part = hiddenPart(name);
    if (!part) continue;
    seen++;
    const path = join(folder, name);
    if (part.kind === 'manifest' && (await isNamed(folder, path, part.copy))) {
      await move(path, join(folder, `${part.copy}.json`));
      continue;
    }
    if (part.kind === 'removal') await remove(join(folder, part.copy));
    await remove(path);
  }
  if (seen > 0) await syncFolder(folder);
  return seen;
}
