import { fstatSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { isatty } from 'node:tty';
import type { Process } from './wiring/invocation.ts';

/** The version, from the package that this file belongs to. */
function versionOf(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

async function readStdin(): Promise<string> {
  let text = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) text += String(chunk);
  return text;
}

/** A reader that went away (`paperjobs … | head`) is no failure of ours. */
function surviveClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}

function thisProcess(argv: readonly string[]): Process {
  const { dev, ino } = fstatSync(2);
  return {
    argv,
    env: process.env,
    host: hostname(),
    pid: process.pid,
    // Not by `process.stdin`, which opens a stream that most runs never read.
    stdinIsTty: isatty(0),
    stdoutIsTty: process.stdout.isTTY,
    stderrIsTty: process.stderr.isTTY,
    stderrStat: { dev, ino },
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    stdin: readStdin,
    node: process,
  };
}

/**
 * Ends the process where everything that it said has been taken: to have Node take itself apart first
 * costs a twentieth of a short run. Pipes and files are written to at once on POSIX; where some of it
 * waits all the same, the process ends by itself once that is gone.
 */
function leave(status: number): number {
  process.exitCode = status;
  const waiting = process.stdout.writableLength + process.stderr.writableLength;
  if (waiting === 0) process.exit();
  return status;
}

/**
 * The whole program. What it is made of is loaded only when there is something to do: the version is
 * told without.
 *
 * @param argv the words after the program's name
 * @returns the exit status
 */
export async function main(argv: readonly string[]): Promise<number> {
  surviveClosedPipes();
  const version = versionOf();
  const [word = ''] = argv;
  if (argv.length === 1 && (word === '--version' || word === '-V')) {
    process.stdout.write(`${version}\n`);
    return leave(0);
  }
  // A job that would block this process starts the program once more for one task: see `inChild`.
  if (word === '--maintenance-child' && process.send) {
    const { serveTask } = await import('./store/maintenance/child.ts');
    await serveTask(process);
    return 0;
  }
  // Work that is worth a thread of its own: see `workerThreads`.
  if (word === '--worker-thread') {
    const { serveWorker } = await import('./wiring/worker.ts');
    return serveWorker();
  }
  const { runProgram } = await import('./wiring/program.ts');
  return leave(await runProgram(thisProcess(argv), version));
}
