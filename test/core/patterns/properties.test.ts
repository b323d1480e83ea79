import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { candlesOf } from '../../../src/core/patterns/candles.ts';
import type { PriceColumns } from '../../../src/core/patterns/candles.ts';
import { patternValues } from '../../../src/core/patterns/pattern.ts';
import { PATTERNS, patternHits } from '../../../src/core/patterns/registry.ts';
import { columnsOf, walk } from './made-up-candles.ts';

const seeds = fc.integer({ min: 1, max: 2_147_483_646 });
const RUNS = { numRuns: 40 };

/** The first bars. */
function prefix({ open, high, low, close }: PriceColumns, bars: number): PriceColumns {
  return {
    open: open.slice(0, bars),
    high: high.slice(0, bars),
    low: low.slice(0, bars),
    close: close.slice(0, bars),
  };
}

function scaled(prices: PriceColumns, factor: number): PriceColumns {
  const times = (column: Float64Array): Float64Array => column.map((price) => price * factor);
  const { open, high, low, close } = prices;
  return { open: times(open), high: times(high), low: times(low), close: times(close) };
}

it('a later bar changes no earlier value', () => {
  fc.assert(
    fc.property(seeds, fc.integer({ min: 0, max: 250 }), (seed, bars) => {
      const whole = columnsOf(walk(250, seed));
      const before = patternHits(whole).filter(({ place }) => place < bars);
      expect(patternHits(prefix(whole, bars))).toEqual(before);
    }),
    RUNS,
  );
});

it('the end of a series has the values that the whole has there', () => {
  fc.assert(
    fc.property(seeds, fc.integer({ min: 0, max: 260 }), (seed, from) => {
      const prices = columnsOf(walk(250, seed));
      const expected = patternHits(prices).filter(({ place }) => place >= from);
      expect(patternHits(prices, from)).toEqual(expected);
    }),
    RUNS,
  );
});

it('the unit of the prices does not matter', () => {
  fc.assert(
    fc.property(seeds, fc.integer({ min: -6, max: 6 }), (seed, power) => {
      const prices = columnsOf(walk(250, seed));
      expect(patternHits(scaled(prices, 2 ** power))).toEqual(patternHits(prices));
    }),
    RUNS,
  );
});

it('every value is one of TA-Lib’s', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const candles = candlesOf(columnsOf(walk(400, seed)));
      for (const pattern of PATTERNS) {
        const values = new Set(patternValues(pattern, candles));
        for (const value of values) expect([0, 80, 100, 200]).toContain(Math.abs(value));
      }
    }),
    { numRuns: 10 },
  );
});

it('bars that never moved have nothing but dojis', () => {
  const prices = columnsOf(Array.from({ length: 40 }, () => [7, 7, 7, 7]));
  const names = new Set(patternHits(prices).map(({ pattern }) => pattern));
  expect([...names]).toEqual(['CDLDOJI']);
  expect(patternHits(columnsOf([]))).toEqual([]);
});
