import { parentPort, workerData } from 'node:worker_threads';
import { Failure } from '../core/failure.ts';
import { WORKER_TASKS } from '../jobs/worker-tasks.ts';
import type { WorkerMessage, WorkerStart } from '../platform/workers.ts';
import { openStore } from '../store/store.ts';

function failed(error: unknown): WorkerMessage {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Failure ? { code: error.code } : {};
  const stack = error instanceof Error && error.stack ? { stack: error.stack } : {};
  return { kind: 'failed', message, ...code, ...stack };
}

/**
 * The life of a thread: does pieces of its task as they come, until it is ended.
 *
 * @returns the exit status: it never ends by itself but where it is no thread
 */
export async function serveWorker(): Promise<number> {
  const port = parentPort;
  if (!port) return 64;
  const { database, task } = workerData as WorkerStart;
  const load = WORKER_TASKS.get(task);
  const ready = Promise.all([openStore(database, 'read'), load?.()]);
  const say = (message: WorkerMessage): void => port.postMessage(message, []);
  // Why it cannot is told with the first piece: until then it is nobody's rejection.
  ready.then(
    () => say({ kind: 'ready' }),
    () => undefined,
  );
  const doPiece = async (piece: unknown): Promise<void> => {
    try {
      const [{ store }, loaded] = await ready;
      if (!loaded) throw new Error(`there is no task "${task}" for threads`);
      say({ kind: 'done', result: await loaded.work(store, piece) });
    } catch (error) {
      say(failed(error));
    }
  };
  // One after the other: what pieces are computed in is used again.
  let last = Promise.resolve();
  port.on('message', (piece: unknown) => {
    last = last.then(() => doPiece(piece));
  });
  return new Promise(() => undefined);
}
