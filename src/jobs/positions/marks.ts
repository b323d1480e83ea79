import { closesAt, opensAt } from '../../core/calendar/calendar.ts';
import type { Calendar } from '../../core/calendar/calendar.ts';
import type { Mark } from '../../core/exchange/account-summary.ts';
import { inSharesOfSession } from '../../core/exchange/traded-listing.ts';
import type { TradedListing } from '../../core/exchange/traded-listing.ts';
import { istDate } from '../../core/market/instant.ts';
import type { Instant } from '../../core/market/instant.ts';
import type { Paise } from '../../core/market/money.ts';
import { isStale } from '../../core/market/quote.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import type { Reading } from '../../store/store.ts';

/** A price, and whether it is the session's official close. */
export interface FoundMark extends Mark {
  readonly official: boolean;
}

interface Candidate {
  readonly pricePaise: Paise;
  readonly at: Instant;
  readonly official: boolean;
}

function closeOf(listing: TradedListing, calendar: Calendar, session: SessionDate): Candidate[] {
  const { close } = listing;
  if (!close) return [];
  const day = calendar.day(close.session);
  // A close of a day that the calendar does not know as a session says nothing about its time.
  if (day.state !== 'open') return [];
  const pricePaise = inSharesOfSession(listing, close.closePaise, close.session);
  return [{ pricePaise, at: closesAt(day), official: close.session === session }];
}

function quoteOf(listing: TradedListing): Candidate[] {
  const { quote } = listing;
  if (!quote) return [];
  const pricePaise = inSharesOfSession(listing, quote.lastPaise, istDate(quote.at));
  return [{ pricePaise, at: quote.at, official: false }];
}

/**
 * The freshest price of each listing that is no later than now: a quote, the end of a one-minute
 * candle, or an official close, which counts most at its own moment. Prices of before an ex-date are
 * in shares of the session, as the holdings are.
 */
export async function freshestMarks(
  store: Pick<Reading, 'minutePrices'>,
  listings: readonly TradedListing[],
  calendar: Calendar,
  session: SessionDate,
  now: Instant,
): Promise<Map<number, FoundMark>> {
  const day = calendar.day(session);
  const ids = [...new Set(listings.map(({ pricedBy }) => pricedBy))];
  const minutes =
    day.state === 'open' ? await store.minutePrices.newest(ids, opensAt(day), now) : [];
  const byListing = new Map(minutes.map((price) => [price.listingId, price]));
  const found = new Map<number, FoundMark>();
  for (const listing of listings) {
    const minute = byListing.get(listing.pricedBy);
    const candidates: Candidate[] = [
      ...closeOf(listing, calendar, session),
      ...quoteOf(listing),
      ...(minute ? [{ pricePaise: minute.lastPaise, at: minute.at, official: false }] : []),
    ];
    const [best] = candidates
      .filter(({ at }) => at <= now)
      .sort((a, b) => b.at - a.at || Number(b.official) - Number(a.official));
    if (best) found.set(listing.listingId, { ...best, stale: isStale(calendar, best.at, now) });
  }
  return found;
}
