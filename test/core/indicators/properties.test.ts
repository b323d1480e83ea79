import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bars } from '../../../src/core/indicators/indicator.ts';
import { INDICATORS } from '../../../src/core/indicators/registry.ts';
import { anyBars, firstBars } from './made-up-bars.ts';

const ALL = [...INDICATORS.values()];
const bars = anyBars(1, 130);
const numRuns = 40;

/** Powers of the unit of prices and of the unit of volumes in which outputs are told; others: neither. */
const PRICE: readonly [number, number] = [1, 0];
const UNITS: Readonly<Record<string, readonly [number, number]>> = {
  ...Object.fromEntries(
    'sma ema wma dema tema rma macd mom dma dpo ene sum highest lowest stddev bbands'
      .split(' ')
      .concat('tr atr supertrend sar ichimoku pivots vwap'.split(' '))
      .map((name) => [name, PRICE]),
  ),
  obv: [0, 1],
  ad: [0, 1],
  force: [1, 1],
  emv: [1, -1],
};

/** Least and greatest value that each can have. */
const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  rsi: [0, 100],
  willr: [-100, 0],
  stoch: [0, 100],
  stochrsi: [0, 100],
  mfi: [0, 100],
  plus_di: [0, 100],
  minus_di: [0, 100],
  dx: [0, 100],
  adx: [0, 100],
  adxr: [0, 100],
  psy: [0, 100],
  ar: [0, Infinity],
  cr: [0, Infinity],
  vr: [0, Infinity],
  vhf: [0, 1],
  tr: [0, Infinity],
  atr: [0, Infinity],
  stddev: [0, Infinity],
};

/** Every value times a power of two, which changes no digit of it. */
function inUnits({ open, high, low, close, volume }: Bars, price: number, shares: number): Bars {
  const times = (column: Float64Array, unit: number): Float64Array =>
    column.map((value) => value * unit);
  return {
    open: times(open, price),
    high: times(high, price),
    low: times(low, price),
    close: times(close, price),
    volume: times(volume, shares),
  };
}

describe('every indicator', () => {
  it.each(ALL)('$name: later bars change nothing earlier', (one) => {
    const property = fc.property(bars, fc.nat(130), (all, count) => {
      const whole = one.compute(all, []);
      const part = one.compute(firstBars(all, count), []);
      for (const [place, values] of part.entries()) {
        expect(values).toEqual(whole[place]?.slice(0, count));
      }
    });
    fc.assert(property, { numRuns });
  });

  it.each(ALL)('$name: means the same in another unit', (one) => {
    const [prices, shares] = UNITS[one.name] ?? [0, 0];
    const property = fc.property(bars, (all) => {
      const scale = 4 ** prices * 2 ** shares;
      const other = one.compute(inUnits(all, 4, 2), []);
      for (const [place, values] of one.compute(all, []).entries()) {
        expect(other[place]).toEqual(values.map((value) => value * scale));
      }
    });
    fc.assert(property, { numRuns });
  });

  it.each(Object.entries(RANGES))('%s stays in its range', (name, [least, greatest]) => {
    const property = fc.property(bars, (all) => {
      for (const values of INDICATORS.get(name)?.compute(all, []) ?? []) {
        for (const value of values) {
          if (Number.isNaN(value)) continue;
          expect(value).toBeGreaterThanOrEqual(least - 1e-9);
          expect(value).toBeLessThanOrEqual(greatest + 1e-9);
        }
      }
    });
    fc.assert(property, { numRuns });
  });

  it.each(ALL)('$name: takes any parameters within its bounds, longer than the bars too', (one) => {
    const parameters = fc.tuple(
      ...one.parameters.map(({ min, max = 50, integer }) =>
        integer
          ? fc.integer({ min, max: Math.min(max, 200) })
          : fc.double({ min, max, noNaN: true }),
      ),
    );
    const property = fc.property(anyBars(0, 60), parameters, (all, values) => {
      const outputs = one.compute(all, values);
      expect(outputs.map(({ length }) => length)).toEqual(one.outputs.map(() => all.close.length));
      for (const series of outputs)
        expect(series.every((value) => Math.abs(value) !== Infinity)).toBe(true);
    });
    fc.assert(property, { numRuns });
  });

  it.each(ALL.filter(({ input }) => input === 'series'))(
    '$name: begins anew after a gap in its series',
    (one) => {
      const property = fc.property(anyBars(40, 90), fc.integer({ min: 0, max: 20 }), (all, gap) => {
        const series = Float64Array.from([
          ...all.close.slice(0, gap),
          Number.NaN,
          ...all.close.slice(gap),
        ]);
        const usual = one.compute(firstBars(all, 0), [], all.close.slice(gap));
        for (const [place, values] of one.compute(all, [], series).entries()) {
          expect(values.slice(gap + 1)).toEqual(usual[place]);
        }
      });
      fc.assert(property, { numRuns });
    },
  );
});
