import { randomUUID } from 'node:crypto';
import { lstat, open, readFile, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Failure } from '../core/failure.ts';
import type { Files } from '../ports/files.ts';
import { describeDiskError } from './disk-error.ts';
import type { DiskContext } from './disk-error.ts';
import { makeFolders } from './make-folders.ts';

const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;

/** Does the step; its error is told with the path, or thrown on when it is none of a disk's. */
async function step<Result>(context: DiskContext, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw describeDiskError(error, context) ?? error;
  }
}

/** Creates a folder and its parents with mode 0700. @throws Failure `disk-create` */
export async function createFolder(path: string): Promise<void> {
  await step({ path, doing: 'creating' }, () => makeFolders(path, FOLDER_MODE));
}

/** A device, a pipe or a socket is nothing that a file may take the place of. @throws Failure `disk-create` */
async function requireNoDevice(path: string): Promise<void> {
  const there = await step({ path, doing: 'creating' }, () =>
    lstat(path).catch((error: unknown) => {
      if (isMissing(error)) return undefined;
      throw error;
    }),
  );
  if (!there || there.isFile() || there.isSymbolicLink() || there.isDirectory()) return;
  throw new Failure(
    'disk-create',
    `expected a file or a free name at "${path}", found a device, a pipe or a socket: choose another path`,
  );
}

async function writeSynced(
  path: string,
  content: string | Uint8Array,
  mode: number,
): Promise<void> {
  const file = await step({ path, doing: 'creating' }, () => open(path, 'wx', mode));
  try {
    await step({ path, doing: 'writing' }, async () => {
      // The umask takes bits away that others need.
      if (mode !== FILE_MODE) await file.chmod(mode);
      await file.writeFile(content);
      await file.sync();
    });
  } finally {
    await file.close();
  }
}

/** A rename is on the disk only when the folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && Reflect.get(error, 'code') === 'ENOENT';

/** `Files` on this machine's file system. */
export const files: Files = {
  write: async (path, content, mode = FILE_MODE) => {
    const folder = dirname(path);
    const temporary = join(folder, `.${basename(path)}.${randomUUID().slice(0, 8)}.tmp`);
    await requireNoDevice(path);
    await createFolder(folder);
    try {
      await writeSynced(temporary, content, mode);
      await step({ path, doing: 'creating' }, () => rename(temporary, path));
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
    await step({ path: folder, doing: 'writing' }, () => syncFolder(folder));
  },
  read: async (path) => {
    try {
      return await readFile(path, 'utf8');
    } catch (error) {
      if (isMissing(error)) return undefined;
      if (error instanceof RangeError) {
        const sentence = `expected a text that fits into memory in "${path}", found more: see whether it is the right file`;
        throw new Failure('disk-io', sentence, { cause: error });
      }
      throw describeDiskError(error, { path, doing: 'reading' }) ?? error;
    }
  },
  list: async (path) => {
    try {
      const entries = await readdir(path, { withFileTypes: true });
      return entries
        .filter((entry) => entry.isFile())
        .map(({ name }) => name)
        .sort();
    } catch (error) {
      if (isMissing(error)) return [];
      throw describeDiskError(error, { path, doing: 'reading' }) ?? error;
    }
  },
  remove: (path) => step({ path, doing: 'writing' }, () => rm(path, { force: true })),
};
