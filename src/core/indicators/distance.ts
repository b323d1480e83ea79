import { amount, period } from './indicator.ts';
import type { Indicator } from './indicator.ts';
import { ema, sma } from './moving-averages.ts';
import { highest, lowest, rollingSum } from './rolling.ts';
import { column } from './runs.ts';

/** A line and an average of it. */
export interface Signalled {
  readonly line: Float64Array;
  readonly signal: Float64Array;
}

/** The first less the second, in place of the first. */
function less(from: Float64Array, what: Float64Array): Float64Array {
  for (let place = 0; place < from.length; place++) {
    from[place] = (from[place] as number) - (what[place] as number);
  }
  return from;
}

/** Distance of two exponential averages, percent of the slow one, each seeded on its own first bars. */
export function ppo(values: Float64Array, fast: number, slow: number, span: number): Signalled {
  const steady = ema(values, slow);
  const line = ema(values, fast);
  for (let place = 0; place < line.length; place++) {
    const base = steady[place] as number;
    line[place] = base === 0 ? Number.NaN : (100 * ((line[place] as number) - base)) / base;
  }
  return { line, signal: ema(line, span) };
}

/** Distance of two simple averages. */
export function dma(values: Float64Array, fast: number, slow: number): Float64Array {
  return less(sma(values, fast), sma(values, slow));
}

/** Distance from a simple average, percent of it. */
export function bias(values: Float64Array, span: number): Float64Array {
  const out = sma(values, span);
  for (let place = 0; place < out.length; place++) {
    const mean = out[place] as number;
    out[place] = mean === 0 ? Number.NaN : (100 * ((values[place] as number) - mean)) / mean;
  }
  return out;
}

/** Distance from the simple average of the bar before. */
export function detrended(values: Float64Array, span: number): Float64Array {
  const out = sma(values, span);
  // From the end: the average of the bar before is still in its place.
  for (let place = out.length - 1; place > 0; place--) {
    out[place] = (values[place] as number) - (out[place - 1] as number);
  }
  if (out.length > 0) out[0] = Number.NaN;
  return out;
}

/** How far the series came against how far it went, 0 to 1: near 1 in a trend. */
export function verticalHorizontal(values: Float64Array, span: number): Float64Array {
  const top = highest(values, span);
  const bottom = lowest(values, span);
  const moves = column(values.length);
  let before = Number.NaN;
  for (let place = 0; place < moves.length; place++) {
    const value = values[place] as number;
    moves[place] = Math.abs(value - before);
    before = value;
  }
  const way = rollingSum(moves, span);
  for (let place = 0; place < way.length; place++) {
    const length = way[place] as number;
    const range = (top[place] as number) - (bottom[place] as number);
    way[place] = length === 0 ? Number.NaN : range / length;
  }
  return way;
}

/** An average with a line some percent above it, one below, and the middle of the two. */
function envelope(
  values: Float64Array,
  span: number,
  above: number,
  below: number,
): readonly Float64Array[] {
  const upper = sma(values, span);
  const middle = column(upper.length);
  const lower = column(upper.length);
  for (let place = 0; place < upper.length; place++) {
    const mean = upper[place] as number;
    const [top, bottom] = [(1 + above / 100) * mean, (1 - below / 100) * mean];
    upper[place] = top;
    middle[place] = (top + bottom) / 2;
    lower[place] = bottom;
  }
  return [upper, middle, lower];
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
      return [line, signal, less(line.slice(), signal)];
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
    compute: ({ close }, [span = 10, above = 11, below = 9], series = close) =>
      envelope(series, span, above, below),
  },
];
