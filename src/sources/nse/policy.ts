import type { SourcePolicy } from '../../ports/http.ts';

/** What a browser on a desk sends; without it the edge answers 403. */
const HEADERS = {
  'user-agent':
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
  accept: '*/*',
  'accept-language': 'en-IN,en;q=0.9',
  referer: 'https://www.nseindia.com/',
} as const;

const SHARED = {
  windows: [
    { seconds: 1, requests: 3 },
    { seconds: 60, requests: 120 },
  ],
  timeoutMs: 30_000,
  courtesy: true,
  breakAfter: 5,
  breakSeconds: 300,
  headers: HEADERS,
  reference:
    'NSE states no limit; three requests a second is what clients that are let in keep to (August 2026)',
} as const;

/** The host of the daily files and lists. */
export const NSE_ARCHIVES: SourcePolicy = { source: 'nse-archives', ...SHARED };

/** The site with the JSON answers, which wants cookies. */
export const NSE_SITE: SourcePolicy = { source: 'nse-site', ...SHARED };

/** The host of the indices, with the lists of their members. */
export const NIFTY_INDICES: SourcePolicy = {
  source: 'niftyindices',
  ...SHARED,
  headers: { ...HEADERS, referer: 'https://www.niftyindices.com/' },
};
