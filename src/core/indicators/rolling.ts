import { TA_LIB, amount, period } from './indicator.ts';
import type { Indicator } from './indicator.ts';
import { byRuns, column, warmUp } from './runs.ts';

/**
 * Sum of the last `span` values. Nothing is subtracted, so that a window of zeros sums to zero
 * whatever stood before it: a window is the end of one block of `span` values and the beginning of
 * the next.
 */
export function rollingSum(values: Float64Array, span: number): Float64Array {
  return byRuns(values, (values, from, to, out) => {
    const first = from + span - 1;
    warmUp(out, from, first, to);
    if (first >= to) return;
    // Sums from each place of the block before to its end; the last place stands for nothing left.
    const ends = column(span + 1);
    ends[span] = 0;
    let sum = 0;
    for (let place = from; place <= first; place++) sum += values[place] as number;
    out[first] = sum;
    for (let block = from + span; block < to; block += span) {
      for (let place = span - 1; place > 0; place--) {
        ends[place] = (ends[place + 1] as number) + (values[block - span + place] as number);
      }
      const end = Math.min(block + span, to);
      sum = 0;
      for (let place = block; place < end; place++) {
        sum += values[place] as number;
        out[place] = (ends[place - block + 1] as number) + sum;
      }
    }
  });
}

/**
 * Ratio of two sums of the last `span` values, times a factor; absent where the lower one is zero.
 * Sums as in `rollingSum`.
 *
 * @param from the first place from which both have values, without a gap
 */
export function ratioOfSums(
  above: Float64Array,
  below: Float64Array,
  span: number,
  from = 0,
  factor = 1,
): Float64Array {
  const out = column(above.length);
  const to = above.length;
  const first = from + span - 1;
  warmUp(out, 0, first, to);
  if (first >= to) return out;
  const upperEnds = column(span + 1);
  const lowerEnds = column(span + 1);
  upperEnds[span] = 0;
  lowerEnds[span] = 0;
  for (let block = from; block < to; block += span) {
    const end = Math.min(block + span, to);
    let upper = 0;
    let lower = 0;
    for (let place = block; place < end; place++) {
      upper += above[place] as number;
      lower += below[place] as number;
      if (place < first) continue;
      const divisor = (lowerEnds[place - block + 1] as number) + lower;
      const sum = (upperEnds[place - block + 1] as number) + upper;
      out[place] = divisor === 0 ? Number.NaN : (factor * sum) / divisor;
    }
    if (end - block < span) break;
    for (let place = span - 1; place > 0; place--) {
      upperEnds[place] = (upperEnds[place + 1] as number) + (above[block + place] as number);
      lowerEnds[place] = (lowerEnds[place + 1] as number) + (below[block + place] as number);
    }
  }
  return out;
}

/** Greatest of the last `span` values. */
export function highest(values: Float64Array, span: number): Float64Array {
  return byRuns(values, (values, from, to, out) => {
    const first = from + span - 1;
    warmUp(out, from, first, to);
    let at = -1;
    let top = 0;
    for (let place = first; place < to; place++) {
      const value = values[place] as number;
      const oldest = place - span + 1;
      if (at < oldest) {
        // The greatest has left: look through what is left, and the newest of equals stays longest.
        at = oldest;
        top = values[oldest] as number;
        for (let other = oldest + 1; other <= place; other++) {
          const candidate = values[other] as number;
          if (candidate >= top) {
            top = candidate;
            at = other;
          }
        }
      } else if (value >= top) {
        top = value;
        at = place;
      }
      out[place] = top;
    }
  });
}

/** Least of the last `span` values. */
export function lowest(values: Float64Array, span: number): Float64Array {
  return byRuns(values, (values, from, to, out) => {
    const first = from + span - 1;
    warmUp(out, from, first, to);
    let at = -1;
    let bottom = 0;
    for (let place = first; place < to; place++) {
      const value = values[place] as number;
      const oldest = place - span + 1;
      if (at < oldest) {
        at = oldest;
        bottom = values[oldest] as number;
        for (let other = oldest + 1; other <= place; other++) {
          const candidate = values[other] as number;
          if (candidate <= bottom) {
            bottom = candidate;
            at = other;
          }
        }
      } else if (value <= bottom) {
        bottom = value;
        at = place;
      }
      out[place] = bottom;
    }
  });
}

/** Variances below this are rounding, as TA-Lib has it. */
const NO_VARIANCE = 1e-14;

/** Standard deviation of the last `span` values as a population, times a factor. */
export function stddev(values: Float64Array, span: number, factor = 1): Float64Array {
  return byRuns(values, (values, from, to, out) => {
    const first = from + span - 1;
    warmUp(out, from, first, to);
    let [sum, squares] = [0, 0];
    for (let place = from; place < first && place < to; place++) {
      const value = values[place] as number;
      sum += value;
      squares += value * value;
    }
    for (let place = first; place < to; place++) {
      const value = values[place] as number;
      sum += value;
      squares += value * value;
      const mean = sum / span;
      const variance = squares / span - mean * mean;
      out[place] = variance < NO_VARIANCE ? 0 : Math.sqrt(variance) * factor;
      const leaving = values[place - span + 1] as number;
      sum -= leaving;
      squares -= leaving * leaving;
    }
  });
}

/** Bollinger bands: a simple average, and the deviation around it. */
export interface Bands {
  readonly upper: Float64Array;
  readonly middle: Float64Array;
  readonly lower: Float64Array;
}

/** @see Bollinger, Bollinger on Bollinger Bands (2001) */
export function bollinger(values: Float64Array, span: number, deviations: number): Bands {
  const upper = column(values.length).fill(Number.NaN);
  const lower = column(values.length).fill(Number.NaN);
  const middle = byRuns(values, (values, from, to, out) => {
    const first = from + span - 1;
    warmUp(out, from, first, to);
    let [sum, squares] = [0, 0];
    for (let place = from; place < first && place < to; place++) {
      const value = values[place] as number;
      sum += value;
      squares += value * value;
    }
    for (let place = first; place < to; place++) {
      const value = values[place] as number;
      sum += value;
      squares += value * value;
      const mean = sum / span;
      const variance = squares / span - mean * mean;
      const width = variance < NO_VARIANCE ? 0 : Math.sqrt(variance) * deviations;
      out[place] = mean;
      upper[place] = mean + width;
      lower[place] = mean - width;
      const leaving = values[place - span + 1] as number;
      sum -= leaving;
      squares -= leaving * leaving;
    }
  });
  return { upper, middle, lower };
}

/** What a window of a series comes to. */
export const ROLLING: readonly Indicator[] = [
  {
    name: 'sum',
    summary: 'sum of the last bars',
    parameters: [period(20)],
    input: 'series',
    outputs: ['sum'],
    formula: 'Σ x over n bars',
    source: TA_LIB,
    compute: ({ close }, [span = 20], series = close) => [rollingSum(series, span)],
  },
  {
    name: 'highest',
    summary: 'greatest of the last bars',
    parameters: [period(20)],
    input: 'series',
    outputs: ['highest'],
    formula: 'max x over n bars, this one among them',
    source: `${TA_LIB} (MAX)`,
    compute: ({ close }, [span = 20], series = close) => [highest(series, span)],
  },
  {
    name: 'lowest',
    summary: 'least of the last bars',
    parameters: [period(20)],
    input: 'series',
    outputs: ['lowest'],
    formula: 'min x over n bars, this one among them',
    source: `${TA_LIB} (MIN)`,
    compute: ({ close }, [span = 20], series = close) => [lowest(series, span)],
  },
  {
    name: 'stddev',
    summary: 'standard deviation of the last bars',
    parameters: [period(20, 'period', 2), amount('deviations', 1)],
    input: 'series',
    outputs: ['stddev'],
    formula: 'd·√(Σx²/n − (Σx/n)²), of a population',
    source: TA_LIB,
    compute: ({ close }, [span = 20, factor = 1], series = close) => [stddev(series, span, factor)],
  },
  {
    name: 'bbands',
    summary: 'Bollinger bands',
    parameters: [period(20, 'period', 2), amount('deviations', 2)],
    input: 'series',
    outputs: ['upper', 'middle', 'lower'],
    formula: 'sma(n) ± d·stddev(n), of a population',
    source: `${TA_LIB}; Bollinger 2001`,
    compute: ({ close }, [span = 20, deviations = 2], series = close) => {
      const { upper, middle, lower } = bollinger(series, span, deviations);
      return [upper, middle, lower];
    },
  },
];
