import { TA_LIB, period } from './indicator.ts';
import type { Indicator } from './indicator.ts';
import { byRuns, warmUp } from './runs.ts';

/** Simple moving average: the mean of the last `span` values. */
export function sma(values: Float64Array, span: number): Float64Array {
  return byRuns(values, (values, from, to, out) => {
    const first = from + span - 1;
    warmUp(out, from, first, to);
    let sum = 0;
    for (let place = from; place < first && place < to; place++) sum += values[place] as number;
    for (let place = first; place < to; place++) {
      sum += values[place] as number;
      out[place] = sum / span;
      sum -= values[place - span + 1] as number;
    }
  });
}

/** Begins with a simple mean of `span` values, then moves by a share of the distance. */
function smoothed(values: Float64Array, span: number, share: number): Float64Array {
  return byRuns(values, (values, from, to, out) => {
    const first = from + span - 1;
    warmUp(out, from, first, to);
    if (first >= to) return;
    let mean = 0;
    for (let place = from; place <= first; place++) mean += values[place] as number;
    mean /= span;
    out[first] = mean;
    for (let place = first + 1; place < to; place++) {
      mean += ((values[place] as number) - mean) * share;
      out[place] = mean;
    }
  });
}

/** Exponential moving average, seeded with the simple mean of the first `span` values. */
export function ema(values: Float64Array, span: number): Float64Array {
  return smoothed(values, span, 2 / (span + 1));
}

/** Wilder's smoothing: the same with a share of 1 / `span`. */
export function wilder(values: Float64Array, span: number): Float64Array {
  return smoothed(values, span, 1 / span);
}

/** Linearly weighted moving average: the newest of `span` values counts `span` times. */
export function wma(values: Float64Array, span: number): Float64Array {
  return byRuns(values, (values, from, to, out) => {
    const first = from + span - 1;
    warmUp(out, from, first, to);
    const weights = (span * (span + 1)) / 2;
    let [sum, weighted] = [0, 0];
    for (let place = from; place < first && place < to; place++) {
      sum += values[place] as number;
      weighted += (values[place] as number) * (place - from + 1);
    }
    let leaving = 0;
    for (let place = first; place < to; place++) {
      const value = values[place] as number;
      sum += value - leaving;
      weighted += value * span;
      leaving = values[place - span + 1] as number;
      out[place] = weighted / weights;
      weighted -= sum;
    }
  });
}

/** Double exponential moving average: twice the average less the average of the average. */
export function dema(values: Float64Array, span: number): Float64Array {
  return byRuns(values, (values, from, to, out) => {
    const share = 2 / (span + 1);
    const begin = from + span - 1;
    const first = begin + span - 1;
    warmUp(out, from, first, to);
    if (first >= to) return;
    let once = 0;
    for (let place = from; place <= begin; place++) once += values[place] as number;
    once /= span;
    let twice = once;
    for (let place = begin + 1; place <= first; place++) {
      once += ((values[place] as number) - once) * share;
      twice += once;
    }
    twice /= span;
    out[first] = 2 * once - twice;
    for (let place = first + 1; place < to; place++) {
      once += ((values[place] as number) - once) * share;
      twice += (once - twice) * share;
      out[place] = 2 * once - twice;
    }
  });
}

/**
 * An exponential average of an exponential average of one, each seeded with the mean of the first
 * `span` values of the one before.
 *
 * @param weights of the three in what is told: 0, 0, 1 for the last alone
 */
export function tripleSmoothed(
  values: Float64Array,
  span: number,
  weights: readonly [number, number, number],
): Float64Array {
  const [ofOnce, ofTwice, ofThrice] = weights;
  return byRuns(values, (values, from, to, out) => {
    const share = 2 / (span + 1);
    const begin = from + span - 1;
    const second = begin + span - 1;
    const first = second + span - 1;
    warmUp(out, from, first, to);
    if (first >= to) return;
    let once = 0;
    for (let place = from; place <= begin; place++) once += values[place] as number;
    once /= span;
    let twice = once;
    for (let place = begin + 1; place <= second; place++) {
      once += ((values[place] as number) - once) * share;
      twice += once;
    }
    twice /= span;
    let thrice = twice;
    for (let place = second + 1; place <= first; place++) {
      once += ((values[place] as number) - once) * share;
      twice += (once - twice) * share;
      thrice += twice;
    }
    thrice /= span;
    out[first] = ofOnce * once + ofTwice * twice + ofThrice * thrice;
    for (let place = first + 1; place < to; place++) {
      once += ((values[place] as number) - once) * share;
      twice += (once - twice) * share;
      thrice += (twice - thrice) * share;
      out[place] = ofOnce * once + ofTwice * twice + ofThrice * thrice;
    }
  });
}

/** Triple exponential moving average: three averages, three averages of them, and one of those. */
export function tema(values: Float64Array, span: number): Float64Array {
  return tripleSmoothed(values, span, [3, -3, 1]);
}

function average(
  name: string,
  summary: string,
  usual: number,
  formula: string,
  source: string,
  of: (values: Float64Array, span: number) => Float64Array,
): Indicator {
  return {
    name,
    summary,
    parameters: [period(usual)],
    input: 'series',
    outputs: [name],
    formula,
    source,
    compute: ({ close }, [span = usual], series = close) => [of(series, span)],
  };
}

/** Averages of the last bars. */
export const MOVING_AVERAGES: readonly Indicator[] = [
  average('sma', 'simple moving average', 20, 'Σ x / n over n bars', TA_LIB, sma),
  average(
    'ema',
    'exponential moving average',
    20,
    'e += 2/(n+1)·(x − e), first value the mean of n',
    TA_LIB,
    ema,
  ),
  average(
    'wma',
    'linearly weighted moving average',
    20,
    'Σ i·x[i] / Σ i, the newest i = n',
    TA_LIB,
    wma,
  ),
  average(
    'dema',
    'double exponential moving average',
    20,
    '2·e1 − e2; e1 = ema(x), e2 = ema(e1)',
    `${TA_LIB}; Mulloy 1994`,
    dema,
  ),
  average(
    'tema',
    'triple exponential moving average',
    14,
    '3·e1 − 3·e2 + e3; e3 = ema(e2)',
    `${TA_LIB}; Mulloy 1994`,
    tema,
  ),
  average(
    'rma',
    "Wilder's smoothing",
    14,
    'r += (x − r)/n, first value the mean of n',
    'Wilder, New Concepts in Technical Trading Systems (1978)',
    wilder,
  ),
];
