import type { IntradayInterval } from '../../core/market/bar.ts';
import { sessionDate } from '../../core/market/session-date.ts';
import type { IntervalOffer, PriceOffers } from '../../ports/prices.ts';

/** A month of minutes is served; four weeks are a month in every month. */
function minutes(interval: IntradayInterval): IntervalOffer {
  return { interval, windowDays: 28, since: sessionDate('2022-01-01') };
}

/**
 * What Upstox gives without a token. Longer windows than these are refused, never cut short: a month
 * of minutes; of days some have seen ten years answered and others more than five refused.
 */
export const UPSTOX_OFFERS: PriceOffers = {
  intervals: [
    minutes('1m'),
    minutes('5m'),
    minutes('15m'),
    { interval: '1d', windowDays: 1826, since: sessionDate('2000-01-01') },
  ],
  exchanges: ['XNSE', 'XBOM'],
  wholeSession: false,
  dailyBasis: 'split-adjusted',
  knowsUnlisted: false,
  reference:
    'https://upstox.com/developer/api-documentation/v3/get-historical-candle-data (September 2026)',
};
