import { TA_LIB, period } from './indicator.ts';
import type { Bars, Indicator } from './indicator.ts';
import { ema } from './moving-averages.ts';
import { column, shared, warmUp } from './runs.ts';
import { atr } from './true-range.ts';
import type { Ranges } from './true-range.ts';

/** Wilder's directional movement of one period. */
interface DirectionalMovement {
  /** Shares of the true range that went up and down, percent. */
  readonly plus: Float64Array;
  readonly minus: Float64Array;
  /** How one-sided the moves are, 0 to 100, and Wilder's average of it. */
  readonly dx: Float64Array;
  readonly adx: Float64Array;
}

/**
 * All four come out of one pass: they have the moves in common. As TA-Lib has it: sums of `span` − 1
 * moves, smoothed from then on.
 */
function movementOf({ high, low, close }: Ranges, span: number): DirectionalMovement {
  const { length } = close;
  const [plus, minus, dx, adx] = [column(length), column(length), column(length), column(length)];
  const first = 2 * span - 1;
  for (const out of [plus, minus, dx]) warmUp(out, 0, span, length);
  warmUp(adx, 0, first, length);
  const share = 1 / span;
  let ups = 0;
  let downs = 0;
  let ranges = 0;
  let oneSided = 0;
  let sum = 0;
  let mean = 0;
  let kept = 1;
  let top = high[0] ?? 0;
  let bottom = low[0] ?? 0;
  let before = close[0] ?? 0;
  for (let place = 1; place < length; place++) {
    const newTop = high[place] as number;
    const newBottom = low[place] as number;
    const up = newTop - top;
    const down = bottom - newBottom;
    top = newTop;
    bottom = newBottom;
    let range = top - bottom;
    const rise = Math.abs(top - before);
    const fall = Math.abs(before - bottom);
    if (rise > range) range = rise;
    if (fall > range) range = fall;
    before = close[place] as number;
    if (place === span) kept -= share;
    // 1 or 0 as a factor, in place of branches that nobody can foresee.
    ups = ups * kept + up * (+(up > 0) & +(up > down));
    downs = downs * kept + down * (+(down > 0) & +(down > up));
    ranges = ranges * kept + range;
    if (place < span) continue;
    plus[place] = ranges === 0 ? 0 : (100 * ups) / ranges;
    minus[place] = ranges === 0 ? 0 : (100 * downs) / ranges;
    // The true range, by which both are divided, is not needed here: it cancels out.
    const both = ups + downs;
    if (both !== 0) {
      oneSided = (100 * Math.abs(downs - ups)) / both;
      if (place <= first) sum += oneSided;
      else mean += (oneSided - mean) * share;
    }
    dx[place] = oneSided;
    if (place === first) mean = sum / span;
    if (place >= first) adx[place] = mean;
  }
  return { plus, minus, dx, adx };
}

function movement(bars: Ranges, span: number): DirectionalMovement {
  return shared(bars, `directional movement ${span}`, () => movementOf(bars, span));
}

/** Directional indicator of Wilder: the share of the true range that went up, percent. */
export function plusDi(bars: Ranges, span: number): Float64Array {
  return movement(bars, span).plus;
}

/** The share of the true range that went down, percent. */
export function minusDi(bars: Ranges, span: number): Float64Array {
  return movement(bars, span).minus;
}

/** Directional movement index. */
export function dx(bars: Ranges, span: number): Float64Array {
  return movement(bars, span).dx;
}

/** Average directional index. */
export function adx(bars: Ranges, span: number): Float64Array {
  return movement(bars, span).adx;
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

const wilders = (
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
  wilders(
    'plus_di',
    'share of the range that went up, percent',
    '100·Σ+DM/Σtr, sums smoothed by Wilder',
    plusDi,
  ),
  wilders(
    'minus_di',
    'share of the range that went down, percent',
    '100·Σ−DM/Σtr, sums smoothed by Wilder',
    minusDi,
  ),
  wilders('dx', 'how one-sided moves are, 0 to 100', '100·|+DI − −DI|/(+DI + −DI)', dx),
  wilders('adx', 'average of how one-sided moves are', "Wilder's average of dx(n)", adx),
  wilders(
    'adxr',
    'the same, averaged with that of n − 1 bars ago',
    '(adx + adx[n − 1 ago])/2',
    adxr,
  ),
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
