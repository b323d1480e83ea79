import type { SourcePolicy } from '../../ports/http.ts';

/** The host of BSE's JSON. Without origin and referer it answers with a redirect to a page. */
export const BSE_API: SourcePolicy = {
  source: 'bse',
  windows: [
    { seconds: 1, requests: 5 },
    { seconds: 60, requests: 200 },
  ],
  courtesy: true,
  timeoutMs: 30_000,
  breakAfter: 5,
  breakSeconds: 300,
  headers: {
    'user-agent':
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
    accept: 'application/json, text/plain, */*',
    'accept-language': 'en-IN,en;q=0.9',
    origin: 'https://www.bseindia.com',
    referer: 'https://www.bseindia.com/',
  },
  reference:
    'BSE states no limit; eight requests a second is what clients that are let in keep to (August 2026)',
};
