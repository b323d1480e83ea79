import { open, readdir, rm, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { utcText } from '../../core/market/instant.ts';
import type { HttpAnswer } from '../../ports/http.ts';
import { describeDiskError } from '../disk-error.ts';
import { createFolder } from '../files.ts';
import { errorCode } from './faults.ts';

/** Bodies that are left in the folder; older ones go. */
const KEPT_BODIES = 20;

type Body = Pick<HttpAnswer, 'url' | 'body' | 'fetchedAt'>;

async function writeAndClose(file: FileHandle, body: Uint8Array): Promise<void> {
  try {
    await file.writeFile(body);
  } finally {
    await file.close();
  }
}

/** Makes a new file, with the first number that is free, and writes the body into it. */
async function writeNew(stem: string, body: Uint8Array): Promise<string> {
  for (let number = 1; ; number++) {
    const path = `${stem}-${number}.body`;
    try {
      const file = await open(path, 'wx', 0o600);
      await writeAndClose(file, body);
      return path;
    } catch (error) {
      if (errorCode(error) === 'EEXIST') continue;
      throw describeDiskError(error, { path }) ?? error;
    }
  }
}

/** When a file was written, epoch milliseconds; absent when another run has removed it meanwhile. */
async function changedMs(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).mtimeMs;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

async function removeOld(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.body'));
  const paths = names.map((name) => join(folder, name));
  const ages = await Promise.all(
    paths.map(async (path) => ({ path, atMs: (await changedMs(path)) ?? 0 })),
  );
  const newestFirst = ages.toSorted((a, b) => b.atMs - a.atMs || b.path.localeCompare(a.path));
  await Promise.all(newestFirst.slice(KEPT_BODIES).map(({ path }) => rm(path, { force: true })));
}

/**
 * Writes the body of an answer that was refused to `<host>-<time>-<number>.body` (mode 0600) and
 * leaves only the newest twenty there.
 *
 * @returns path of the file
 * @throws Failure `disk-create`, `disk-io`
 */
export async function keepBody(folder: string, answer: Body): Promise<string> {
  const host = URL.canParse(answer.url) ? new URL(answer.url).hostname : 'unknown';
  const time = utcText(answer.fetchedAt).replaceAll(/[-:]/g, '');
  await createFolder(folder);
  const path = await writeNew(
    join(folder, `${host.replaceAll(/[^\w.-]/g, '')}-${time}`),
    answer.body,
  );
  try {
    await removeOld(folder);
  } catch (error) {
    throw describeDiskError(error, { path: folder }) ?? error;
  }
  return path;
}
