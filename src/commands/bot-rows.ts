import type { SessionDate } from '../core/market/session-date.ts';
import type { CommandContext } from '../kit/command.ts';
import { refuseBackwards } from '../kit/options.ts';
import type { Store } from '../store/store.ts';
import type { BotWish } from '../store/trading/bot-decisions.ts';
import { EXCHANGE, nowAndDay } from './account-desk.ts';

/** How a command about bots was asked. */
export interface BotQuestion {
  readonly bot?: string | undefined;
  readonly symbols?: readonly string[] | undefined;
  readonly from?: SessionDate | undefined;
  readonly to?: SessionDate | undefined;
}

/** The rows that are meant: those of the newest day with a decision unless dates are told. */
export async function botWish(
  ctx: CommandContext,
  store: Store,
  { bot, symbols, from, to }: BotQuestion,
): Promise<BotWish> {
  refuseBackwards(from, to);
  const newest =
    from === undefined && to === undefined ? await store.botDecisions.newestSession() : undefined;
  const since = from ?? newest;
  const { session } = await nowAndDay(ctx);
  const wanted = symbols?.map((symbol) => symbol.toUpperCase());
  const listings = wanted ? await store.instruments.find(EXCHANGE, wanted) : [];
  const standing: number[] = [];
  for (const { listingId } of listings) {
    standing.push(listingId, await store.tradedListings.standing(listingId));
  }
  return {
    ...(bot === undefined ? {} : { bot }),
    ...(wanted ? { listingIds: standing } : {}),
    ...(since === undefined ? {} : { from: since }),
    to: to ?? session,
  };
}
