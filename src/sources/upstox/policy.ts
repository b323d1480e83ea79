import type { SourcePolicy } from '../../ports/http.ts';

/** A plain name: the edge in front refuses some agents with an HTML 403, which is no bad token. */
const AGENT = 'Mozilla/5.0 (compatible; paperjobs)';

const SHARED = { timeoutMs: 15_000, breakAfter: 5, breakSeconds: 60 } as const;

/**
 * Half of the stated 50 a second, four fifths of 500 a minute, nine tenths of 2,000 in half an hour,
 * since other programs may use the same account.
 */
export const UPSTOX_API: SourcePolicy = {
  source: 'upstox',
  windows: [
    { seconds: 1, requests: 25 },
    { seconds: 60, requests: 400 },
    { seconds: 1800, requests: 1800 },
  ],
  ...SHARED,
  headers: { accept: 'application/json', 'user-agent': AGENT },
  reference: 'https://upstox.com/developer/api-documentation/rate-limiting (November 2026)',
};

/** The host of the instrument files; it states no limit, and one file a day is all that is needed. */
export const UPSTOX_FILES: SourcePolicy = {
  source: 'upstox-files',
  windows: [{ seconds: 1, requests: 2 }],
  courtesy: true,
  ...SHARED,
  headers: { 'user-agent': AGENT },
  reference: 'https://upstox.com/developer/api-documentation/instruments (November 2026)',
};
