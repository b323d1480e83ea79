import type { LivePrices } from '../../core/alerts/instrument-facts.ts';
import { opensAt } from '../../core/calendar/calendar.ts';
import { instant, istInstant, istTime } from '../../core/market/instant.ts';
import type { Instant } from '../../core/market/instant.ts';
import type { Paise } from '../../core/market/money.ts';
import { lastTrading, STALE_SECONDS } from '../../core/market/quote.ts';
import type { PricedInstrument } from '../../store/daily-bars.ts';
import type { SourcedQuote } from '../../store/quotes.ts';
import type { RuleDesk } from './rule-desk.ts';

/** What has prices: an instrument under all its listings, or one of them. */
export interface Listed {
  readonly listings: readonly Pick<PricedInstrument['listings'][number], 'listingId'>[];
}

/** The newest price of an instrument, or why it is not to be gone by. */
export type Priced = { readonly prices: LivePrices } | { readonly problem: string };

const rupeesOf = (amount: Paise | undefined): number =>
  amount === undefined ? Number.NaN : amount / 100;

/** One-minute candles of the running session, for what no fresh quote tells. */
async function fromMinutes(
  { store, calendar, now }: RuleDesk,
  listingIds: readonly number[],
): Promise<readonly SourcedQuote[]> {
  const today = calendar.dateAt(now);
  const day = calendar.day(today);
  const from = day.state === 'open' ? opensAt(day) : istInstant(today, '00:00');
  // A minute counts once it is over.
  return store.minutePrices.newest(listingIds, from, instant(now - 59));
}

/**
 * The newest price of each instrument: of its quotes, else of its one-minute candles. What is older
 * than its session allows is no price, nor is one of after the moment.
 */
export async function livePrices(
  desk: RuleDesk,
  instruments: readonly Listed[],
): Promise<(instrument: Listed) => Priced> {
  const { store, calendar, now } = desk;
  const ids = instruments.flatMap(({ listings }) => listings.map(({ listingId }) => listingId));
  const newest = new Map<number, SourcedQuote>();
  const due = lastTrading(calendar, now) ?? now;
  const good = ({ at }: { readonly at: Instant }): boolean =>
    at <= now && due - at <= STALE_SECONDS;
  for (const quote of await store.quotes.of(ids)) newest.set(quote.listingId, quote);
  const lacking = ids.filter((id) => {
    const quote = newest.get(id);
    return !quote || !good(quote);
  });
  for (const price of await fromMinutes(desk, lacking)) {
    const quote = newest.get(price.listingId);
    if (!quote || quote.at < price.at || quote.at > now) newest.set(price.listingId, price);
  }
  return ({ listings }) => {
    let best: SourcedQuote | undefined;
    for (const { listingId } of listings) {
      const quote = newest.get(listingId);
      if (quote && quote.at <= now && (!best || quote.at > best.at)) best = quote;
    }
    if (!best) return { problem: 'no price is kept of it' };
    const session = calendar.dateAt(best.at);
    if (!good(best)) {
      return { problem: `its last price is of ${session} ${istTime(best.at)}, which is too old` };
    }
    return {
      prices: {
        at: best.at,
        session,
        last: rupeesOf(best.lastPaise),
        open: rupeesOf(best.openPaise),
        high: rupeesOf(best.highPaise),
        low: rupeesOf(best.lowPaise),
        volume: best.volume ?? Number.NaN,
        previousClose: rupeesOf(best.previousClosePaise),
      },
    };
  };
}
