import type { Context } from '../kit/context.ts';
import type { WorkerTask } from '../kit/worker-task.ts';
import { analysisPieces } from './adjusted-series.ts';
import type { AnalysisPiece } from './adjusted-series.ts';
import type { AnalysisSelection } from './analysis-selection.ts';

/** Fewer instruments are done sooner than threads have started. */
const WORTH_THREADS = 200;

/**
 * Computes something of the selected instruments, piece by piece and in their order: in threads where
 * there are enough of them, else here.
 *
 * @param receive is handed what came of each piece, one at a time
 */
export async function analyse<Result>(
  ctx: Context,
  selection: AnalysisSelection,
  task: WorkerTask<AnalysisPiece, Result>,
  receive: (result: Result) => Promise<void>,
): Promise<void> {
  const pieces = await analysisPieces(ctx.store, selection);
  let done = 0;
  const taken = async (result: Result): Promise<void> => {
    ctx.step();
    await receive(result);
    ctx.progress.update('pieces', ++done, pieces.length);
  };
  if (ctx.workers && selection.instruments.length >= WORTH_THREADS) {
    return ctx.workers.run(task.name, pieces, taken);
  }
  for (const piece of pieces) await taken(await task.work(ctx.store, piece));
}
