import type { BotPlan } from '../../core/bot/bot-plan.ts';
import { Failure } from '../../core/failure.ts';
import { publishedIndex } from '../../core/indices/published-index.ts';
import type { ExchangeCode } from '../../core/market/listing.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import type { Context } from '../../kit/context.ts';

/**
 * Symbols of an index's members as kept on a day.
 *
 * @throws Failure `usage` for an unknown index, `not-yet` where no list is kept
 */
export async function keptMembers(
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

/** Symbols that a bot trades in on a day, in the order in which it takes them. */
export async function botSymbols(
  ctx: Pick<Context, 'store' | 'settings'>,
  { universe }: Pick<BotPlan, 'universe'>,
  exchange: ExchangeCode,
  day: SessionDate,
): Promise<readonly string[]> {
  switch (universe.kind) {
    case 'symbols':
      return universe.symbols;
    case 'index':
      return keptMembers(ctx, universe.index, day);
    case 'watchlist': {
      const watched = await ctx.store.watchlist.symbols(exchange);
      return watched.length > 0 ? watched : ctx.settings.watchlist;
    }
  }
}
