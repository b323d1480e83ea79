import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect } from 'vitest';

const PROGRAM = join(import.meta.dirname, '..', '..', 'bin', 'paperjobs.js');

/** A home and a data folder of their own, for runs of the built program. */
export interface Desk {
  readonly home: string;
  readonly dataDir: string;
  /** The database of runs without `--sandbox`. */
  readonly database: string;
  /** The database of runs with `--sandbox`. */
  readonly sandboxDatabase: string;
  /** Variables of every run on this desk, besides HOME and PATH. */
  readonly env: Readonly<Record<string, string>>;
}

export interface RunOptions {
  /** Variables of this run, besides those of the desk. */
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  /** A file descriptor for standard error, instead of a pipe. */
  readonly stderrTo?: number;
  /** A file descriptor for standard output, instead of a pipe. */
  readonly stdoutTo?: number;
  /** The program to start, for an installation elsewhere. */
  readonly program?: string;
  /** Words in front of the program, such as `unshare --net`. */
  readonly under?: readonly string[];
}

/** How a run ended. */
export interface Ended {
  /** Exit status; 128 and the signal's number where a signal ended the process. */
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly pid: number;
  /** Absent where the process ended by itself. */
  readonly killedBy?: string;
}

/** A run under way. */
export interface Running {
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Resolves once standard error holds the text, or the run has ended. */
  logged(text: string): Promise<void>;
}

/** The run object of a job, as `--json` prints it. */
export interface RunObject {
  readonly job: string;
  readonly outcome: string;
  readonly exitCode: number;
  readonly runId: string | null;
  readonly asOf: string;
  readonly summary: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly warnings: readonly string[];
  readonly error: { readonly code: string; readonly message: string } | null;
  readonly dryRun: boolean;
  readonly sandbox: boolean;
}

const folders: string[] = [];
const processes = new Set<ChildProcess>();

afterAll(() => {
  for (const child of processes) child.kill('SIGKILL');
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** An empty home in a temporary folder, gone at the end of the test file. */
export function newDesk(env: Readonly<Record<string, string>> = {}, dataDir?: string): Desk {
  const home = mkdtempSync(join(tmpdir(), 'paperjobs-e2e-'));
  folders.push(home);
  const data = dataDir ?? join(home, '.local', 'share', 'paperjobs');
  if (dataDir !== undefined) mkdirSync(dataDir, { recursive: true });
  return {
    home,
    dataDir: data,
    database: join(data, 'paperjobs.db'),
    sandboxDatabase: join(data, 'sandbox', 'paperjobs.db'),
    env: dataDir === undefined ? env : { ...env, PAPERJOBS_DATA_DIR: dataDir },
  };
}

const SIGNAL_NUMBERS: Readonly<Record<string, number>> = { SIGINT: 2, SIGKILL: 9, SIGTERM: 15 };

/** Starts the program; the process is killed at the end of the test file at the latest. */
export function start(desk: Desk, args: readonly string[], options: RunOptions = {}): Running {
  const words = [...(options.under ?? []), process.execPath, options.program ?? PROGRAM, ...args];
  const [command = '', ...rest] = words;
  const child = spawn(command, rest, {
    cwd: desk.home,
    // Nothing of this process's surroundings but PATH: no PAPERJOBS_*, no XDG_*, no CI's own.
    env: { PATH: process.env['PATH'], HOME: desk.home, ...desk.env, ...options.env },
    stdio: ['pipe', options.stdoutTo ?? 'pipe', options.stderrTo ?? 'pipe'],
  });
  processes.add(child);
  const heard: Record<'stdout' | 'stderr', Buffer[]> = { stdout: [], stderr: [] };
  const listeners = new Set<() => void>();
  const textOf = (stream: 'stdout' | 'stderr'): string => Buffer.concat(heard[stream]).toString();
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream]?.on('data', (data: Buffer) => {
      heard[stream].push(data);
      for (const listener of listeners) listener();
    });
  }
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(options.stdin ?? '');
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      processes.delete(child);
      const status = code ?? 128 + (SIGNAL_NUMBERS[signal ?? ''] ?? 0);
      const said = { stdout: textOf('stdout'), stderr: textOf('stderr') };
      resolve({ status, ...said, pid: child.pid ?? 0, ...(signal ? { killedBy: signal } : {}) });
    });
  });
  const logged = async (text: string): Promise<void> => {
    const written = new Promise<void>((resolve) => {
      const listen = (): void => void (textOf('stderr').includes(text) && resolve());
      listeners.add(listen);
      listen();
    });
    await Promise.race([written, ended]);
  };
  return { process: child, ended, logged };
}

/** Runs the program to its end. */
export async function run(
  desk: Desk,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Ended> {
  return start(desk, args, options).ended;
}

/** Standard output as JSON; fails, with all that was said, where it is none. */
export function jsonOf<Shape>({ status, stdout, stderr }: Ended): Shape {
  try {
    return JSON.parse(stdout) as Shape;
  } catch {
    return expect.fail(`standard output of status ${status} is no JSON: ${stdout}\n${stderr}`);
  }
}

/** Runs a job with `--json`; its run object must tell the exit status that the process had. */
export async function runJson(
  desk: Desk,
  args: readonly string[],
  options: RunOptions = {},
): Promise<RunObject> {
  const ended = await run(desk, [...args, '--json'], options);
  const told = jsonOf<RunObject>(ended);
  expect(told.exitCode, `${ended.stdout}${ended.stderr}`).toBe(ended.status);
  return told;
}
