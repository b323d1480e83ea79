import type { BotPlan } from '../../core/bot/bot-plan.ts';
import { nearest } from '../../core/nearest.ts';
import { botSymbols } from '../../feed/trading/bot-symbols.ts';
import type { Context } from '../../kit/context.ts';
import type { PricedInstrument } from '../../store/daily-bars.ts';

const EXCHANGE = 'XNSE';

/** An instrument that a bot looks at. */
export interface BotInstrument {
  /** The listing under which the account trades it. */
  readonly listingId: number;
  readonly symbol: string;
  /** Whether it is in the universe; else it is held. */
  readonly member: boolean;
  readonly priced: PricedInstrument;
}

async function warnUnknown(ctx: Context, plan: BotPlan, unknown: readonly string[]): Promise<void> {
  if (unknown.length === 0) return;
  const known = await ctx.store.instruments.symbols(EXCHANGE);
  const told = unknown.slice(0, 5).map((symbol) => {
    const close = nearest(symbol, known);
    return close === undefined ? symbol : `${symbol} (did you mean ${close}?)`;
  });
  const more = unknown.length > 5 ? ` and ${unknown.length - 5} more` : '';
  ctx.warn(
    `bot ${plan.name}: nothing is known of ${told.join(', ')}${more}: \`paperjobs quotes --symbols …\` looks them up`,
  );
}

/** Everything in a bot's universe, in its order, then what its account holds beside it. */
export async function botInstruments(ctx: Context, plan: BotPlan): Promise<BotInstrument[]> {
  const { store } = ctx;
  const day = ctx.calendar(EXCHANGE).dateAt(ctx.clock.now());
  const symbols = await botSymbols(ctx, plan, EXCHANGE, day);
  const listed = new Map(
    (await store.instruments.find(EXCHANGE, symbols)).map((one) => [one.symbol, one]),
  );
  await warnUnknown(
    ctx,
    plan,
    symbols.filter((symbol) => !listed.has(symbol)),
  );
  const members: number[] = [];
  for (const symbol of symbols) {
    const listing = listed.get(symbol);
    if (listing) members.push(await store.tradedListings.standing(listing.listingId));
  }
  const account = (await store.accounts.all()).find(({ name }) => name === plan.account);
  const held = account
    ? (await store.positions.list(account.accountId)).filter(({ quantity }) => quantity !== 0)
    : [];
  const ids = [...new Set([...members, ...held.map(({ listingId }) => listingId)])];
  const traded = new Map(
    (await store.tradedListings.of(ids, day)).map((one) => [one.listingId, one]),
  );
  const names = [...traded.values()].map(({ symbol }) => symbol);
  const priced = new Map(
    (await store.dailyBars.instruments({ exchange: EXCHANGE, symbols: names })).map((one) => [
      one.instrumentId,
      one,
    ]),
  );
  const inUniverse = new Set(members);
  return ids.flatMap((listingId) => {
    const listing = traded.get(listingId);
    const instrument = listing && priced.get(listing.instrumentId);
    if (!listing || !instrument) return [];
    const { symbol } = listing;
    return [{ listingId, symbol, member: inUniverse.has(listingId), priced: instrument }];
  });
}
