import { TA_LIB, period } from './indicator.ts';
import type { Indicator } from './indicator.ts';
import { tripleSmoothed } from './moving-averages.ts';
import { byRuns, column, warmUp } from './runs.ts';

/**
 * Relative Strength Index with Wilder's smoothing, 0 to 100.
 *
 * @returns absent for the first `span` values; 0 when nothing ever moved, as TA-Lib has it
 * @see Wilder, New Concepts in Technical Trading Systems (1978), section VI
 */
export function rsi(values: Float64Array, span: number): Float64Array {
  return byRuns(values, (values, from, to, out) => {
    const first = from + span;
    warmUp(out, from, first, to);
    if (first >= to) return;
    let [up, down] = [0, 0];
    let last = values[from] as number;
    for (let place = from + 1; place <= first; place++) {
      const value = values[place] as number;
      const change = value - last;
      last = value;
      if (change > 0) up += change;
      else down -= change;
    }
    up /= span;
    down /= span;
    out[first] = up + down === 0 ? 0 : (100 * up) / (up + down);
    const kept = 1 - 1 / span;
    const half = 0.5 / span;
    for (let place = first + 1; place < to; place++) {
      const value = values[place] as number;
      const change = value - last;
      const size = Math.abs(change);
      last = value;
      // Half of size plus change is the rise, or nothing: no branch that nobody can foresee.
      up = up * kept + (size + change) * half;
      down = down * kept + (size - change) * half;
      const sum = up + down;
      out[place] = sum === 0 ? 0 : (100 * up) / sum;
    }
  });
}

/** What `macd` gives. */
export interface Macd {
  readonly macd: Float64Array;
  readonly signal: Float64Array;
  readonly hist: Float64Array;
}

/**
 * Convergence and divergence of two exponential averages, in the unit of the values. As TA-Lib has
 * it, both averages begin on the bar on which the slow one can, and nothing is told before the signal.
 *
 * @see Appel, The Moving Average Convergence-Divergence Trading Method (1979)
 */
export function macd(values: Float64Array, fast: number, slow: number, span: number): Macd {
  const [short, long] = fast <= slow ? [fast, slow] : [slow, fast];
  const shortShare = 2 / (short + 1);
  const longShare = 2 / (long + 1);
  const share = 2 / (span + 1);
  const signal = column(values.length).fill(Number.NaN);
  const hist = column(values.length).fill(Number.NaN);
  const line = byRuns(values, (values, from, to, out) => {
    const begin = from + long - 1;
    const first = begin + span - 1;
    warmUp(out, from, first, to);
    if (first >= to) return;
    let [quick, steady] = [0, 0];
    for (let place = from; place <= begin; place++) {
      const value = values[place] as number;
      steady += value;
      if (place > begin - short) quick += value;
    }
    quick /= short;
    steady /= long;
    let mean = quick - steady;
    for (let place = begin + 1; place <= first; place++) {
      quick += ((values[place] as number) - quick) * shortShare;
      steady += ((values[place] as number) - steady) * longShare;
      mean += quick - steady;
    }
    mean /= span;
    out[first] = quick - steady;
    signal[first] = mean;
    hist[first] = quick - steady - mean;
    for (let place = first + 1; place < to; place++) {
      const value = values[place] as number;
      quick += (value - quick) * shortShare;
      steady += (value - steady) * longShare;
      const difference = quick - steady;
      mean += (difference - mean) * share;
      out[place] = difference;
      signal[place] = mean;
      hist[place] = difference - mean;
    }
  });
  return { macd: line, signal, hist };
}

/**
 * Change against the value `span` bars ago, percent; 0 where that was 0, as TA-Lib has it.
 */
export function roc(values: Float64Array, span: number): Float64Array {
  return byRuns(values, (values, from, to, out) => {
    warmUp(out, from, from + span, to);
    for (let place = from + span; place < to; place++) {
      const before = values[place - span] as number;
      out[place] = before === 0 ? 0 : ((values[place] as number) / before - 1) * 100;
    }
  });
}

/** Change against the value `span` bars ago, in the unit of the values. */
export function momentum(values: Float64Array, span: number): Float64Array {
  return byRuns(values, (values, from, to, out) => {
    warmUp(out, from, from + span, to);
    for (let place = from + span; place < to; place++) {
      out[place] = (values[place] as number) - (values[place - span] as number);
    }
  });
}

/** Change from bar to bar of a triple exponential average, percent. */
export function trix(values: Float64Array, span: number): Float64Array {
  return roc(tripleSmoothed(values, span, [0, 0, 1]), 1);
}

/** How fast a series moves. */
export const MOMENTUM: readonly Indicator[] = [
  {
    name: 'rsi',
    summary: 'relative strength index, 0 to 100',
    parameters: [period(14, 'period', 2)],
    input: 'series',
    outputs: ['rsi'],
    formula: '100·U/(U + D): Wilder averages of rises and falls; 0 when nothing moved',
    source: `${TA_LIB}; Wilder 1978`,
    compute: ({ close }, [span = 14], series = close) => [rsi(series, span)],
  },
  {
    name: 'macd',
    summary: 'convergence and divergence of two averages',
    parameters: [period(12, 'fast', 2), period(26, 'slow', 2), period(9, 'signal')],
    input: 'series',
    outputs: ['macd', 'signal', 'hist'],
    formula:
      'ema(fast) − ema(slow), both seeded on the bar on which the slow one begins; its ema; their difference',
    source: `${TA_LIB}; Appel 1979`,
    compute: ({ close }, [fast = 12, slow = 26, span = 9], series = close) => {
      const { macd: line, signal, hist } = macd(series, fast, slow, span);
      return [line, signal, hist];
    },
  },
  {
    name: 'mom',
    summary: 'change against the bar some bars ago',
    parameters: [period(10)],
    input: 'series',
    outputs: ['mom'],
    formula: 'x − x[n ago]',
    source: TA_LIB,
    compute: ({ close }, [span = 10], series = close) => [momentum(series, span)],
  },
  {
    name: 'roc',
    summary: 'rate of change, percent',
    parameters: [period(12)],
    input: 'series',
    outputs: ['roc'],
    formula: '100·(x/x[n ago] − 1); 0 where x[n ago] is 0',
    source: TA_LIB,
    compute: ({ close }, [span = 12], series = close) => [roc(series, span)],
  },
  {
    name: 'trix',
    summary: 'change of a triple exponential average from bar to bar, percent',
    parameters: [period(12)],
    input: 'series',
    outputs: ['trix'],
    formula: 'roc(ema(ema(ema(x))), 1)',
    source: TA_LIB,
    compute: ({ close }, [span = 12], series = close) => [trix(series, span)],
  },
];
