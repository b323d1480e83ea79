import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { contradictions } from '../../core/backup/contradictions.ts';
import type { FileDigest, Manifest } from '../../core/backup/manifest.ts';
import { Failure } from '../../core/failure.ts';
import { inChild } from '../in-child.ts';
import { makeFolders } from '../make-folders.ts';
import type { CheckKind, Checked } from '../maintenance/tasks.ts';
import type { KeptCopy } from './folder.ts';
import { needSpace } from './free-space.ts';
import { onDisk } from './on-disk.ts';
import { digestOf, unpack } from './pack.ts';

/** Where and how copies are looked at. */
export interface Looking {
  readonly folder: string;
  readonly check: CheckKind;
  readonly signal: AbortSignal;
}

function differs(what: string, told: FileDigest, found: FileDigest): string[] {
  if (told.bytes !== found.bytes) {
    return [`${what}: expected ${told.bytes} bytes, found ${found.bytes}`];
  }
  return told.sha256 === found.sha256 ? [] : [`${what}: its SHA-256 is not that of its manifest`];
}

function wrongIn(manifest: Manifest, checked: Checked): string[] {
  if (!checked.facts) return [...checked.problems];
  const orphans = `rows that point to none: expected ${manifest.orphans}, found ${checked.orphans}`;
  return [
    ...contradictions(manifest, checked.facts),
    ...(checked.orphans === manifest.orphans ? [] : [orphans]),
  ];
}

/**
 * Unpacks a copy into a new file and checks that it is what its manifest tells, byte for byte and row
 * for row.
 *
 * @param to path of the new file, mode 0600
 * @returns what is wrong, in sentences; empty: the file is good
 * @throws Failure `disk-io`, `disk-create`; the signal's reason
 */
export async function unpackCopy(
  { name, manifest, damage }: KeptCopy,
  to: string,
  { folder, check, signal }: Looking,
): Promise<string[]> {
  if (damage !== undefined) return [damage];
  try {
    const found = await unpack(join(folder, name), to, manifest.compression, signal);
    const wrong = [
      ...differs('the file', manifest.stored, found.stored),
      ...differs('what is packed in it', manifest.plain, found.plain),
    ];
    // A file that is not ours any more is not opened.
    if (wrong.length > 0) return wrong;
  } catch (error) {
    if (error instanceof Failure && error.code === 'bad-data') return [error.message];
    throw error;
  }
  return wrongIn(manifest, await inChild('check', { path: to, check }, { signal }));
}

/** The same for a copy that is not packed, where it lies. */
async function verifyPlain(
  { name, manifest }: KeptCopy,
  { folder, check, signal }: Looking,
): Promise<string[]> {
  const path = join(folder, name);
  const wrong = differs('the file', manifest.stored, await digestOf(path, signal));
  if (wrong.length > 0) return wrong;
  return wrongIn(manifest, await inChild('check', { path, check }, { signal }));
}

/** Does the work in a folder that is empty before and gone after. Its user holds the lock. */
export async function inWorkFolder<Result>(
  folder: string,
  work: (folder: string) => Promise<Result>,
): Promise<Result> {
  const clear = () =>
    onDisk(folder, 'removing', () => rm(folder, { recursive: true, force: true }));
  await clear();
  await onDisk(folder, 'creating', async () => makeFolders(folder));
  try {
    return await work(folder);
  } finally {
    await clear();
  }
}

/**
 * Looks whether a copy is still what was taken: size, SHA-256, SQLite's check, rows and samples.
 *
 * @param workFolder for unpacking; made and removed where the copy is packed
 * @returns what is wrong, in sentences; empty: the copy is good
 * @throws Failure `disk-io`, `disk-create`; the signal's reason
 */
export async function verifyCopy(
  copy: KeptCopy,
  workFolder: string,
  looking: Looking,
): Promise<string[]> {
  if (copy.damage !== undefined) return [copy.damage];
  if (copy.manifest.compression === 'none') return verifyPlain(copy, looking);
  return inWorkFolder(workFolder, async (folder) => {
    await needSpace(folder, copy.manifest.plain.bytes, `unpacking ${copy.name}`);
    return unpackCopy(copy, join(folder, 'unpacked.db'), looking);
  });
}
