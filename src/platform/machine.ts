import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { realpathSync } from 'node:fs';
import {
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  rename,
  rm,
  stat,
  statfs,
  writeFile,
} from 'node:fs/promises';
import { hostname, tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import type { Answered, Disk, Machine, Place } from '../ports/machine.ts';
import { describeDiskError } from './disk-error.ts';

/** `systemctl` waits for what it starts; nothing else takes long. */
const LONGEST_MS = 120_000;

const codeOf = (error: unknown): unknown =>
  error instanceof Error ? Reflect.get(error, 'code') : undefined;

/** Codes of a path at which there is nothing for us. */
const NOT_THERE: ReadonlySet<unknown> = new Set(['ENOENT', 'EACCES', 'ENOTDIR']);

function ask(command: readonly string[], input = ''): Promise<Answered | undefined> {
  const [program = '', ...words] = command;
  return new Promise((resolve) => {
    const child = execFile(
      program,
      words,
      { timeout: LONGEST_MS, maxBuffer: 64 * 2 ** 20 },
      (error, stdout, stderr) => {
        if (error && codeOf(error) === 'ENOENT') return resolve(undefined);
        const status = error ? (typeof error.code === 'number' ? error.code : 255) : 0;
        return resolve({ status, stdout, stderr });
      },
    );
    // A program that reads nothing closes the pipe; its status tells how it went.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}

async function write(path: string, text: string): Promise<void> {
  const temporary = join(dirname(path), `.${randomUUID().slice(0, 8)}.tmp`);
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o755 });
    await writeFile(temporary, text, { mode: 0o644, flush: true });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw describeDiskError(error, { path, doing: 'creating' }) ?? error;
  }
}

async function whenThere<Result>(work: () => Promise<Result>, otherwise: Result): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (NOT_THERE.has(codeOf(error))) return otherwise;
    throw error;
  }
}

/** The user's name; in a sandbox that hides the list of users, the number. */
function userName(uid: number): string {
  try {
    return userInfo().username;
  } catch {
    // The list of users cannot be read here; a number names the user as well.
    return String(uid);
  }
}

/** The type of the file system at a path, by the longest mount point above it (proc(5), mounts). */
function fileSystemAt(path: string, mounts: string): string | undefined {
  const above = mounts.split('\n').flatMap((line) => {
    const [, escaped = '', type] = line.split(' ');
    const point = escaped.replaceAll(/\\(\d{3})/g, (_, octal: string) =>
      String.fromCharCode(Number.parseInt(octal, 8)),
    );
    const isAbove = point === '/' || path === point || path.startsWith(`${point}/`);
    return isAbove && type !== undefined ? [{ point, type }] : [];
  });
  // Of mounts on one point the last one is seen.
  return above.toSorted((a, b) => a.point.length - b.point.length).at(-1)?.type;
}

async function disk(path: string): Promise<Disk | undefined> {
  const found = await whenThere(() => statfs(path), undefined);
  if (!found) return undefined;
  const fileSystem = fileSystemAt(
    realpathSync(path),
    await whenThere(() => readFile('/proc/self/mounts', 'utf8'), ''),
  );
  return {
    freeBytes: found.bavail * found.bsize,
    ...(found.files > 0 ? { freeInodes: found.ffree / found.files } : {}),
    ...(fileSystem === undefined ? {} : { fileSystem }),
  };
}

async function place(path: string, uid: number): Promise<Place | undefined> {
  const found = await whenThere(() => stat(path), undefined);
  return found && { mode: found.mode & 0o7777, bytes: found.size, ours: found.uid === uid };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // A process of somebody else lives as well.
    return codeOf(error) === 'EPERM';
  }
}

/**
 * This machine.
 *
 * @param script the program as it was started
 * @param configFolder of the user, by XDG
 */
export function thisMachine(
  process: NodeJS.Process,
  script: string,
  configFolder: string,
): Machine {
  const uid = process.getuid?.() ?? -1;
  return {
    program: [process.execPath, realpathSync(script)],
    user: { name: userName(uid), isRoot: uid === 0 },
    configFolder,
    zone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    host: hostname(),
    nodeVersion: process.version,
    ask,
    place: (path) => place(path, uid),
    disk,
    isAlive,
    read: (path) => whenThere<string | undefined>(() => readFile(path, 'utf8'), undefined),
    list: (folder) => whenThere<string[]>(() => readdir(folder), []),
    write,
    remove: (path) => rm(path, { force: true }),
    async inFolder(work) {
      const folder = await mkdtemp(join(tmpdir(), 'paperjobs-'));
      try {
        return await work(folder);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}
