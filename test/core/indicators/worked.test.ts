import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnPool } from '../../../src/core/analysis/column-pool.ts';
import type { Bars } from '../../../src/core/indicators/indicator.ts';
import { INDICATORS } from '../../../src/core/indicators/registry.ts';
import { withPool } from '../../../src/core/indicators/runs.ts';
import { anyBars, wavyBars } from './made-up-bars.ts';

const NONE = new Float64Array();
const NO_BARS: Bars = { open: NONE, high: NONE, low: NONE, close: NONE, volume: NONE };

function compute(name: string, bars: Bars, parameters: readonly number[], series?: Float64Array) {
  const indicator = INDICATORS.get(name);
  if (!indicator) throw new Error(`no indicator "${name}"`);
  return indicator.compute(bars, parameters, series).map((values) => [...values]);
}

const ofSeries = (name: string, parameters: readonly number[], ...series: number[]) =>
  compute(name, NO_BARS, parameters, Float64Array.from(series))[0];

const X = Number.NaN;

describe('worked by hand', () => {
  it.each<[string, number[], number[], number[]]>([
    ['sma', [3], [1, 2, 6, 4], [X, X, 3, 4]],
    ['wma', [3], [1, 2, 6, 4], [X, X, 23 / 6, 26 / 6]],
    ['ema', [3], [1, 2, 6, 4, 8], [X, X, 3, 3.5, 5.75]],
    ['rma', [2], [1, 3, 6, 4], [X, 2, 4, 4]],
    ['dema', [2], [1, 3, 4, 7], [X, X, 4, 104 / 9 - 128 / 27]],
    ['sum', [2], [1, 2, 6, 4], [X, 3, 8, 10]],
    ['highest', [2], [1, 2, 6, 4], [X, 2, 6, 6]],
    ['lowest', [3], [5, 2, 6, 4], [X, X, 2, 2]],
    ['stddev', [4, 2], [1, 1, 3, 3], [X, X, X, 2]],
    ['mom', [2], [1, 2, 6, 4], [X, X, 5, 2]],
    ['roc', [1], [4, 5, 0, 7], [X, 25, -100, 0]],
    ['rsi', [2], [1, 2, 1, 1, 4], [X, X, 50, 50, 1300 / 14]],
    ['psy', [2], [1, 2, 2, 3, 4], [X, X, 50, 50, 100]],
    ['bias', [2], [1, 3, 5], [X, 50, 25]],
    ['dma', [1, 2], [1, 3, 7], [X, 1, 2]],
    ['dpo', [2], [1, 3, 7, 1], [X, X, 5, -4]],
    ['vhf', [2], [1, 3, 2, 2], [X, X, 1 / 3, 0]],
  ])('%s(%j) of %j', (name, parameters, series, expected) => {
    const values = ofSeries(name, parameters, ...series) ?? [];
    expect(values).toHaveLength(expected.length);
    for (const [place, value] of expected.entries()) {
      if (Number.isNaN(value)) expect(values[place]).toBeNaN();
      else expect(values[place]).toBeCloseTo(value, 10);
    }
  });

  it('after a gap a series begins anew', () => {
    expect(ofSeries('sma', [2], 1, 3, X, 5, 7, X, 9)).toEqual([X, 2, X, X, 6, X, X]);
    expect(ofSeries('ema', [2], X, X, 1, 3, 3)?.slice(2)).toEqual([X, 2, 2 + (3 - 2) * (2 / 3)]);
  });

  const bars: Bars = {
    open: Float64Array.of(10, 11, 12, 11),
    high: Float64Array.of(12, 13, 14, 12),
    low: Float64Array.of(9, 10, 11, 8),
    close: Float64Array.of(11, 12, 13, 9),
    volume: Float64Array.of(100, 0, 300, 200),
  };

  it.each<[string, number[], number[][]]>([
    ['tr', [], [[X, 3, 3, 5]]],
    ['atr', [2], [[X, X, 3, 4]]],
    ['natr', [2], [[X, X, 300 / 13, 400 / 9]]],
    ['obv', [], [[100, 100, 400, 200]]],
    ['ad', [], [[100 / 3, 100 / 3, 400 / 3, 400 / 3 - 100]]],
    ['vwap', [0], [[32 / 3, 32 / 3, (3200 / 3 + 3800) / 400, (3200 / 3 + 3800 + 5800 / 3) / 600]]],
    ['vwap', [1], [[32 / 3, X, 38 / 3, 29 / 3]]],
    ['willr', [2], [[X, -25, -25, (-5 / 6) * 100]]],
    [
      'stoch',
      [2, 1, 1],
      [
        [X, 75, 75, 100 / 6],
        [X, 75, 75, 100 / 6],
      ],
    ],
    ['force', [1], [[0, 0, 300, -800]]],
    ['sar', [0.02, 0.2], [[X, 9, 9.08, 14]]],
    [
      'pivots',
      [],
      [
        [X, 32 / 3, 35 / 3, 38 / 3],
        [X, 37 / 3, 40 / 3, 43 / 3],
        [X, 28 / 3, 31 / 3, 34 / 3],
        [X, 41 / 3, 44 / 3, 47 / 3],
        [X, 23 / 3, 26 / 3, 29 / 3],
        [X, 12 + 10 / 3, 13 + 10 / 3, 14 + 10 / 3],
        [X, 9 - 8 / 3, 10 - 8 / 3, 11 - 8 / 3],
      ],
    ],
    [
      'ichimoku',
      [1, 2, 3, 2],
      [
        [10.5, 11.5, 12.5, 10],
        [X, 11, 12, 11],
        [X, X, 11.25, 12.25],
        [X, X, X, 11.5],
      ],
    ],
  ])('%s(%j) of four bars', (name, parameters, expected) => {
    const outputs = compute(name, bars, parameters);
    expect(outputs).toHaveLength(expected.length);
    for (const [at, values] of expected.entries()) {
      for (const [place, value] of values.entries()) {
        if (Number.isNaN(value)) expect(outputs[at]?.[place]).toBeNaN();
        else expect(outputs[at]?.[place], `${at} ${place}`).toBeCloseTo(value, 10);
      }
    }
  });

  it('adxr is the mean of adx and that of n − 1 bars ago; tema is made of averages of averages', () => {
    const wavy = wavyBars();
    const [adx = []] = compute('adx', wavy, [5]);
    const [adxr = []] = compute('adxr', wavy, [5]);
    expect(adxr.slice(13)).toEqual(
      adx.slice(13).map((value, at) => (value + (adx[at + 9] ?? X)) / 2),
    );
    const e1 = Float64Array.from(compute('ema', wavy, [7])[0] ?? []);
    const e2 = Float64Array.from(compute('ema', wavy, [7], e1)[0] ?? []);
    const e3 = compute('ema', wavy, [7], e2)[0] ?? [];
    const [tema = []] = compute('tema', wavy, [7]);
    for (const [place, value] of tema.entries()) {
      if (place < 18) expect(value).toBeNaN();
      else
        expect(value).toBeCloseTo(
          3 * (e1[place] ?? X) - 3 * (e2[place] ?? X) + (e3[place] ?? X),
          9,
        );
    }
  });

  it('a price that stands still is in the middle of nothing', () => {
    const flat = new Float64Array(40).fill(0.1);
    const still: Bars = { open: flat, high: flat, low: flat, close: flat, volume: flat };
    for (const name of ['rsi', 'cci', 'willr', 'mfi', 'adx', 'plus_di', 'roc', 'trix']) {
      expect(compute(name, still, [])[0]?.at(-1), name).toBe(0);
    }
    const eight = flat.map(() => 8);
    const round = { open: eight, high: eight, low: eight, close: eight, volume: eight };
    expect(compute('cr', round, [])[0]?.at(-1), 'nothing to divide by').toBeNaN();
  });
});

/** Values of a window that ends at a bar, oldest first. */
const windowOf = (values: ArrayLike<number>, bar: number, span: number): number[] =>
  Array.from({ length: span }, (_, place) => values[bar - span + 1 + place] ?? X);
const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** Each by its definition, window by window: bars from the second on, and the one before. */
const DEFINITIONS: Readonly<Record<string, (bars: Bars, bar: number, span: number) => number>> = {
  sma: ({ close }, bar, span) => total(windowOf(close, bar, span)) / span,
  wma: ({ close }, bar, span) =>
    total(windowOf(close, bar, span).map((value, place) => value * (place + 1))) /
    ((span * (span + 1)) / 2),
  sum: ({ close }, bar, span) => total(windowOf(close, bar, span)),
  highest: ({ close }, bar, span) => Math.max(...windowOf(close, bar, span)),
  lowest: ({ close }, bar, span) => Math.min(...windowOf(close, bar, span)),
  ar: ({ open, high, low }, bar, span) => {
    const [o, h, l] = [open, high, low].map((column) => total(windowOf(column, bar, span)));
    return (100 * ((h ?? X) - (o ?? X))) / ((o ?? X) - (l ?? X));
  },
  willr: ({ high, low, close }, bar, span) => {
    const [top, bottom] = [
      Math.max(...windowOf(high, bar, span)),
      Math.min(...windowOf(low, bar, span)),
    ];
    return top === bottom ? 0 : (-100 * (top - (close[bar] ?? X))) / (top - bottom);
  },
  vwap: ({ high, low, close, volume }, bar, span) => {
    const shares = windowOf(volume, bar, span);
    const prices = windowOf(
      high.map((top, at) => (top + (low[at] ?? X) + (close[at] ?? X)) / 3),
      bar,
      span,
    );
    const all = total(shares);
    return all === 0 ? X : total(prices.map((price, at) => price * (shares[at] ?? X))) / all;
  },
};

describe('window by window', () => {
  it.each(Object.entries(DEFINITIONS))('%s is its definition', (name, define) => {
    const property = fc.property(anyBars(1, 60), fc.integer({ min: 2, max: 20 }), (bars, span) => {
      const [values = []] = compute(name, bars, [span]);
      for (const [bar, value] of values.entries()) {
        const expected = bar < span - 1 ? X : define(bars, bar, span);
        if (!Number.isFinite(expected)) expect(Number.isFinite(value), `bar ${bar}`).toBe(false);
        else
          expect(Math.abs(value - expected)).toBeLessThanOrEqual(
            1e-9 * Math.max(1, Math.abs(expected)),
          );
      }
    });
    fc.assert(property, { numRuns: 60 });
  });
});

describe('a pool of columns', () => {
  it('changes no value of any indicator, whatever was computed before with it', () => {
    const pool = columnPool();
    const property = fc.property(anyBars(0, 70), (bars) => {
      for (const { name } of INDICATORS.values()) {
        const pooled = withPool(pool, () => compute(name, bars, []));
        expect(pooled, name).toEqual(compute(name, bars, []));
      }
    });
    fc.assert(property, { numRuns: 30 });
  });
});
