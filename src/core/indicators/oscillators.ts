import { TA_LIB, period } from './indicator.ts';
import type { Bars, Indicator } from './indicator.ts';
import { rsi } from './momentum.ts';
import { ema, sma } from './moving-averages.ts';
import { highest, lowest } from './rolling.ts';
import type { Ranges } from './true-range.ts';

/** Place of the value between the least and the greatest of a window, 0 to 100; 0 where both are one. */
function place(value: number, bottom: number, top: number): number {
  const range = top - bottom;
  return range === 0 ? 0 : ((value - bottom) / range) * 100;
}

/** Place of the close in the range of the last bars, −100 (lowest) to 0 (highest); 0 where it is flat. */
export function williams({ high, low, close }: Ranges, span: number): Float64Array {
  const out = highest(high, span);
  const bottom = lowest(low, span);
  for (let bar = 0; bar < out.length; bar++) {
    const top = out[bar] as number;
    const range = top - (bottom[bar] as number);
    out[bar] = range === 0 ? 0 : ((top - (close[bar] as number)) / range) * -100;
  }
  return out;
}

/** The close's place in the range of the last bars, 0 to 100, unsmoothed. */
export function rawStochastic({ high, low, close }: Ranges, span: number): Float64Array {
  const out = highest(high, span);
  const bottom = lowest(low, span);
  for (let bar = 0; bar < out.length; bar++) {
    out[bar] = place(close[bar] as number, bottom[bar] as number, out[bar] as number);
  }
  return out;
}

/** K and D of an oscillator. */
export interface Stochastic {
  readonly k: Float64Array;
  readonly d: Float64Array;
}

/** Slow stochastic. As TA-Lib has it, K is told from the bar on which D begins. */
export function stochastic(bars: Ranges, span: number, smooth: number, signal: number): Stochastic {
  const k = sma(rawStochastic(bars, span), smooth);
  const d = sma(k, signal);
  for (let bar = 0; bar < k.length && Number.isNaN(d[bar]); bar++) k[bar] = Number.NaN;
  return { k, d };
}

/** Stochastic of the relative strength index. */
export function stochasticRsi(
  values: Float64Array,
  strength: number,
  span: number,
  signal: number,
): Stochastic {
  const strengths = rsi(values, strength);
  const [top, bottom] = [highest(strengths, span), lowest(strengths, span)];
  const k = strengths.map((value, bar) => place(value, bottom[bar] as number, top[bar] as number));
  return { k, d: sma(k, signal) };
}

/** K, D and J of East Asian terminals: a smoothing by m has the share 1/m, seeded with 2m − 1 values. */
export function kdj(
  bars: Ranges,
  span: number,
  smooth: number,
  signal: number,
): Stochastic & { readonly j: Float64Array } {
  const k = ema(rawStochastic(bars, span), 2 * smooth - 1);
  const d = ema(k, 2 * signal - 1);
  return { k, d, j: k.map((value, bar) => 3 * value - 2 * (d[bar] as number)) };
}

/** Typical prices: the mean of high, low and close. */
export function typical({ high, low, close }: Ranges): Float64Array {
  const out = new Float64Array(close.length);
  for (let bar = 0; bar < out.length; bar++) {
    out[bar] = ((high[bar] as number) + (low[bar] as number) + (close[bar] as number)) / 3;
  }
  return out;
}

/**
 * Commodity channel index: the typical price's distance from its mean in mean absolute deviations.
 *
 * @see Lambert, Commodity Channel Index: Tool for Trading Cyclic Trends (1980)
 */
export function cci(bars: Ranges, span: number): Float64Array {
  const prices = typical(bars);
  const out = new Float64Array(prices.length).fill(Number.NaN);
  for (let bar = span - 1; bar < out.length; bar++) {
    const oldest = bar - span + 1;
    let sum = 0;
    for (let other = oldest; other <= bar; other++) sum += prices[other] as number;
    const mean = sum / span;
    let deviation = 0;
    for (let other = oldest; other <= bar; other++) {
      deviation += Math.abs((prices[other] as number) - mean);
    }
    const distance = (prices[bar] as number) - mean;
    out[bar] = distance === 0 || deviation === 0 ? 0 : distance / (0.015 * (deviation / span));
  }
  return out;
}

const OF_RANGE = '(C − lowest low)/(highest high − lowest low)';

/** Where the price stands in what it was lately. */
export const OSCILLATORS: readonly Indicator[] = [
  {
    name: 'willr',
    summary: 'Williams %R, −100 to 0',
    parameters: [period(14, 'period', 2)],
    input: 'bars',
    outputs: ['willr'],
    formula: '−100·(highest high − C)/(highest high − lowest low); 0 where flat',
    source: TA_LIB,
    compute: (bars, [span = 14]) => [williams(bars, span)],
  },
  {
    name: 'stoch',
    summary: 'slow stochastic, 0 to 100',
    parameters: [period(14), period(3, 'smooth'), period(3, 'signal')],
    input: 'bars',
    outputs: ['k', 'd'],
    formula: `k = sma(100·${OF_RANGE}); d = sma(k); 0 where flat`,
    source: `${TA_LIB}; Lane`,
    compute: (bars, [span = 14, smooth = 3, signal = 3]) => {
      const { k, d } = stochastic(bars, span, smooth, signal);
      return [k, d];
    },
  },
  {
    name: 'stochrsi',
    summary: 'stochastic of the relative strength index, 0 to 100',
    parameters: [period(14, 'rsi', 2), period(14), period(3, 'signal')],
    input: 'series',
    outputs: ['k', 'd'],
    formula: 'k = 100·(r − lowest r)/(highest r − lowest r) of r = rsi; d = sma(k)',
    source: `${TA_LIB}; Chande and Kroll 1994`,
    compute: ({ close }, [strength = 14, span = 14, signal = 3], series = close) => {
      const { k, d } = stochasticRsi(series, strength, span, signal);
      return [k, d];
    },
  },
  {
    name: 'kdj',
    summary: 'stochastic with J, as East Asian terminals show it',
    parameters: [period(9), period(3, 'smooth'), period(3, 'signal')],
    input: 'bars',
    outputs: ['k', 'd', 'j'],
    formula: `k = 100·${OF_RANGE} smoothed by 1/m, seeded with 2m − 1 values; d = k smoothed; j = 3k − 2d`,
    source: 'InStock',
    compute: (bars, [span = 9, smooth = 3, signal = 3]) => {
      const { k, d, j } = kdj(bars, span, smooth, signal);
      return [k, d, j];
    },
  },
  {
    name: 'cci',
    summary: 'commodity channel index',
    parameters: [period(14, 'period', 2)],
    input: 'bars',
    outputs: ['cci'],
    formula: '(T − mean T)/(0.015·mean |T − mean T|), T = (H + L + C)/3; 0 where flat',
    source: `${TA_LIB}; Lambert 1980`,
    compute: (bars: Bars, [span = 14]) => [cci(bars, span)],
  },
];
