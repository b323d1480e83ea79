import type { Context } from '../kit/context.ts';
import type { WorkerTask } from '../kit/worker-task.ts';
import { analysisPieces } from './adjusted-series.ts';
import type { AnalysisPiece } from './adjusted-series.ts';
import type { AnalysisSelection } from './analysis-selection.ts';

/** Fewer instruments are done sooner than threads have started. */
const WORTH_THREADS = 200;

/**
 * Computes something of the pieces, in their order: in threads where there are instruments enough, else
 * here.
 *
 * @param receive is handed what came of each piece, one at a time
 */
export async function analysePieces<Needs extends AnalysisPiece, Result>(
  ctx: Context,
  pieces: readonly Needs[],
  task: WorkerTask<Needs, Result>,
  receive: (result: Result) => Promise<void>,
): Promise<void> {
  const instruments = pieces.reduce((sum, piece) => sum + piece.instruments.length, 0);
  let done = 0;
  const taken = async (result: Result): Promise<void> => {
    ctx.step();
    await receive(result);
    ctx.progress.update('pieces', ++done, pieces.length);
  };
  const here = (piece: Needs): Promise<Result> => task.work(ctx.store, piece);
  if (ctx.workers && instruments >= WORTH_THREADS) {
    return ctx.workers.run(task.name, pieces, taken, here);
  }
  for (const piece of pieces) await taken(await here(piece));
}

/** The same of the selected instruments, where the task needs nothing beside their bars. */
export async function analyse<Result>(
  ctx: Context,
  selection: AnalysisSelection,
  task: WorkerTask<AnalysisPiece, Result>,
  receive: (result: Result) => Promise<void>,
): Promise<void> {
  await analysePieces(ctx, await analysisPieces(ctx.store, selection), task, receive);
}
