import type { Sources } from '../kit/context.ts';
import type { Http } from '../ports/http.ts';
import { createNseOptions } from '../sources/nse/options.ts';
import { createNseQuotes } from '../sources/nse/quotes.ts';
import { createUpstoxOptions } from '../sources/upstox/options.ts';
import { createUpstoxQuotes } from '../sources/upstox/quotes.ts';
import { createYahooQuotes } from '../sources/yahoo/quotes.ts';
import type { Desk } from './desk.ts';

/** The token that the built-in exchange takes. */
const SANDBOX_TOKEN = 'sandbox';

/** How the token of Upstox is found when it is first needed; a sandbox run never reads a real one. */
export type TokenLookup = () => Promise<string | undefined>;

/** The token's place for a run. */
export function upstoxToken({ sandbox, secrets }: Pick<Desk, 'sandbox' | 'secrets'>): TokenLookup {
  if (sandbox) return () => Promise.resolve(SANDBOX_TOKEN);
  return () => secrets.secret('sources.upstox.token');
}

/** Where live data is asked: origins without a slash at the end. */
export interface LivePlaces {
  readonly http: Http;
  readonly token: TokenLookup;
  readonly upstoxOrigin: string;
  readonly nseSiteOrigin: string;
  readonly yahooOrigin: string;
}

/** Sources of quotes and option chains, most wanted first. */
export function liveSources(places: LivePlaces): Pick<Sources, 'quotes' | 'options'> {
  const { http, token, upstoxOrigin, nseSiteOrigin, yahooOrigin } = places;
  const upstox = { http, apiOrigin: upstoxOrigin, token };
  const nse = createNseQuotes({ http, siteOrigin: nseSiteOrigin });
  return {
    quotes: [
      createUpstoxQuotes(upstox),
      nse.indices,
      nse.shares,
      createYahooQuotes({ http, origin: yahooOrigin }),
    ],
    options: [createUpstoxOptions(upstox), createNseOptions({ http, siteOrigin: nseSiteOrigin })],
  };
}
