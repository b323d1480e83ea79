import type { Http, HttpAnswer } from '../../ports/http.ts';
import type { QuoteOffers, QuoteSource, QuotesAnswer } from '../../ports/quotes.ts';
import { readAnswer, strangeStatus, succeeded } from '../answer.ts';
import { NSE_SITE } from './policy.ts';
import { readAllIndices } from './read-all-indices.ts';
import { readSymbolData } from './read-symbol-data.ts';

const SHARES: QuoteOffers = {
  exchanges: ['XNSE'],
  of: ['share'],
  batch: 1,
  reference: 'NSE states no limit; one symbol a request (August 2026)',
};
const INDICES: QuoteOffers = {
  exchanges: ['XNSE'],
  of: ['index'],
  batch: 500,
  reference: 'one answer has every index (August 2026)',
};
const NOTHING: QuotesAnswer = { quotes: [], refused: [] };

/**
 * What NSE's site tells now, behind the cookies of a page: values of every index in one answer, and
 * of shares one by one.
 */
export function createNseQuotes({
  http,
  siteOrigin,
}: {
  readonly http: Http;
  /** `https://www.nseindia.com` */
  readonly siteOrigin: string;
}): { readonly indices: QuoteSource; readonly shares: QuoteSource } {
  /** Asks and reads; nothing where the address is not there (404). */
  async function ask(
    path: string,
    read: (answer: HttpAnswer) => QuotesAnswer,
  ): Promise<QuotesAnswer> {
    const answer = await http.get({
      policy: NSE_SITE,
      url: `${siteOrigin}/api/${path}`,
      expect: 'json',
      cookiesFrom: `${siteOrigin}/option-chain`,
    });
    if (answer.status === 404 || answer.status === 410) return NOTHING;
    return readAnswer(http, answer, () => {
      if (!succeeded(answer)) throw strangeStatus(answer);
      return read(answer);
    });
  }

  return {
    indices: {
      name: 'nse',
      offers: INDICES,
      ready: () => Promise.resolve(true),
      quotes: (listings) => ask('allIndices', ({ body }) => readAllIndices(body, listings)),
    },
    shares: {
      name: 'nse',
      offers: SHARES,
      ready: () => Promise.resolve(true),
      async quotes([listing]) {
        if (!listing) return NOTHING;
        const { symbol, series } = listing;
        const query = `functionName=getSymbolData&marketType=N&series=${encodeURIComponent(series)}&symbol=${encodeURIComponent(symbol)}`;
        return ask(`NextApi/apiClient/GetQuoteApi?${query}`, ({ body }) =>
          readSymbolData(body, symbol),
        );
      },
    },
  };
}
