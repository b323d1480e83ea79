import type { RefusedRow } from '../core/market/bar.ts';
import type { ExchangeCode, Listing } from '../core/market/listing.ts';
import type { Quote } from '../core/market/quote.ts';
import type { PriceSourceName } from './prices.ts';

/** Whom to ask for; series `INDEX` is an index. */
export type QuotedListing = Pick<Listing, 'exchange' | 'symbol' | 'series' | 'isin' | 'sourceKeys'>;

/** What a source of quotes can give. The choice of source reads this. */
export interface QuoteOffers {
  readonly exchanges: readonly ExchangeCode[];
  readonly of: readonly ('share' | 'index')[];
  /** Most listings of one request. */
  readonly batch: number;
  readonly reference: string;
}

/** A quote with the listing's symbol. */
export interface ToldQuote {
  readonly symbol: string;
  readonly quote: Quote;
}

/** Good quotes in any order; a listing that the source does not know, or has no price of, is absent. */
export interface QuotesAnswer {
  readonly quotes: readonly ToldQuote[];
  readonly refused: readonly RefusedRow[];
}

/** A place that tells prices as they are now. */
export interface QuoteSource {
  readonly name: PriceSourceName;
  readonly offers: QuoteOffers;
  /**
   * Whether it can be asked: not without the credential that it wants.
   *
   * @throws Failure `config` when the credential cannot be read
   */
  ready(): Promise<boolean>;
  /**
   * @param listings of one exchange, no two with the same symbol, at most `offers.batch`
   * @throws Failure as `Http` does, `auth` for a credential that is refused, and `bad-data`
   */
  quotes(listings: readonly QuotedListing[]): Promise<QuotesAnswer>;
}
