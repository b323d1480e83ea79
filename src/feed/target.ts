import type { Failure } from '../core/failure.ts';
import type { Interval } from '../core/market/bar.ts';
import type { ExchangeCode, Listing } from '../core/market/listing.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import type { AskedListing, PriceSource } from '../ports/prices.ts';
import type { Books } from '../store/store.ts';

/** An instrument whose series are brought up to date; a stranger gets its listing with its first row. */
export interface Target {
  readonly asked: AskedListing;
  listing: Listing | undefined;
  /** Every listing of the instrument on the exchange, whatever the series. */
  listingIds: number[];
}

/** The range and manner of one run. */
export interface FeedWish {
  readonly exchange: ExchangeCode;
  readonly from: SessionDate;
  readonly to: SessionDate;
  readonly only?: ReadonlySet<SessionDate>;
  readonly missingOnly: boolean;
  /** Sources to ask, the first wanted first. */
  readonly chain: readonly PriceSource[];
  /** The one source that the command line named; absent: the chain is that of the settings. */
  readonly forced?: string;
}

/** What became of one series. */
export interface SeriesResult {
  readonly symbol: string;
  readonly interval: Interval;
  readonly status: 'nothing' | 'done' | 'failed' | 'unknown';
  readonly asks: number;
  readonly received: number;
  readonly changed: number;
  readonly refused: number;
  /** Slots that are still to be had. */
  readonly openSlots: number;
  readonly failure?: Failure;
  /** Why nothing was asked, or what was noticed. */
  readonly note: string;
}

/** A known instrument. */
export function targetOf(listing: Listing, listingIds: readonly number[]): Target {
  return { asked: listing, listing, listingIds: [...listingIds] };
}

/** A symbol that no list names, to be asked for at sources that know more than the lists. */
export function strangerOf(exchange: ExchangeCode, symbol: string): Target {
  return { asked: { exchange, symbol, sourceKeys: {} }, listing: undefined, listingIds: [] };
}

/**
 * The listing on which the rows hang, inside the transaction that writes the first of them: a
 * stranger becomes a provisional instrument.
 */
export async function listingFor(
  target: Target,
  books: Books,
  at: Parameters<Books['instruments']['addProvisional']>[2],
): Promise<Listing> {
  if (target.listing) return target.listing;
  const { exchange, symbol } = target.asked;
  const ids = await books.instruments.addProvisional(exchange, symbol, at);
  return { ...ids, exchange, symbol, series: 'EQ', provisional: true, sourceKeys: {} };
}

/** Remembers the listing once its transaction is committed. */
export function adopt(target: Target, listing: Listing): void {
  target.listing = listing;
  if (!target.listingIds.includes(listing.listingId)) target.listingIds.push(listing.listingId);
}
