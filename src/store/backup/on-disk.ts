import { open } from 'node:fs/promises';
import { Failure } from '../../core/failure.ts';

const FULL = ['ENOSPC', 'EDQUOT', 'EFBIG'];

function codeOf(error: unknown): string {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' ? code : '';
}

/** Whether a file was not there. */
export function isMissing(error: unknown): boolean {
  return codeOf(error) === 'ENOENT';
}

/**
 * Does a step on the file system; its error is told with the path and what to do.
 *
 * @param doing `creating` fails as `disk-create`, the others as `disk-io`
 */
export async function onDisk<Result>(
  path: string,
  doing: 'creating' | 'writing' | 'reading' | 'removing',
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const code = codeOf(error);
    // Codes of Node and zlib begin otherwise than those of the operating system.
    if (!/^E[A-Z0-9]+$/.test(code)) throw error;
    const full = FULL.includes(code);
    const advice = full ? 'free some space' : 'check the folder, its owner and its mode';
    throw new Failure(
      doing === 'creating' && !full ? 'disk-create' : 'disk-io',
      `${doing} "${path}" failed with ${code}; ${advice}, then run again`,
      { detail: { path, error: code }, cause: error },
    );
  }
}

/** Makes what was renamed in a folder, or removed from it, last over a power cut. */
export async function syncFolder(path: string): Promise<void> {
  await onDisk(path, 'writing', async () => {
    const folder = await open(path, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  });
}

/** Makes the bytes of a finished file last over a power cut. */
export async function syncFile(path: string): Promise<void> {
  await onDisk(path, 'writing', async () => {
    const file = await open(path, 'r');
    try {
      await file.sync();
    } finally {
      await file.close();
    }
  });
}
