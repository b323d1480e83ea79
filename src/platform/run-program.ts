import { spawn } from 'node:child_process';
import type { ProgramEnd, RunProgram } from '../ports/run-program.ts';
import { errorCode } from './http/faults.ts';

/** As much of what a program says as anybody reads. */
const MOST_CHARACTERS = 1_000_000;

/** `RunProgram` on this machine. */
export const runProgram: RunProgram = ([program = '', ...words], { timeoutMs, stdin, signal }) => {
  signal?.throwIfAborted();
  return new Promise<ProgramEnd>((resolve, reject) => {
    const child = spawn(program, words, { stdio: ['pipe', 'pipe', 'pipe'], detached: true });
    const heard = { stdout: '', stderr: '' };
    let late = false;
    // The whole group: what a shell started would outlive it otherwise.
    const kill = (): void => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      } catch (error) {
        // Nobody is left of it.
        if (errorCode(error) !== 'ESRCH') throw error;
      }
    };
    const timer = setTimeout(() => {
      late = true;
      kill();
    }, timeoutMs);
    signal?.addEventListener('abort', kill, { once: true });
    const end = (how: Pick<ProgramEnd, 'status' | 'fault'>): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', kill);
      if (signal?.aborted) reject(signal.reason as Error);
      else resolve({ ...heard, ...how });
    };
    for (const stream of ['stdout', 'stderr'] as const) {
      child[stream].setEncoding('utf8').on('data', (text: string) => {
        heard[stream] = (heard[stream] + text).slice(-MOST_CHARACTERS);
      });
    }
    // A program that does not read its input closes it: that is its business.
    child.stdin.on('error', () => undefined);
    child.stdin.end(stdin ?? '');
    child.on('error', (error) => {
      const missing = errorCode(error) === 'ENOENT';
      end({ fault: missing ? `there is no program "${program}"` : error.message });
    });
    child.on('close', (code, by) => {
      if (late) end({ fault: `"${program}" did not end within ${timeoutMs} ms` });
      else if (code === null) end({ fault: `"${program}" was ended by ${by ?? 'a signal'}` });
      else end({ status: code });
    });
  });
};
