import { Failure } from '../core/failure.ts';
import { publishedIndex } from '../core/indices/published-index.ts';
import type { ExchangeCode } from '../core/market/listing.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import type { Context } from '../kit/context.ts';
import { refusePast } from './undated-list.ts';

/**
 * Symbols of an index's members on the run's day, place holders left out: from the lists that are
 * kept, else from the list of today.
 *
 * @throws Failure `usage` for an unknown code, and for a past day of which no list is kept
 */
export async function indexMembers(
  ctx: Context,
  exchange: ExchangeCode,
  asked: string,
): Promise<readonly string[]> {
  const { code } = publishedIndex(asked);
  const day = ctx.calendar(exchange).dateAt(ctx.clock.now());
  const kept = await ctx.store.indexMembership.on(code, day);
  if (kept) {
    const symbols = kept.members.filter(({ dummy }) => !dummy).map(({ symbol }) => symbol);
    const { seenOn } = kept;
    ctx.log.write('info', 'members as kept', { index: code, seenOn, members: symbols.length });
    return symbols;
  }
  refusePast(ctx, `no list of ${code} is kept of ${day} or before, and NSE's is today's`);
  return ctx.sources.indices.members(code);
}

/**
 * Symbols of an index's members as kept on a day.
 *
 * @throws Failure `usage` for an unknown index, `not-yet` where no list is kept
 */
export async function memberSymbols(
  ctx: Pick<Context, 'store'>,
  index: string,
  day: SessionDate,
): Promise<readonly string[]> {
  const { code } = publishedIndex(index);
  const kept = await ctx.store.indexMembership.on(code, day);
  if (kept) return kept.members.filter(({ dummy }) => !dummy).map(({ symbol }) => symbol);
  throw new Failure(
    'not-yet',
    `expected a kept list of ${code} of ${day} or before, found none: run \`paperjobs nse-indices\` first`,
  );
}
