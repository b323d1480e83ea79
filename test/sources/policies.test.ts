import { expect, it } from 'vitest';
import { BSE_API } from '../../src/sources/bse/policy.ts';
import { NEWSAPI } from '../../src/sources/newsapi/policy.ts';
import { NIFTY_INDICES, NSE_ARCHIVES, NSE_SITE } from '../../src/sources/nse/policy.ts';
import { NSE_FEEDS } from '../../src/sources/rss/policy.ts';
import { UPSTOX_API, UPSTOX_FILES } from '../../src/sources/upstox/policy.ts';
import { YAHOO } from '../../src/sources/yahoo/policy.ts';

const policies = [
  NSE_ARCHIVES,
  NSE_SITE,
  NIFTY_INDICES,
  UPSTOX_API,
  UPSTOX_FILES,
  YAHOO,
  BSE_API,
  NSE_FEEDS,
  NEWSAPI,
];

it('hosts have windows of their own: no two policies share a name', () => {
  expect(new Set(policies.map(({ source }) => source)).size).toBe(policies.length);
});

it.each(policies)(
  '$source: a longer window allows more requests, at a slower pace',
  ({ windows }) => {
    for (const [index, { seconds, requests }] of windows.slice(1).entries()) {
      const shorter = windows[index] ?? { seconds: 0, requests: 0 };
      expect(seconds).toBeGreaterThan(shorter.seconds);
      expect(requests).toBeGreaterThan(shorter.requests);
      expect(requests / seconds).toBeLessThan(shorter.requests / shorter.seconds);
    }
  },
);

it.each(policies)('$source: says who asks, and carries no credential', ({ headers }) => {
  expect(headers['user-agent']).toMatch(/^Mozilla\/5\.0 \(/);
  expect(Object.keys(headers)).not.toContain('authorization');
  expect(Object.keys(headers)).not.toContain('cookie');
});

it('Yahoo is left alone for an hour after two answers of 429', () => {
  expect(YAHOO).toMatchObject({ breakAfterThrottles: 2, breakSeconds: 3600 });
});

it('only a stated limit is kept towards a stand-in on this machine', () => {
  const stated = policies.filter(({ courtesy }) => !courtesy).map(({ source }) => source);
  expect(stated).toEqual(['upstox', 'newsapi']);
});
