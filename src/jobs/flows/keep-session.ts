import { FLOW_LIST_WORDS } from '../../core/flows/flow-list.ts';
import type { Instant } from '../../core/market/instant.ts';
import type { Context } from '../../kit/context.ts';
import type { Books } from '../../store/store.ts';
import type { SyncRecord } from '../../store/sync-history.ts';
import { rowsOf } from './answers.ts';
import type { ListAnswer, SessionAnswers } from './answers.ts';

async function save(books: Books, answer: ListAnswer, seenAt: Instant): Promise<number> {
  switch (answer.list) {
    case 'extremes':
      return books.yearExtremes.save(answer.extremes);
    case 'fii-dii':
      return books.fiiDii.save(answer.figures, seenAt);
    case 'bulk':
    case 'block':
    case 'short':
      return books.deals.replaceList(answer.list, answer.about, answer.deals);
  }
}

/**
 * Keeps what came for a session in one transaction: rows, that the lists were had, and the history of
 * asking.
 *
 * @param startedAt wall time
 * @returns rows changed
 */
export async function keepSession(
  ctx: Context,
  source: string,
  { session, answers, missed }: SessionAnswers,
  startedAt: Instant,
): Promise<number> {
  const asOf = ctx.clock.now();
  const base: Pick<
    SyncRecord,
    'runId' | 'job' | 'interval' | 'from' | 'to' | 'why' | 'asOf' | 'startedAt' | 'endedAt'
  > = {
    runId: ctx.run.id,
    job: ctx.run.job,
    interval: '1d',
    from: session,
    to: session,
    why: 'missing',
    asOf,
    startedAt,
    endedAt: ctx.wall.now(),
  };
  return ctx.store.write(async (books) => {
    let changed = 0;
    for (const answer of answers) {
      const { list } = answer;
      const refused = answer.refused.length;
      const rows = rowsOf(answer);
      const own = await save(books, answer, asOf);
      changed += own;
      await books.flowLists.mark({ session, list, rows, answeredAt: asOf });
      await books.syncHistory.record({
        ...base,
        symbol: FLOW_LIST_WORDS[list],
        status: refused > 0 ? 'PARTIAL' : 'SUCCESS',
        source,
        received: rows + refused,
        changed: own,
        refused,
      });
    }
    for (const { list, failure } of missed) {
      const { code, message } = failure;
      await books.syncHistory.record({
        ...base,
        symbol: FLOW_LIST_WORDS[list],
        status: 'FAILED',
        received: 0,
        changed: 0,
        refused: 0,
        error: { code, message },
      });
    }
    return changed;
  });
}
