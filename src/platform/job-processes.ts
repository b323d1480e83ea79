import { spawn } from 'node:child_process';
import { Failure } from '../core/failure.ts';
import type { JobProcesses } from '../ports/job-processes.ts';

/** What a listener was handed by systemd is none of the job's business. */
const NOT_PASSED_ON = new Set([
  'LISTEN_PID',
  'LISTEN_FDS',
  'LISTEN_FDNAMES',
  'INVOCATION_ID',
  'PAPERJOBS_PARENT_RUN',
]);

/**
 * Starts this very program again for each job, without a shell. Its log goes where ours goes; its
 * result is in the ledger.
 *
 * @param program the script that Node runs
 * @param shared words that every start shares, such as the data folder
 * @param onTerminal whether the log goes to a terminal
 */
export function jobProcesses(
  program: string,
  shared: readonly string[],
  env: NodeJS.ProcessEnv,
  onTerminal: boolean,
): JobProcesses {
  const passed = Object.fromEntries(Object.entries(env).filter(([key]) => !NOT_PASSED_ON.has(key)));
  return {
    start: (words, { runId, trigger, parentRunId }) =>
      new Promise((resolve, reject) => {
        const child = spawn(process.execPath, [program, ...words, ...shared], {
          env: {
            ...passed,
            PAPERJOBS_TRIGGER: trigger,
            PAPERJOBS_RUN_ID: runId,
            ...(parentRunId === undefined ? {} : { PAPERJOBS_PARENT_RUN: parentRunId }),
          },
          // Two spinners on one terminal would write over each other: a pipe has none.
          stdio: ['ignore', 'ignore', onTerminal ? 'pipe' : 'inherit'],
        });
        child.stderr?.pipe(process.stderr, { end: false });
        const ended = new Promise<number | undefined>((done) => {
          child.once('close', (code) => done(code ?? undefined));
        });
        child.once('error', (cause) =>
          reject(new Failure('disk-io', `starting ${words[0] ?? 'a job'} failed`, { cause })),
        );
        child.once('spawn', () => {
          if (child.pid === undefined) return;
          resolve({ pid: child.pid, ended, stop: () => void child.kill('SIGTERM') });
        });
      }),
  };
}
