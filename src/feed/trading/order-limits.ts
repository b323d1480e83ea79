import type { Context } from '../../kit/context.ts';
import type { ExposureFacts } from '../../core/exchange/exposure.ts';
import type { OrderLimits } from '../../core/exchange/order-request.ts';
import { lastToday } from '../../core/exchange/traded-listing.ts';
import type { TradedListing } from '../../core/exchange/traded-listing.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { orderLimits, riskLimits } from '../../kit/trading-rules.ts';
import type { Reading } from '../../store/store.ts';

/** Industries of listings on a day, as NSE's lists name them; those of no list are left out. */
async function sectorsOf(
  { sectors }: Pick<Reading, 'sectors'>,
  listings: Iterable<Pick<TradedListing, 'listingId' | 'isin' | 'symbol'>>,
  day: SessionDate,
): Promise<Map<number, string>> {
  const spells = await sectors.on(day);
  const byIsin = new Map(spells.map(({ isin, industry }) => [isin, industry]));
  const bySymbol = new Map(spells.map(({ symbol, industry }) => [symbol, industry]));
  const found = new Map<number, string>();
  for (const { listingId, isin, symbol } of listings) {
    const industry = byIsin.get(isin ?? '') ?? bySymbol.get(symbol);
    if (industry !== undefined) found.set(listingId, industry);
  }
  return found;
}

/** Last prices, in shares of the session of the listings, and industries. */
export async function exposureFacts(
  books: Pick<Reading, 'sectors'>,
  listings: ReadonlyMap<number, TradedListing>,
  day: SessionDate,
): Promise<ExposureFacts> {
  const pricePaise = new Map(
    [...listings].flatMap(([listingId, listing]) => {
      const price = lastToday(listing);
      return price === undefined ? [] : [[listingId, price] as const];
    }),
  );
  return { pricePaise, sectors: await sectorsOf(books, listings.values(), day) };
}

/**
 * By what an order is judged beside money and shares: the desk's limits, and those of the account's
 * risk where any is set. To be asked in the transaction that places the order.
 */
export async function limitsFor(
  books: Pick<Reading, 'sectors' | 'riskMetrics'>,
  settings: Context['settings'],
  accountId: number,
  listings: ReadonlyMap<number, TradedListing>,
  day: SessionDate,
): Promise<OrderLimits> {
  const limits = riskLimits(settings);
  if (!limits) return orderLimits(settings);
  const facts = await exposureFacts(books, listings, day);
  const last = await books.riskMetrics.newest(accountId, day);
  const standing = last && {
    session: last.session,
    ...(last.drawdown === undefined ? {} : { drawdown: last.drawdown }),
    ...(last.historicalVar95 === undefined ? {} : { valueAtRisk: last.historicalVar95 }),
  };
  const risk = { ...facts, limits, ...(standing ? { standing } : {}) };
  return { ...orderLimits(settings), risk };
}
