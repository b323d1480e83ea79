import type { Context } from '../../kit/context.ts';
import type { Books } from '../../store/store.ts';
import type { FetchedSession } from './fetch-session.ts';
import { settleGaps } from './settle-gaps.ts';

/** What keeping a batch came to. */
export interface KeptBatch {
  readonly changed: number;
  readonly newInstruments: number;
  readonly unmatched: number;
  readonly gaps: number;
}

/** Whether anything of the session is to be written. */
const something = ({ files, failures }: FetchedSession): boolean =>
  files.length > 0 || failures.length > 0;

async function record(
  ctx: Context,
  books: Books,
  { task, files, failures, refused, rows, startedAt }: FetchedSession,
  changed: number,
): Promise<void> {
  const { session } = task.day;
  const had = files.some(({ state }) => state === 'done');
  const [first] = failures;
  await books.syncHistory.record({
    runId: ctx.run.id,
    job: ctx.run.job,
    symbol: '*',
    interval: '1d',
    status: !had ? 'FAILED' : first || refused.length > 0 ? 'PARTIAL' : 'SUCCESS',
    from: session,
    to: session,
    received: rows,
    changed,
    refused: refused.length,
    why: task.needed.join(', '),
    asOf: ctx.clock.now(),
    startedAt,
    endedAt: ctx.wall.now(),
    ...(had ? { source: 'nse' } : {}),
    ...(first ? { error: { code: first.failure.code, message: first.failure.message } } : {}),
  });
}

/**
 * Writes what came of several sessions, each of them whole, in one transaction: rows in the order of
 * their keys, which files were had, the history of requests, and what that says of open gaps.
 *
 * @param batch oldest first
 */
export async function keepBatch(
  ctx: Context,
  exchange: 'XNSE',
  batch: readonly FetchedSession[],
): Promise<KeptBatch> {
  const calendar = ctx.calendar(exchange);
  const now = ctx.clock.now();
  const fetched = batch.filter(something);
  const whole = fetched.filter(({ files }) => files.some(({ state }) => state === 'done'));
  const [first, last] = [whole[0], whole.at(-1)];
  return ctx.store.write(async (books) => {
    const kept = await books.sessions.keep(
      exchange,
      'nse',
      whole.map(({ keep }) => keep),
      calendar.dateAt(now),
      ctx.wall.now(),
    );
    for (const one of fetched) {
      for (const file of one.files) await books.sessionFiles.record(exchange, file);
      // The rows of a batch are written together: the first of its sessions tells of them.
      await record(ctx, books, one, one === first ? kept.changed : 0);
    }
    const gaps =
      first && last
        ? await settleGaps(books, calendar, first.keep.session, last.keep.session, now)
        : 0;
    return { ...kept, gaps };
  });
}
