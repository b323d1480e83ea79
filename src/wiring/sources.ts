import type { Settings } from '../config/settings.ts';
import type { Sources } from '../kit/context.ts';
import type { RunHttp } from '../platform/http/http.ts';
import { decompress } from '../platform/decompress.ts';
import { createBse } from '../sources/bse/bse.ts';
import { createNseFilings } from '../sources/nse/filings.ts';
import { createNseEndOfDay, createNseLists } from '../sources/nse/end-of-day.ts';
import { createNseFlows } from '../sources/nse/flows.ts';
import { createNse } from '../sources/nse/nse.ts';
import { createNseIndices } from '../sources/nse/indices.ts';
import { createNseFeeds } from '../sources/rss/nse-feeds.ts';
import { createUpstox } from '../sources/upstox/upstox.ts';
import type { Upstox } from '../sources/upstox/upstox.ts';
import { createYahoo } from '../sources/yahoo/yahoo.ts';
import { liveSources } from './live-sources.ts';
import type { TokenLookup } from './live-sources.ts';
import { newsSources } from './news-sources.ts';

const ORIGINS = {
  nseArchives: 'https://nsearchives.nseindia.com',
  nseSite: 'https://www.nseindia.com',
  bseApi: 'https://api.bseindia.com',
  niftyIndices: 'https://niftyindices.com',
  upstoxApi: 'https://api.upstox.com',
  upstoxAssets: 'https://assets.upstox.com',
  yahoo: 'https://query1.finance.yahoo.com',
  newsApi: 'https://newsapi.org',
};

/** Upstox with the token, for what needs one. */
export function upstoxOf(settings: Settings, http: RunHttp, token?: string): Upstox {
  const base = settings['sources.upstox.base_url'] ?? settings.base_url;
  return createUpstox({
    http,
    decompress,
    apiOrigin: base ?? ORIGINS.upstoxApi,
    assetsOrigin: base ?? ORIGINS.upstoxAssets,
    ...(token === undefined ? {} : { token }),
  });
}

/**
 * Every source, each at its own place or where the settings point it.
 *
 * @param keys how the token of Upstox and the key of NewsAPI are found, for what needs one
 */
export function sourcesOf(
  settings: Settings,
  http: RunHttp,
  keys: { readonly upstox: TokenLookup; readonly newsApi: TokenLookup },
): Sources {
  const base = settings.base_url;
  const nseBase = settings['sources.nse.base_url'] ?? base;
  const archivesOrigin = nseBase ?? ORIGINS.nseArchives;
  const nse = createNse({
    http,
    decompress,
    archivesOrigin,
    siteOrigin: nseBase ?? ORIGINS.nseSite,
  });
  const filings = createNseFilings({ http, siteOrigin: nseBase ?? ORIGINS.nseSite });
  const bse = createBse({
    http,
    apiOrigin: settings['sources.bse.base_url'] ?? base ?? ORIGINS.bseApi,
  });
  const feeds = createNseFeeds({ http, archivesOrigin });
  const upstox = upstoxOf(settings, http);
  const yahooOrigin = settings['sources.yahoo.base_url'] ?? base ?? ORIGINS.yahoo;
  const yahoo = createYahoo({ http, origin: yahooOrigin });
  return {
    prices: [upstox, yahoo, nse],
    ...liveSources({
      http,
      token: keys.upstox,
      upstoxOrigin: settings['sources.upstox.base_url'] ?? base ?? ORIGINS.upstoxApi,
      nseSiteOrigin: nseBase ?? ORIGINS.nseSite,
      yahooOrigin,
    }),
    instruments: [nse, upstox],
    holidays: [nse, upstox],
    furtherLists: createNseLists({ http, archivesOrigin }),
    endOfDay: createNseEndOfDay({ http, archivesOrigin }),
    indices: createNseIndices({
      http,
      archivesOrigin,
      niftyIndicesOrigin: nseBase ?? ORIGINS.niftyIndices,
    }),
    flows: createNseFlows({ http, archivesOrigin, siteOrigin: nseBase ?? ORIGINS.nseSite }),
    corporateActions: [filings.actions, feeds.actions, bse.actions],
    announcements: [filings.announcements, bse.announcements, feeds.announcements],
    meetings: filings.meetings,
    ...newsSources(settings, {
      http,
      archivesOrigin,
      newsApiOrigin: settings['sources.newsapi.base_url'] ?? base ?? ORIGINS.newsApi,
      key: keys.newsApi,
      announcements: filings.announcements,
    }),
    requestCount: () => http.requestCount(),
  };
}
