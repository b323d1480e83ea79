import { dirname } from 'node:path';
import { Failure } from '../../core/failure.ts';
import { checkFile } from './check-file.ts';
import { reclaim } from './reclaim.ts';
import { takeSnapshot } from './take-snapshot.ts';
import type { Message, Task } from './tasks.ts';

async function perform(task: Task, tell: (news: unknown) => void): Promise<unknown> {
  switch (task.name) {
    case 'snapshot':
      tell(await takeSnapshot(task.needs.source, task.needs.copy));
      return checkFile(task.needs.copy, task.needs.check);
    case 'check':
      return checkFile(task.needs.path, task.needs.check);
    case 'reclaim':
      return reclaim(task.needs.path, task.needs.how, tell);
  }
}

function failed(error: unknown): Message {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof Failure) return { kind: 'failed', code: error.code, message };
  const stack = error instanceof Error ? error.stack : undefined;
  return { kind: 'failed', message, ...(stack === undefined ? {} : { stack }) };
}

/**
 * The life of a child: it says that it is ready, does the one task that it is sent, tells what came of
 * it, and ends. It ends at once when its parent is gone, between two calls of SQLite.
 *
 * @param self the child's process, which has a channel to its parent
 */
export async function serveTask(self: NodeJS.Process): Promise<void> {
  // Whatever SQLite makes beside the files that it is given is for nobody else's eyes.
  self.umask(0o077);
  const send = (message: Message): Promise<void> =>
    new Promise((resolve) => void self.send?.(message, undefined, {}, () => resolve()));
  self.on('disconnect', () => void self.kill(self.pid, 'SIGKILL'));
  const asked = new Promise<Task>((resolve) => self.once('message', resolve));
  await send({ kind: 'ready' });
  const task = await asked;
  // A full VACUUM writes the database once more: there, where the room for it was looked for.
  if (task.name === 'reclaim') self.env['SQLITE_TMPDIR'] = dirname(task.needs.path);
  // The parent asks it to end by killing it: a signal for the whole group is the parent's to hear.
  for (const name of ['SIGINT', 'SIGTERM'] as const) self.on(name, () => undefined);
  try {
    const result = await perform(task, (news) => void send({ kind: 'news', news }));
    await send({ kind: 'result', result });
  } catch (error) {
    await send(failed(error));
  }
  self.removeAllListeners('disconnect');
  self.disconnect?.();
}
