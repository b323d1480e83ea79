import type { ExpressionFunction } from './vocabulary.ts';

/** For each bar, the largest (`sign` 1) or smallest (−1) of the `count` values before it. */
function extremeBefore(values: Float64Array, count: number, sign: 1 | -1): Float64Array {
  const out = new Float64Array(values.length).fill(Number.NaN);
  // Places whose value may still become the extreme, best first: each enters and leaves once.
  const places = new Int32Array(values.length);
  let [first, last, absent] = [0, 0, 0];
  const value = (place: number): number => sign * (values[place] ?? Number.NaN);
  for (let at = 1; at < values.length; at++) {
    const entering = at - 1;
    if (Number.isNaN(value(entering))) absent++;
    else {
      while (last > first && value(places[last - 1] ?? 0) <= value(entering)) last--;
      places[last++] = entering;
    }
    const leaving = at - count - 1;
    if (leaving >= 0 && Number.isNaN(value(leaving))) absent--;
    while (first < last && (places[first] ?? 0) <= leaving) first++;
    if (at >= count && absent === 0) out[at] = values[places[first] ?? 0] ?? Number.NaN;
  }
  return out;
}

/**
 * For each bar, the mean of the `count` values before it; the bar's own is not in it. Each is summed
 * anew, so that a bar's figure does not hang on how many bars stand before it.
 */
function meanBefore(values: Float64Array, count: number): Float64Array {
  const out = new Float64Array(values.length).fill(Number.NaN);
  for (let at = count; at < values.length; at++) {
    let sum = 0;
    for (let place = at - count; place < at; place++) sum += values[place] ?? Number.NaN;
    out[at] = sum / count;
  }
  return out;
}

function shifted(values: Float64Array, count: number): Float64Array {
  const out = new Float64Array(values.length).fill(Number.NaN);
  if (count < values.length) out.set(values.subarray(0, values.length - count), count);
  return out;
}

const bars = (fallback: number): ExpressionFunction['parameters'][number] => ({
  name: 'bars',
  default: fallback,
  min: 1,
  integer: true,
});

/** Mean of the bars before: what "usual" means beside a bar of its own. */
const avg: ExpressionFunction = {
  name: 'avg',
  parameters: [bars(20)],
  input: 'series',
  outputs: ['avg'],
  compute: ({ close }, [count = 20], series = close) => [meanBefore(series, count)],
};

/** Highest high of the bars before: what a break-out goes over. */
const resistance: ExpressionFunction = {
  name: 'resistance',
  parameters: [bars(20)],
  input: 'bars',
  outputs: ['resistance'],
  compute: ({ high }, [count = 20]) => [extremeBefore(high, count, 1)],
};

/** Lowest low of the bars before: what a break-down goes under. */
const support: ExpressionFunction = {
  name: 'support',
  parameters: [bars(20)],
  input: 'bars',
  outputs: ['support'],
  compute: ({ low }, [count = 20]) => [extremeBefore(low, count, -1)],
};

/** The series as it was that many bars earlier. */
const previous: ExpressionFunction = {
  name: 'previous',
  parameters: [bars(1)],
  input: 'series',
  outputs: ['previous'],
  compute: ({ close }, [count = 1], series = close) => [shifted(series, count)],
};

/** The change since that many bars earlier, as a fraction; absent where that was zero. */
const change: ExpressionFunction = {
  name: 'change',
  parameters: [bars(1)],
  input: 'series',
  outputs: ['change'],
  compute({ close }, [count = 1], series = close) {
    const before = shifted(series, count);
    return [
      series.map((value, at) =>
        before[at] === 0 ? Number.NaN : value / (before[at] ?? Number.NaN) - 1,
      ),
    ];
  },
};

/** Functions of the language itself, beside the technical indicators; the bar's own value is in none of the first three. */
export const LANGUAGE_FUNCTIONS: ReadonlyMap<string, ExpressionFunction> = new Map(
  [avg, resistance, support, previous, change].map((one) => [one.name, one]),
);

/** Whether the function works on what it is compared with, unless a series is named: `volume > 3 x avg(20)`. */
export function fillsFromCompared(shape: ExpressionFunction): boolean {
  return shape === avg;
}
