import { readCommandLine } from '../cli/program.ts';
import { COMMANDS } from '../commands/index.ts';
import { JOBS } from '../jobs/index.ts';
import type { Process } from './invocation.ts';
import { runCommandFrom, tellFailure } from './run-command.ts';
import { runJobFrom } from './run-job.ts';

/**
 * Reads the command line and runs what it asks for. Whatever is loaded later by `import()` comes
 * after this file: the build counts on that.
 *
 * @returns the exit status
 */
export async function runProgram(self: Process, version: string): Promise<number> {
  const { argv } = self;
  try {
    const lists = { jobs: JOBS, commands: COMMANDS };
    const asked = await readCommandLine(argv, lists, version, self);
    switch (asked.kind) {
      case 'said':
        return 0;
      case 'job':
        return await runJobFrom(self, asked.job, JOBS, asked.raw, version);
      case 'command':
        return await runCommandFrom(self, asked.command, lists, asked.raw, asked.words, version);
    }
  } catch (error) {
    return tellFailure(self, argv.includes('--json'), argv[0] ?? '', error);
  }
}
