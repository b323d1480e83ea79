import type { QuoteOffers, QuoteSource, QuotedListing, QuotesAnswer } from '../../ports/quotes.ts';
import { upstoxKey } from './key.ts';
import { askWithToken, hasToken } from './live.ts';
import type { UpstoxLivePlace } from './live.ts';
import { readQuotes } from './read-quotes.ts';

/** 500 keys are allowed; two hundred make an address that every proxy lets pass. */
const OFFERS: QuoteOffers = {
  exchanges: ['XNSE', 'XBOM'],
  of: ['share', 'index'],
  batch: 200,
  reference: 'https://upstox.com/developer/api-documentation/get-full-market-quote (November 2026)',
};

interface Keyed {
  readonly key: string;
  readonly symbol: string;
}

/**
 * Upstox's full quotes, which want a token. A key that it does not know is left out of the answer or
 * fails the whole request: then each half is asked for by itself, until the strangers are found.
 */
export function createUpstoxQuotes(place: UpstoxLivePlace): QuoteSource {
  async function ask(keyed: readonly Keyed[]): Promise<QuotesAnswer> {
    if (keyed.length === 0) return { quotes: [], refused: [] };
    const keys = keyed.map(({ key }) => encodeURIComponent(key)).join(',');
    const symbolOf = new Map(keyed.map(({ key, symbol }) => [key, symbol]));
    const answer = await askWithToken(
      place,
      `/v2/market-quote/quotes?instrument_key=${keys}`,
      `quotes of ${keyed.length} instruments`,
      (envelope) => readQuotes(envelope, symbolOf),
    );
    if (answer) return answer;
    if (keyed.length === 1) return { quotes: [], refused: [] };
    const half = keyed.length >> 1;
    const parts = [await ask(keyed.slice(0, half)), await ask(keyed.slice(half))];
    return {
      quotes: parts.flatMap(({ quotes }) => quotes),
      refused: parts.flatMap(({ refused }) => refused),
    };
  }

  return {
    name: 'upstox',
    offers: OFFERS,
    ready: () => hasToken(place),
    quotes: (listings: readonly QuotedListing[]) =>
      ask(
        listings.flatMap((listing) => {
          const key = upstoxKey(listing);
          return key === undefined ? [] : [{ key, symbol: listing.symbol }];
        }),
      ),
  };
}
