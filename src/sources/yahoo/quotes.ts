import type { QuoteOffers, QuoteSource } from '../../ports/quotes.ts';
import { readAnswer } from '../answer.ts';
import { openResult } from './envelope.ts';
import { YAHOO } from './policy.ts';
import { readMetaPrice } from './read-meta-price.ts';
import { yahooSymbol } from './symbol.ts';
import { currencyOf } from './yahoo.ts';
import type { YahooPlace } from './yahoo.ts';

const OFFERS: QuoteOffers = {
  exchanges: ['XNSE', 'XBOM'],
  of: ['share', 'index'],
  batch: 1,
  reference: 'unofficial; the chart endpoint is the one without cookie and crumb (2026)',
};

/** Yahoo's last prices, by the chart of the day: the last resort, one request in two seconds. */
export function createYahooQuotes({ http, origin }: YahooPlace): QuoteSource {
  return {
    name: 'yahoo',
    offers: OFFERS,
    ready: () => Promise.resolve(true),
    async quotes([listing]) {
      const symbol = listing && yahooSymbol(listing);
      if (!listing || symbol === undefined) return { quotes: [], refused: [] };
      const answer = await http.get({
        policy: YAHOO,
        url: `${origin}/v8/finance/chart/${encodeURIComponent(symbol)}?range=1d&interval=1d`,
        expect: 'json',
      });
      return readAnswer(http, answer, () => {
        const result = openResult(answer, `the price of ${symbol}`);
        const quote = result && readMetaPrice(result.value, currencyOf(symbol));
        if (quote === undefined) return { quotes: [], refused: [] };
        if (typeof quote === 'string') {
          return { quotes: [], refused: [{ row: 'meta', reason: `${listing.symbol}: ${quote}` }] };
        }
        return { quotes: [{ symbol: listing.symbol, quote }], refused: [] };
      });
    },
  };
}
