import { availableParallelism } from 'node:os';
import type { Workers } from '../ports/workers.ts';

/**
 * Threads that are loaded with the first task for them. Absent where one alone would do all the work.
 *
 * @param wanted threads at most
 */
export function lateWorkers(
  database: string,
  wanted: number,
  signal: AbortSignal,
): Workers | undefined {
  const threads = Math.min(wanted, availableParallelism());
  if (threads < 2) return undefined;
  return {
    async run(task, pieces, receive, here) {
      const { workerThreads } = await import('../platform/workers.ts');
      await workerThreads(database, threads, signal).run(task, pieces, receive, here);
    },
  };
}
