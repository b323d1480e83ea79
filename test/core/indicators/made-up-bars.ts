import * as fc from 'fast-check';
import type { Bars } from '../../../src/core/indicators/indicator.ts';

const hundredths = (value: number): number => Math.floor(100 * value + 0.5) / 100;

/** The 120 bars for which InStock's figures are known: waves with a slow rise. */
export function wavyBars(): Bars {
  const [open, high, low, close, volume] = Array.from(
    { length: 5 },
    () => new Float64Array(120),
  ) as [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];
  let before = 0;
  for (let bar = 0; bar < 120; bar++) {
    const price = hundredths(100 + 10 * Math.sin(bar / 7) + 5 * Math.sin(bar / 3) + 0.15 * bar);
    const first = bar === 0 ? price : hundredths(before * (1 + 0.004 * Math.sin(1.7 * bar)));
    const [top, bottom] = [Math.max(first, price), Math.min(first, price)];
    open[bar] = first;
    close[bar] = price;
    high[bar] = hundredths(top * (1 + 0.003 * (1 + Math.abs(Math.sin(2.3 * bar)))));
    low[bar] = hundredths(bottom * (1 - 0.003 * (1 + Math.abs(Math.cos(1.9 * bar)))));
    volume[bar] = 100_000 + 1000 * ((37 * bar) % 101);
    before = price;
  }
  return { open, high, low, close, volume };
}

/** Possible bars of any shape, in whole paise: flat ones, gaps and bars without volume among them. */
export function anyBars(minLength: number, maxLength: number): fc.Arbitrary<Bars> {
  const step = fc.record({
    gap: fc.integer({ min: -30, max: 30 }),
    body: fc.integer({ min: -40, max: 40 }),
    up: fc.integer({ min: 0, max: 20 }),
    down: fc.integer({ min: 0, max: 20 }),
    volume: fc.oneof(
      { weight: 5, arbitrary: fc.integer({ min: 1, max: 5_000_000 }) },
      fc.constant(0),
    ),
  });
  const still = fc.constant({ gap: 0, body: 0, up: 0, down: 0, volume: 0 });
  return fc
    .array(fc.oneof({ weight: 6, arbitrary: step }, still), { minLength, maxLength })
    .map((steps) => {
      let price = 50_000;
      const rows = steps.map(({ gap, body, up, down, volume }) => {
        const open = Math.max(100, price + gap);
        price = Math.max(100, open + body);
        return {
          open,
          close: price,
          high: Math.max(open, price) + up,
          low: Math.min(open, price) - down,
          volume,
        };
      });
      const of = (name: keyof Bars): Float64Array => Float64Array.from(rows, (row) => row[name]);
      return {
        open: of('open'),
        high: of('high'),
        low: of('low'),
        close: of('close'),
        volume: of('volume'),
      };
    });
}

/** The first bars. */
export function firstBars(bars: Bars, count: number): Bars {
  const { open, high, low, close, volume } = bars;
  return {
    open: open.slice(0, count),
    high: high.slice(0, count),
    low: low.slice(0, count),
    close: close.slice(0, count),
    volume: volume.slice(0, count),
  };
}
