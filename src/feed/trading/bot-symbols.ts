import type { BotPlan } from '../../core/bot/bot-plan.ts';
import type { ExchangeCode } from '../../core/market/listing.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import type { Context } from '../../kit/context.ts';
import { memberSymbols } from '../index-members.ts';

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
      return memberSymbols(ctx, universe.index, day);
    case 'watchlist': {
      const watched = await ctx.store.watchlist.symbols(exchange);
      return watched.length > 0 ? watched : ctx.settings.watchlist;
    }
  }
}
