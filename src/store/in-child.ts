import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { FAILURE_CODES, Failure } from '../core/failure.ts';
import type { Message, TaskName, Tasks } from './maintenance/tasks.ts';

/** The word with which the program starts itself for a task; `main.ts` knows it. */
const CHILD_WORD = '--maintenance-child';

// From `src/store/` and from `dist/chunks/` alike.
const PROGRAM = new URL('../../bin/paperjobs.js', import.meta.url);

/** How a child is watched. */
export interface Watching<Name extends TaskName> {
  /** Its abort kills the child. */
  readonly signal: AbortSignal;
  readonly onNews?: (news: Tasks[Name]['news']) => void;
}

function thrownBy(message: Extract<Message, { kind: 'failed' }>): Error {
  const code = FAILURE_CODES.find((one) => one === message.code);
  if (code) return new Failure(code, message.message);
  const bug = new Error(message.message);
  if (message.stack !== undefined) bug.stack = message.stack;
  return bug;
}

function startChild(): ChildProcess {
  return spawn(process.execPath, [fileURLToPath(PROGRAM), CHILD_WORD], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    serialization: 'json',
  });
}

/**
 * Does a task in a process of its own, because SQLite would block this one for as long as it takes:
 * signals are heard, and the child can be killed at any instant, which SQLite survives.
 *
 * @returns what came of it
 * @throws Failure as the task's own; the signal's reason once it aborts, when the child is dead
 */
export async function inChild<Name extends TaskName>(
  name: Name,
  needs: Tasks[Name]['needs'],
  { signal, onNews }: Watching<Name>,
): Promise<Tasks[Name]['result']> {
  signal.throwIfAborted();
  const child = startChild();
  const kill = (): void => void child.kill('SIGKILL');
  signal.addEventListener('abort', kill);
  try {
    const outcome = await new Promise<Message>((resolve, reject) => {
      let last: Message | undefined;
      child.on('message', (message: Message) => {
        if (message.kind === 'ready') child.send({ name, needs });
        else if (message.kind === 'news') onNews?.(message.news as Tasks[Name]['news']);
        else last = message;
      });
      child.on('error', reject);
      child.on('close', (status, killedBy) => {
        if (last) return resolve(last);
        const how = killedBy ?? `status ${String(status)}`;
        reject(
          new Failure('disk-io', `the process that did "${name}" ended with ${how}: run again`),
        );
      });
    });
    if (outcome.kind === 'failed') throw thrownBy(outcome);
    return (outcome.kind === 'result' ? outcome.result : undefined) as Tasks[Name]['result'];
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', kill);
    kill();
  }
}
