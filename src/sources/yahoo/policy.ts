import type { SourcePolicy } from '../../ports/http.ts';

/**
 * Yahoo states no limit and answers 429 by address and by the look of the client: one request in two
 * seconds, and after two 429 in a row an hour of silence, since each further try lengthens the block.
 * The agent never changes: browsers' own names have been answered with 429 since December 2025.
 */
export const YAHOO: SourcePolicy = {
  source: 'yahoo',
  windows: [
    { seconds: 2, requests: 1 },
    { seconds: 3600, requests: 1500 },
  ],
  courtesy: true,
  timeoutMs: 15_000,
  breakAfter: 5,
  breakSeconds: 3600,
  breakAfterThrottles: 2,
  headers: { accept: 'application/json', 'user-agent': 'Mozilla/5.0 (compatible; paperjobs)' },
  reference: 'unofficial; pace as the yfinance and yahoo-finance2 communities report it (2026)',
};
