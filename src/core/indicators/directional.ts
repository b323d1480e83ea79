import { TA_LIB, period } from './indicator.ts';
import type { Bars, Indicator } from './indicator.ts';
import { ema } from './moving-averages.ts';
import { column, warmUp } from './runs.ts';
import { atr } from './true-range.ts';
import type { Ranges } from './true-range.ts';

/**
 * Directional indicator of Wilder: the share of the true range that went up (`side` 1) or down (−1),
 * percent. As TA-Lib has it: sums of `span` − 1 moves, smoothed from then on.
 */
export function directionalIndicator(
  { high, low, close }: Ranges,
  span: number,
  side: 1 | -1,
): Float64Array {
  const out = column(close.length);
  warmUp(out, 0, span, out.length);
  // Down is up with the prices upside down.
  const ours = side === 1 ? high : low;
  const theirs = side === 1 ? low : high;
  let [moves, ranges] = [0, 0];
  let [near, far, before] = [ours[0] ?? 0, theirs[0] ?? 0, close[0] ?? 0];
  const kept = 1 - 1 / span;
  for (let place = 1; place < out.length; place++) {
    const newNear = ours[place] as number;
    const newFar = theirs[place] as number;
    const move = (newNear - near) * side;
    const other = (far - newFar) * side;
    near = newNear;
    far = newFar;
    let range = Math.abs(near - far);
    const rise = Math.abs(near - before);
    const fall = Math.abs(before - far);
    if (rise > range) range = rise;
    if (fall > range) range = fall;
    before = close[place] as number;
    const weight = place < span ? 1 : kept;
    moves = moves * weight + (move > 0 && move > other ? move : 0);
    ranges = ranges * weight + range;
    if (place >= span) out[place] = ranges === 0 ? 0 : (100 * moves) / ranges;
  }
  return out;
}

/** How one-sided the moves are, 0 to 100: DX, or with `averaged` Wilder's average of it, ADX. */
function movement(
  { high, low }: Pick<Bars, 'high' | 'low'>,
  span: number,
  averaged: boolean,
): Float64Array {
  const out = column(high.length);
  const first = averaged ? 2 * span - 1 : span;
  warmUp(out, 0, first, out.length);
  let [plus, minus, oneSided, sum, mean] = [0, 0, 0, 0, 0];
  let [top, bottom] = [high[0] ?? 0, low[0] ?? 0];
  const share = 1 / span;
  const kept = 1 - share;
  // The true range, by which both are divided, is not needed: it cancels out.
  for (let place = 1; place < out.length; place++) {
    const newTop = high[place] as number;
    const newBottom = low[place] as number;
    const up = newTop - top;
    const down = bottom - newBottom;
    top = newTop;
    bottom = newBottom;
    if (place >= span) {
      plus *= kept;
      minus *= kept;
    }
    if (down > 0 && up < down) minus += down;
    else if (up > 0 && up > down) plus += up;
    if (place < span) continue;
    const both = plus + minus;
    if (both !== 0) {
      oneSided = (100 * Math.abs(minus - plus)) / both;
      if (place <= first) sum += oneSided;
      else mean += (oneSided - mean) * share;
    }
    if (!averaged) out[place] = oneSided;
    else if (place > first) out[place] = mean;
    else if (place === first) {
      mean = sum / span;
      out[place] = mean;
    }
  }
  return out;
}

/** Directional movement index. */
export function dx(bars: Bars, span: number): Float64Array {
  return movement(bars, span, false);
}

/** Average directional index. */
export function adx(bars: Bars, span: number): Float64Array {
  return movement(bars, span, true);
}

/** The mean of ADX and ADX `span` − 1 bars ago. */
export function adxr(bars: Bars, span: number): Float64Array {
  const average = adx(bars, span);
  return average.map((value, place) => (value + (average[place - span + 1] ?? Number.NaN)) / 2);
}

/** Directional movement with exponential averages, as terminals of East Asia have it. */
export interface ExponentialMovement {
  readonly pdi: Float64Array;
  readonly mdi: Float64Array;
  readonly dx: Float64Array;
  readonly adx: Float64Array;
  readonly adxr: Float64Array;
}

/** Exponential averages of the moves over Wilder's average range; the first bar counts as no move. */
export function exponentialMovement(bars: Bars, span: number, smooth: number): ExponentialMovement {
  const { high, low } = bars;
  const plus = column(high.length).fill(0);
  const minus = column(high.length).fill(0);
  for (let place = 1; place < high.length; place++) {
    const up = (high[place] as number) - (high[place - 1] as number);
    const down = (low[place - 1] as number) - (low[place] as number);
    if (up > 0 && up > down) plus[place] = up;
    else if (down > 0 && down > up) minus[place] = down;
  }
  const [pdi, mdi, ranges] = [ema(plus, span), ema(minus, span), atr(bars, span)];
  const oneSided = column(high.length);
  for (let place = 0; place < oneSided.length; place++) {
    const range = ranges[place] as number;
    const up = range === 0 ? 0 : (100 * (pdi[place] as number)) / range;
    const down = range === 0 ? 0 : (100 * (mdi[place] as number)) / range;
    pdi[place] = up;
    mdi[place] = down;
    oneSided[place] = up + down === 0 ? 0 : (100 * Math.abs(up - down)) / (up + down);
  }
  const average = ema(oneSided, smooth);
  return { pdi, mdi, dx: oneSided, adx: average, adxr: ema(average, smooth) };
}

const one = (
  name: string,
  summary: string,
  formula: string,
  of: (bars: Bars, span: number) => Float64Array,
): Indicator => ({
  name,
  summary,
  parameters: [period(14, 'period', 2)],
  input: 'bars',
  outputs: [name],
  formula,
  source: `${TA_LIB}; Wilder 1978`,
  compute: (bars, [span = 14]) => [of(bars, span)],
});

/** Which way prices move. */
export const DIRECTIONAL: readonly Indicator[] = [
  one(
    'plus_di',
    'share of the range that went up, percent',
    '100·Σ+DM/Σtr, sums smoothed by Wilder',
    (bars, span) => directionalIndicator(bars, span, 1),
  ),
  one(
    'minus_di',
    'share of the range that went down, percent',
    '100·Σ−DM/Σtr, sums smoothed by Wilder',
    (bars, span) => directionalIndicator(bars, span, -1),
  ),
  one('dx', 'how one-sided moves are, 0 to 100', '100·|+DI − −DI|/(+DI + −DI)', dx),
  one('adx', 'average of how one-sided moves are', "Wilder's average of dx(n)", adx),
  one('adxr', 'the same, averaged with that of n − 1 bars ago', '(adx + adx[n − 1 ago])/2', adxr),
  {
    name: 'dmi',
    summary: 'directional movement with exponential averages',
    parameters: [period(14, 'period', 2), period(6, 'smooth')],
    input: 'bars',
    outputs: ['pdi', 'mdi', 'dx', 'adx', 'adxr'],
    formula:
      '100·ema(±DM, n)/atr(n); dx as above; adx = ema(dx, m); adxr = ema(adx, m); the first bar as no move',
    source: 'InStock; plus_di, minus_di, adx are those of Wilder',
    compute: (bars, [span = 14, smooth = 6]) => {
      const {
        pdi,
        mdi,
        dx: oneSided,
        adx: mean,
        adxr: twice,
      } = exponentialMovement(bars, span, smooth);
      return [pdi, mdi, oneSided, mean, twice];
    },
  },
];
