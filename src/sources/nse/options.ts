import type { SessionDate } from '../../core/market/session-date.ts';
import { isIndexUnderlying } from '../../core/options/option-chain.ts';
import type { Http, HttpAnswer } from '../../ports/http.ts';
import type { OptionChainSource } from '../../ports/options.ts';
import { readAnswer, strangeStatus, succeeded } from '../answer.ts';
import { NSE_SITE } from './policy.ts';
import { readContractInfo, readOptionChains } from './read-option-chain.ts';

/** The chain of BANKNIFTY, every expiry in it, had 1.4 MB in 2023. */
const LARGEST_CHAIN_BYTES = 32 * 1024 * 1024;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `24-Nov-2026`, as the chain is asked for. */
function dayInWords(date: SessionDate): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return `${day}-${MONTHS[Number(month) - 1] ?? ''}-${year}`;
}

/**
 * NSE's option chains, which want the cookies of a page: version 3, one expiry a request, and where
 * its list of expiries is not there (a recording, a mirror), the answer that it replaced in December
 * 2025, with every expiry in one.
 *
 * @see /api/option-chain-contract-info, /api/option-chain-v3, as others asked them in 2026
 */
export function createNseOptions({
  http,
  siteOrigin,
}: {
  readonly http: Http;
  /** `https://www.nseindia.com` */
  readonly siteOrigin: string;
}): OptionChainSource {
  /** Asks and reads; absent where the address is not there (404). */
  async function ask<Result>(
    path: string,
    read: (answer: HttpAnswer) => Result,
  ): Promise<Result | undefined> {
    const answer = await http.get({
      policy: NSE_SITE,
      url: `${siteOrigin}/api/${path}`,
      expect: 'json',
      cookiesFrom: `${siteOrigin}/option-chain`,
      headers: { referer: `${siteOrigin}/option-chain` },
      maxBytes: LARGEST_CHAIN_BYTES,
    });
    if (answer.status === 404 || answer.status === 410) return undefined;
    return readAnswer(http, answer, () => {
      if (!succeeded(answer)) throw strangeStatus(answer);
      return read(answer);
    });
  }

  return {
    name: 'nse',
    ready: () => Promise.resolve(true),

    async expiries({ symbol }) {
      const name = encodeURIComponent(symbol);
      const listed = await ask(`option-chain-contract-info?symbol=${name}`, ({ body }) =>
        readContractInfo(body, symbol),
      );
      if (listed) return listed.length > 0 ? { expiries: listed, chains: [] } : undefined;
      const kind = isIndexUnderlying(symbol) ? 'indices' : 'equities';
      const whole = await ask(`option-chain-${kind}?symbol=${name}`, ({ body }) =>
        readOptionChains(body, symbol),
      );
      return whole && whole.expiries.length > 0 ? whole : undefined;
    },

    async chain({ symbol }, expiry) {
      const type = isIndexUnderlying(symbol) ? 'Indices' : 'Equity';
      const query = `type=${type}&symbol=${encodeURIComponent(symbol)}&expiry=${dayInWords(expiry)}`;
      const answer = await ask(`option-chain-v3?${query}`, ({ body }) =>
        readOptionChains(body, symbol),
      );
      return answer?.chains.find(({ chain }) => chain.expiry === expiry);
    },
  };
}
