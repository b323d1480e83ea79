import { fstatSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { readCommandLine } from './cli/program.ts';
import { COMMANDS } from './commands/index.ts';
import { JOBS } from './jobs/index.ts';
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
    stdinIsTty: process.stdin.isTTY,
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
 * The whole program.
 *
 * @param argv the words after the program's name
 * @returns the exit status
 */
export async function main(argv: readonly string[]): Promise<number> {
  surviveClosedPipes();
  const self = thisProcess(argv);
  const lists = { jobs: JOBS, commands: COMMANDS };
  const version = versionOf();
  try {
    const asked = await readCommandLine(argv, lists, version, self);
    switch (asked.kind) {
      case 'said':
        return 0;
      case 'job': {
        const { runJobFrom } = await import('./wiring/run-job.ts');
        return await runJobFrom(self, asked.job, asked.raw, version);
      }
      case 'command': {
        const { runCommandFrom } = await import('./wiring/run-command.ts');
        return await runCommandFrom(self, asked.command, JOBS, asked.raw, asked.words);
      }
    }
  } catch (error) {
    const { tellFailure } = await import('./wiring/run-command.ts');
    return tellFailure(self, argv.includes('--json'), argv[0] ?? '', error);
  }
}
