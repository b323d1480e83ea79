import { amount, period } from './indicator.ts';
import type { Indicator } from './indicator.ts';
import { ema, sma } from './moving-averages.ts';
import { highest, lowest, rollingSum } from './rolling.ts';

/** The ratio; absent where there is nothing to divide by. */
const ratio = (above: number, below: number): number => (below === 0 ? Number.NaN : above / below);

/** Change from value to value; absent for the first. */
export function change(values: Float64Array): Float64Array {
  return values.map((value, bar) => value - (values[bar - 1] ?? Number.NaN));
}

/** A line and an average of it. */
export interface Signalled {
  readonly line: Float64Array;
  readonly signal: Float64Array;
}

/** Distance of two exponential averages, percent of the slow one, each seeded on its own first bars. */
export function ppo(values: Float64Array, fast: number, slow: number, span: number): Signalled {
  const steady = ema(values, slow);
  const line = ema(values, fast).map((quick, bar) => {
    const base = steady[bar] as number;
    return 100 * ratio(quick - base, base);
  });
  return { line, signal: ema(line, span) };
}

/** Distance of two simple averages. */
export function dma(values: Float64Array, fast: number, slow: number): Float64Array {
  const steady = sma(values, slow);
  return sma(values, fast).map((quick, bar) => quick - (steady[bar] as number));
}

/** Distance from a simple average, percent of it. */
export function bias(values: Float64Array, span: number): Float64Array {
  return sma(values, span).map((mean, bar) => 100 * ratio((values[bar] as number) - mean, mean));
}

/** Distance from the simple average of the bar before. */
export function detrended(values: Float64Array, span: number): Float64Array {
  const mean = sma(values, span);
  return values.map((value, bar) => value - (mean[bar - 1] ?? Number.NaN));
}

/** How far the series came against how far it went, 0 to 1: near 1 in a trend. */
export function verticalHorizontal(values: Float64Array, span: number): Float64Array {
  const [top, bottom] = [highest(values, span), lowest(values, span)];
  const way = rollingSum(change(values).map(Math.abs), span);
  return way.map((length, bar) => ratio((top[bar] as number) - (bottom[bar] as number), length));
}

/** Distances between series and their averages. */
export const DISTANCES: readonly Indicator[] = [
  {
    name: 'ppo',
    summary: 'distance of two averages, percent',
    parameters: [period(12, 'fast', 2), period(26, 'slow', 2), period(9, 'signal')],
    input: 'series',
    outputs: ['ppo', 'signal', 'hist'],
    formula: '100·(ema(fast) − ema(slow))/ema(slow); its ema; their difference',
    source: 'InStock; TA-Lib seeds the fast average later',
    compute: ({ close }, [fast = 12, slow = 26, span = 9], series = close) => {
      const { line, signal } = ppo(series, fast, slow, span);
      return [line, signal, line.map((value, bar) => value - (signal[bar] as number))];
    },
  },
  {
    name: 'dma',
    summary: 'distance of two simple averages',
    parameters: [period(10, 'fast'), period(50, 'slow')],
    input: 'series',
    outputs: ['dma'],
    formula: 'sma(fast) − sma(slow)',
    source: 'InStock',
    compute: ({ close }, [fast = 10, slow = 50], series = close) => [dma(series, fast, slow)],
  },
  {
    name: 'bias',
    summary: 'distance from the average, percent',
    parameters: [period(6)],
    input: 'series',
    outputs: ['bias'],
    formula: '100·(x − sma(n))/sma(n)',
    source: 'InStock',
    compute: ({ close }, [span = 6], series = close) => [bias(series, span)],
  },
  {
    name: 'dpo',
    summary: 'price without its trend',
    parameters: [period(11)],
    input: 'series',
    outputs: ['dpo'],
    formula: 'x − sma(n) of the bar before',
    source: 'InStock, which moves the average by one bar only',
    compute: ({ close }, [span = 11], series = close) => [detrended(series, span)],
  },
  {
    name: 'vhf',
    summary: 'vertical horizontal filter, 0 to 1',
    parameters: [period(28)],
    input: 'series',
    outputs: ['vhf'],
    formula: '(highest − lowest)/Σ|x − x₋₁| over n bars',
    source: 'White 1991',
    compute: ({ close }, [span = 28], series = close) => [verticalHorizontal(series, span)],
  },
  {
    name: 'ene',
    summary: 'envelope of an average',
    parameters: [period(10), amount('above', 11), amount('below', 9, 0, 100)],
    input: 'series',
    outputs: ['upper', 'middle', 'lower'],
    formula: 'sma(n)·(1 + a/100), sma(n)·(1 − b/100), and the middle of the two',
    source: 'InStock',
    compute: ({ close }, [span = 10, above = 11, below = 9], series = close) => {
      const mean = sma(series, span);
      const upper = mean.map((value) => (1 + above / 100) * value);
      const lower = mean.map((value) => (1 - below / 100) * value);
      return [upper, upper.map((value, bar) => (value + (lower[bar] as number)) / 2), lower];
    },
  },
];
