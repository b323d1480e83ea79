import { fstatSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { isatty } from 'node:tty';
import type { Process } from './wiring/invocation.ts';

/** As in sysexits.h: an error of input or output. */
const EX_IOERR = 74;

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

/** Why the output did not arrive, such as a full disk under the file that it goes to. */
let unsaid: string | undefined;

/** A reader that went away (`paperjobs … | head`) is no failure of ours. */
function failedToSay(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') unsaid ??= error.message;
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
  // The event of a failure comes a turn later than the failure.
  const { errored } = process.stdout;
  if (errored) failedToSay(errored);
  if (unsaid !== undefined) {
    const what = `disk: the output could not be written (${unsaid}): make room and ask again`;
    process.stderr.write(`paperjobs: ${what}\n`);
  }
  const ending = unsaid === undefined ? status : EX_IOERR;
  const waiting = process.stdout.writableLength + process.stderr.writableLength;
  if (waiting === 0) process.exit(ending);
  return ending;
}

/**
 * The whole program. What it is made of is loaded only when there is something to do: the version is
 * told without.
 *
 * @param argv the words after the program's name
 * @returns the exit status
 */
export async function main(argv: readonly string[]): Promise<number> {
  process.stdout.on('error', failedToSay);
  // What a log on a full disk loses there is nobody to tell of; the run goes on.
  process.stderr.on('error', () => undefined);
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
