import { TA_LIB, period } from './indicator.ts';
import type { Indicator } from './indicator.ts';
import { rsi } from './momentum.ts';
import { ema, sma } from './moving-averages.ts';
import { highest, lowest, rollingSum } from './rolling.ts';
import { column, warmUp } from './runs.ts';
import type { Ranges } from './true-range.ts';

/**
 * The close's place between the lowest low and the highest high of the last bars, percent of the way
 * from one of them; 0 where both are one.
 *
 * @param fromTop −100 to 0 from the highest high, instead of 0 to 100 from the lowest low
 */
function placeInRange({ high, low, close }: Ranges, span: number, fromTop: boolean): Float64Array {
  const out = column(close.length);
  warmUp(out, 0, span - 1, out.length);
  let [topAt, bottomAt] = [-1, -1];
  let [top, bottom] = [0, 0];
  for (let bar = span - 1; bar < out.length; bar++) {
    const oldest = bar - span + 1;
    const newTop = high[bar] as number;
    const newBottom = low[bar] as number;
    if (topAt < oldest) {
      topAt = oldest;
      top = high[oldest] as number;
      for (let other = oldest + 1; other <= bar; other++) {
        const candidate = high[other] as number;
        if (candidate >= top) {
          top = candidate;
          topAt = other;
        }
      }
    } else if (newTop >= top) {
      top = newTop;
      topAt = bar;
    }
    if (bottomAt < oldest) {
      bottomAt = oldest;
      bottom = low[oldest] as number;
      for (let other = oldest + 1; other <= bar; other++) {
        const candidate = low[other] as number;
        if (candidate <= bottom) {
          bottom = candidate;
          bottomAt = other;
        }
      }
    } else if (newBottom <= bottom) {
      bottom = newBottom;
      bottomAt = bar;
    }
    const range = top - bottom;
    const from = fromTop ? top : bottom;
    out[bar] = range === 0 ? 0 : (((close[bar] as number) - from) / range) * 100;
  }
  return out;
}

/** Place of the close in the range of the last bars, −100 (lowest) to 0 (highest); 0 where it is flat. */
export function williams(bars: Ranges, span: number): Float64Array {
  return placeInRange(bars, span, true);
}

/** The close's place in the range of the last bars, 0 to 100, unsmoothed. */
export function rawStochastic(bars: Ranges, span: number): Float64Array {
  return placeInRange(bars, span, false);
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
  for (let bar = 0; bar < top.length; bar++) {
    const least = bottom[bar] as number;
    const range = (top[bar] as number) - least;
    top[bar] = range === 0 ? 0 : (((strengths[bar] as number) - least) / range) * 100;
  }
  return { k: top, d: sma(top, signal) };
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
  const j = column(k.length);
  for (let bar = 0; bar < j.length; bar++) j[bar] = 3 * (k[bar] as number) - 2 * (d[bar] as number);
  return { k, d, j };
}

/** Typical prices: the mean of high, low and close. */
export function typical({ high, low, close }: Ranges): Float64Array {
  const out = column(close.length);
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
  const sums = rollingSum(prices, span);
  const out = column(prices.length);
  warmUp(out, 0, span - 1, out.length);
  // Bars since the price was another: the mean of equal prices need not be one of them to the last digit.
  let still = 0;
  let before = Number.NaN;
  for (let bar = 0; bar < out.length; bar++) {
    const price = prices[bar] as number;
    still = price === before ? still + 1 : 0;
    before = price;
    if (bar < span - 1) continue;
    const mean = (sums[bar] as number) / span;
    // Four sums at a time: each waits only for itself.
    let place = bar - span + 1;
    let first = 0;
    let second = 0;
    let third = 0;
    let fourth = 0;
    for (; place + 3 <= bar; place += 4) {
      first += Math.abs((prices[place] as number) - mean);
      second += Math.abs((prices[place + 1] as number) - mean);
      third += Math.abs((prices[place + 2] as number) - mean);
      fourth += Math.abs((prices[place + 3] as number) - mean);
    }
    for (; place <= bar; place++) first += Math.abs((prices[place] as number) - mean);
    const deviation = (first + second + (third + fourth)) / span;
    out[bar] = still >= span - 1 || deviation === 0 ? 0 : (price - mean) / (0.015 * deviation);
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
    firstNeeded: ([span = 14], from) => from - span + 1,
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
    // A whole number of blocks is left out, so that the sums are made of the same parts.
    firstNeeded: ([span = 14], from) => Math.floor((from - span + 1) / span) * span,
    compute: (bars, [span = 14]) => [cci(bars, span)],
  },
];
