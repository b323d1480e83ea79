import { publishedIndex } from '../core/indices/published-index.ts';
import type { ExchangeCode } from '../core/market/listing.ts';
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
