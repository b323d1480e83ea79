import type { SourcePolicy } from '../../ports/http.ts';

/** The archives host hands feeds out to browsers only; no cookies. */
export const NSE_FEEDS: SourcePolicy = {
  source: 'nse-feeds',
  windows: [{ seconds: 1, requests: 1 }],
  courtesy: true,
  timeoutMs: 30_000,
  breakAfter: 5,
  breakSeconds: 300,
  headers: {
    'user-agent':
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
    accept: 'application/rss+xml, application/xml, text/xml, */*',
    referer: 'https://www.nseindia.com/',
  },
  reference: 'nsearchives.nseindia.com/content/RSS: no stated limit (August 2026)',
};
