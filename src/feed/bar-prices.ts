import { closesAt, opensAt } from '../core/calendar/calendar.ts';
import { instant } from '../core/market/instant.ts';
import type { Listing } from '../core/market/listing.ts';
import { lastTrading } from '../core/market/quote.ts';
import type { ExchangeCode } from '../core/market/listing.ts';
import type { Context } from '../kit/context.ts';
import type { SourcedQuote } from '../store/quotes.ts';

const BAR_SECONDS = 60;

/**
 * Last prices of the latest session from its newest one-minute candles that are over by now, by
 * listing: a run as of an earlier moment knows nothing of the candles after it.
 */
export async function barPrices(
  ctx: Context,
  exchange: ExchangeCode,
  listings: readonly Listing[],
): Promise<ReadonlyMap<number, SourcedQuote>> {
  const calendar = ctx.calendar(exchange);
  const now = ctx.clock.now();
  const due = lastTrading(calendar, now);
  const day = due === undefined ? undefined : calendar.day(calendar.dateAt(due));
  if (day?.state !== 'open') return new Map();
  const end = Math.min(closesAt(day), now - BAR_SECONDS + 1);
  const ids = listings.map(({ listingId }) => listingId);
  const prices = await ctx.store.minutePrices.newest(ids, opensAt(day), instant(end));
  return new Map(prices.map((price) => [price.listingId, price]));
}
