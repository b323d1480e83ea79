import type { SourcePolicy } from '../../ports/http.ts';

/**
 * NewsAPI. Its developer plan allows 100 requests a day, 50 in twelve hours; an answer of 429 says
 * that they are used up, and each further try would only be counted.
 */
export const NEWSAPI: SourcePolicy = {
  source: 'newsapi',
  windows: [{ seconds: 1, requests: 1 }],
  timeoutMs: 20_000,
  breakAfter: 5,
  breakSeconds: 3600,
  breakAfterThrottles: 1,
  headers: { accept: 'application/json', 'user-agent': 'Mozilla/5.0 (compatible; paperjobs)' },
  reference: 'https://newsapi.org/pricing: developer plan, 100 requests a day (November 2026)',
};
