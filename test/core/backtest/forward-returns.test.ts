import { describe, expect, it } from 'vitest';
import {
  forwardPath,
  inHundredths,
  returnFrom,
} from '../../../src/core/backtest/forward-returns.ts';
import { hitStatistics, quantile } from '../../../src/core/backtest/hit-statistics.ts';
import { netReturn, proceeds, purchase } from '../../../src/core/backtest/round-trip.ts';
import { seededDraws } from '../../../src/core/backtest/seeded.ts';
import {
  addToUniverse,
  universeMean,
  universeSums,
} from '../../../src/core/backtest/universe-means.ts';
import { PLANS } from '../../../src/core/charges/brokerage.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';

const [MONDAY, TUESDAY] = [sessionDate('2026-01-05'), sessionDate('2026-01-06')];

describe('returns after a hit', () => {
  const column = (...values: number[]): Float64Array => Float64Array.from(values);
  const series = {
    sessions: [],
    open: column(99, 101, 104),
    high: column(),
    low: column(),
    close: column(100, 102, 97),
    volume: column(),
  };

  it('count bars from the close of the hit, and from the next open', () => {
    const { close, nextOpen, closes } = forwardPath(series, 0);
    expect([close, nextOpen]).toEqual([100, 101]);
    expect(Array.from(closes, returnFrom(close)).map(inHundredths)).toEqual([200, -300]);
    expect(Array.from(closes, returnFrom(nextOpen)).map(inHundredths)).toEqual([99, -396]);
  });

  it('are not there before a bar is, and no more than a hundred', () => {
    expect(forwardPath(series, 2)).toEqual({ close: 97, nextOpen: Number.NaN, closes: column() });
    const long = new Float64Array(300).fill(1);
    expect(forwardPath({ ...series, open: long, close: long }, 5).closes).toHaveLength(100);
  });

  it('are rounded as InStock rounds, away from zero on both sides', () => {
    expect([0.012345, -0.012345, 0].map(inHundredths)).toEqual([123, -123, 0]);
    expect([0.00005, -0.00005].map(inHundredths)).toEqual([1, -1]);
    expect([2.5, -1].map(inHundredths)).toEqual([25_000, -10_000]);
  });
});

describe('a round trip', () => {
  const terms = {
    exchange: 'XNSE',
    fund: false,
    plan: PLANS['zero-delivery'],
    stakePaise: 10_000_000,
  } as const;

  it('costs to the paisa what a person works out', () => {
    const bought = purchase(terms, MONDAY, 250);
    // 400 shares: 100,000.00, transaction tax 100.00, exchange 2.97, IPFT 0.10, SEBI 0.10, stamp
    // 15.00, GST 18 % of 3.17 = 0.57.
    expect(bought).toEqual({ quantity: 400, costPaise: 10_011_874 });
    if (!bought) throw new Error('nothing bought');
    // 110,000.00 less tax 110.00, exchange 3.27, IPFT 0.11, SEBI 0.11, depository 13.00, GST 18 % of
    // 16.49 = 2.97.
    const sold = proceeds(terms, 400, TUESDAY, 275);
    expect(sold).toBe(10_987_054);
    expect(netReturn(bought, sold)).toBeCloseTo(10_987_054 / 10_011_874 - 1, 15);
  });

  it('buys one share where the stake does not pay it, and nothing at no price', () => {
    expect(purchase(terms, MONDAY, 150_000)?.quantity).toBe(1);
    expect(purchase(terms, MONDAY, Number.NaN)).toBeUndefined();
  });
});

describe('statistics of hits', () => {
  it('are what a person works out', () => {
    const samples = {
      sessions: [MONDAY, MONDAY, TUESDAY],
      values: Float64Array.of(0.04, -0.02, 0.01),
    };
    const universe = universeSums([MONDAY, TUESDAY], 2);
    addToUniverse(universe, MONDAY, [0.5, 0.02]);
    addToUniverse(universe, MONDAY, [0.5, Number.NaN]);
    addToUniverse(universe, TUESDAY, [0.5, -0.01]);
    addToUniverse(universe, sessionDate('2026-01-07'), [9, 9]);
    const figures = hitStatistics(samples, (session) => universeMean(universe, session, 1));
    expect(figures).toMatchObject({ hits: 3, sessions: 2, median: 0.01 });
    const later = universeSums([MONDAY], 1);
    addToUniverse(later, MONDAY, [Number.NaN]);
    expect(universeMean(later, MONDAY, 0), 'nobody has so many bars').toBeUndefined();
    expect(universeMean(later, TUESDAY, 0), 'not looked at').toBeUndefined();
    expect(figures.hitRate).toBeCloseTo(2 / 3, 12);
    expect(figures.mean).toBeCloseTo(0.01, 12);
    // Deviation 0.03, by the root of 3.
    expect(figures.tValue).toBeCloseTo(0.01 / (0.03 / Math.sqrt(3)), 12);
    expect(figures.q25).toBeCloseTo(-0.005, 12);
    expect(figures.universeMean).toBeCloseTo((0.02 + 0.02 - 0.01) / 3, 12);
    // Excesses 0.02, −0.04 and 0.02: by session −0.01 and 0.02.
    expect(figures.excessMean).toBeCloseTo(0, 12);
    expect(figures.excessTValue).toBeCloseTo(0.005 / (Math.hypot(0.015, 0.015) / Math.sqrt(2)), 12);
  });

  it('tell the quantiles of 0 % to 20 % in steps of one, and nothing of a universe that is not told', () => {
    const values = Float64Array.from({ length: 21 }, (_, at) => ((at * 8) % 21) / 100);
    const figures = hitStatistics({ sessions: [], values }, () => 0);
    expect(figures).toMatchObject({ hits: 21, hitRate: 20 / 21, median: 0.1 });
    expect(figures.q05).toBeCloseTo(0.01, 12);
    expect(figures.q25).toBeCloseTo(0.05, 12);
    expect(figures.q75).toBeCloseTo(0.15, 12);
    expect(figures.q95).toBeCloseTo(0.19, 12);
    expect(figures.universeMean, 'without a session').toBeUndefined();
    expect([0, 1, 0.5, 0.9].map((part) => quantile(Float64Array.of(1, 3), part))).toEqual([
      1, 3, 2, 2.8,
    ]);
  });

  it('are absent where they are undefined', () => {
    expect(hitStatistics({ sessions: [], values: new Float64Array() }, () => undefined)).toEqual({
      hits: 0,
      sessions: 0,
    });
    const one = hitStatistics(
      { sessions: [MONDAY], values: Float64Array.of(0.1) },
      () => undefined,
    );
    expect(one).toMatchObject({ hits: 1, hitRate: 1, mean: 0.1 });
    expect(one.tValue).toBeUndefined();
    expect(one.excessMean).toBeUndefined();
    expect(quantile(new Float64Array(), 0.5)).toBeUndefined();
  });
});

describe('seeded draws', () => {
  it('are the same for the same seed, and within 0 and 1', () => {
    const draws = (seed: number): number[] => {
      const draw = seededDraws(seed);
      return Array.from({ length: 50 }, () => draw());
    };
    expect(draws(7)).toEqual(draws(7));
    expect(draws(7)).not.toEqual(draws(8));
    for (const value of [...draws(0), ...draws(2_147_483_646)]) {
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThan(1);
    }
  });

  it('are those that its authors published: from 1, the 10,000th state is 1,043,618,065', () => {
    const draw = seededDraws(0);
    expect(draw()).toBe(16_806 / 2_147_483_646);
    for (let count = 2; count < 10_000; count++) draw();
    expect(draw()).toBe(1_043_618_064 / 2_147_483_646);
  });

  it('take any whole number for a seed, those below zero as those above', () => {
    expect(seededDraws(-7)()).toBe(seededDraws(7)());
    expect(seededDraws(2_147_483_646)(), 'one round further').toBe(seededDraws(0)());
  });
});
