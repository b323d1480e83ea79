import { spawn } from 'node:child_process';
import { Failure } from '../core/failure.ts';
import type { JobProcesses } from '../ports/job-processes.ts';

/** What a listener was handed by systemd is none of the job's business. */
const NOT_PASSED_ON = new Set(['LISTEN_PID', 'LISTEN_FDS', 'LISTEN_FDNAMES', 'INVOCATION_ID']);

/**
 * Starts this very program again for each job, without a shell. Its log goes where ours goes; its
 * result is in the ledger.
 *
 * @param program the script that Node runs
 * @param shared words that every start shares, such as the data folder
 */
export function jobProcesses(
  program: string,
  shared: readonly string[],
  env: NodeJS.ProcessEnv,
): JobProcesses {
  const passed = Object.fromEntries(Object.entries(env).filter(([key]) => !NOT_PASSED_ON.has(key)));
  return {
    start: (words, runId) =>
      new Promise((resolve, reject) => {
        const child = spawn(process.execPath, [program, ...words, ...shared], {
          env: { ...passed, PAPERJOBS_TRIGGER: 'api', PAPERJOBS_RUN_ID: runId },
          stdio: ['ignore', 'ignore', 'inherit'],
        });
        const ended = new Promise<number | undefined>((done) => {
          child.once('close', (code) => done(code ?? undefined));
        });
        child.once('error', (cause) =>
          reject(new Failure('disk-io', `starting ${words[0] ?? 'a job'} failed`, { cause })),
        );
        child.once('spawn', () => {
          if (child.pid !== undefined) resolve({ pid: child.pid, ended });
        });
      }),
  };
}
