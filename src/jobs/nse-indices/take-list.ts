import { Failure } from '../../core/failure.ts';
import type { ListChanges } from '../../core/indices/index-member.ts';
import type { PublishedIndex } from '../../core/indices/published-index.ts';
import { unlikely } from '../../core/indices/unlikely.ts';
import type { Instant } from '../../core/market/instant.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { sourceFailure } from '../../feed/ask-chain.ts';
import type { Context } from '../../kit/context.ts';
import type { IndexList } from '../../ports/indices.ts';

/** What became of one index's list. */
export interface ListResult {
  readonly code: string;
  readonly members: number;
  readonly dummies: number;
  /** Rows inserted, changed or removed. */
  readonly rows: number;
  /** Absent where nothing was known of the day before, and where the list was kept already. */
  readonly changes?: ListChanges;
  readonly failure?: Failure;
}

async function ask(ctx: Context, index: PublishedIndex, day: SessionDate): Promise<IndexList> {
  const kept = await ctx.store.indexMembership.nearest(index.code, day);
  const sized = !ctx.run.sandbox;
  const list = await ctx.sources.indices.constituents(index, (members) =>
    unlikely(index, day, members, sized, kept),
  );
  if (!list.stale) return list;
  throw new Failure(
    'not-yet',
    `expected the list of ${index.code} as it is now, found no place that answers; one of an earlier day is not kept as this day's`,
  );
}

/** How a list's request is named in the history of requests, where candles are named by symbol. */
const historyName = (code: string): string => `list of ${code}`;

/** What the history of requests tells of every list. */
function recordOf(ctx: Context, code: string, day: SessionDate, startedAt: Instant) {
  return {
    runId: ctx.run.id,
    job: ctx.run.job,
    symbol: historyName(code),
    interval: '1d',
    from: day,
    to: day,
    refused: 0,
    why: 'list of the day',
    asOf: ctx.clock.now(),
    startedAt,
    endedAt: ctx.wall.now(),
  } as const;
}

/**
 * Asks for one index's list and keeps it for the day, in one transaction. A list that cannot be had
 * or believed is told of in the result and leaves what is kept alone.
 */
export async function takeList(
  ctx: Context,
  index: PublishedIndex,
  day: SessionDate,
): Promise<ListResult> {
  const { code } = index;
  const startedAt = ctx.wall.now();
  const list = await ask(ctx, index, day).catch(sourceFailure);
  const record = recordOf(ctx, code, day, startedAt);
  if (list instanceof Failure) {
    const error = { code: list.code, message: list.message };
    await ctx.store.write((books) =>
      books.syncHistory.record({ ...record, status: 'FAILED', received: 0, changed: 0, error }),
    );
    return { code, members: 0, dummies: 0, rows: 0, failure: list };
  }
  const { members, source } = list;
  const received = members.length;
  const learned = await ctx.store.write(async (books) => {
    const result = await books.indexMembership.learn(
      { code, day, members, source },
      record.endedAt,
    );
    const changed = result.rows;
    await books.syncHistory.record({ ...record, status: 'SUCCESS', source, received, changed });
    return result;
  });
  const dummies = members.filter(({ dummy }) => dummy).length;
  return { code, members: received, dummies, ...learned };
}
