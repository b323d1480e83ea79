import type { WorkerTask } from '../kit/worker-task.ts';

type Loader = () => Promise<WorkerTask<unknown, unknown>>;

/** Every task that threads can do, loaded when one does it. */
export const WORKER_TASKS: ReadonlyMap<string, Loader> = new Map<string, Loader>([
  [
    'indicators',
    async () =>
      (await import('./indicators/task.ts')).indicatorsTask as WorkerTask<unknown, unknown>,
  ],
  [
    'patterns',
    async () => (await import('./patterns/task.ts')).patternsTask as WorkerTask<unknown, unknown>,
  ],
  [
    'screen',
    async () => (await import('./screen/task.ts')).screenTask as WorkerTask<unknown, unknown>,
  ],
  [
    'strategies',
    async () =>
      (await import('./strategies/task.ts')).strategiesTask as WorkerTask<unknown, unknown>,
  ],
]);
