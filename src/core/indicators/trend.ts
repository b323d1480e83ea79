import { TA_LIB, amount, period } from './indicator.ts';
import type { Bars, Indicator } from './indicator.ts';
import { highest, lowest } from './rolling.ts';
import { column } from './runs.ts';

/**
 * Parabolic stop and reverse, from the second bar on. It begins short when the second bar reached
 * further down than up, as TA-Lib has it.
 *
 * @param step by which a new extreme quickens it
 * @see Wilder, New Concepts in Technical Trading Systems (1978), section II
 */
export function sar(
  { high, low }: Pick<Bars, 'high' | 'low'>,
  step: number,
  most: number,
): Float64Array {
  const out = column(high.length);
  if (out.length > 0) out[0] = Number.NaN;
  if (out.length < 2) return out;
  const quickest = Math.max(most, 0);
  const slowest = Math.min(step, quickest);
  const [top, bottom] = [high[1] as number, low[1] as number];
  const fell = (low[0] as number) - bottom;
  let long = !(fell > 0 && fell > top - (high[0] as number));
  let extreme = long ? top : bottom;
  let stop = long ? (low[0] as number) : (high[0] as number);
  let speed = slowest;
  let [newTop, newBottom] = [top, bottom];
  for (let bar = 1; bar < out.length; bar++) {
    const [lastTop, lastBottom] = [newTop, newBottom];
    newTop = high[bar] as number;
    newBottom = low[bar] as number;
    const upper = lastTop > newTop ? lastTop : newTop;
    const lower = lastBottom < newBottom ? lastBottom : newBottom;
    if (long ? newBottom <= stop : newTop >= stop) {
      long = !long;
      stop = extreme;
      if (long ? stop > lower : stop < upper) stop = long ? lower : upper;
      out[bar] = stop;
      speed = slowest;
      extreme = long ? newTop : newBottom;
    } else {
      out[bar] = stop;
      if (long ? newTop > extreme : newBottom < extreme) {
        extreme = long ? newTop : newBottom;
        speed += slowest;
        if (speed > quickest) speed = quickest;
      }
    }
    stop += speed * (extreme - stop);
    if (long ? stop > lower : stop < upper) stop = long ? lower : upper;
  }
  return out;
}

/** Moves a series later by some bars. */
function later(values: Float64Array, bars: number): Float64Array {
  const out = column(values.length).fill(Number.NaN);
  if (bars < values.length) out.set(values.subarray(0, values.length - bars), bars);
  return out;
}

function middle({ high, low }: Bars, span: number): Float64Array {
  const bottom = lowest(low, span);
  return highest(high, span).map((top, bar) => (top + (bottom[bar] as number)) / 2);
}

/** What `ichimoku` gives. */
export interface Ichimoku {
  readonly conversion: Float64Array;
  readonly base: Float64Array;
  readonly spanA: Float64Array;
  readonly spanB: Float64Array;
}

/**
 * Ichimoku's lines. The cloud of a bar is the one that charts show there: drawn `ahead` bars ago,
 * that bar counted. The lagging line is left out: it shows today's close in the past.
 *
 * @see Hosoda, Ichimoku Kinko Hyo (1969)
 */
export function ichimoku(
  bars: Bars,
  quick: number,
  steady: number,
  slow: number,
  ahead: number,
): Ichimoku {
  const conversion = middle(bars, quick);
  const base = middle(bars, steady);
  const mean = conversion.map((value, bar) => (value + (base[bar] as number)) / 2);
  const shift = Math.max(ahead - 1, 0);
  return {
    conversion,
    base,
    spanA: later(mean, shift),
    spanB: later(middle(bars, slow), shift),
  };
}

/** Floor traders' pivot and three levels on each side, from the bar before. */
function pivots({ high, low, close }: Bars): Float64Array[] {
  const levels = Array.from({ length: 7 }, () => column(close.length).fill(Number.NaN));
  for (let bar = 1; bar < close.length; bar++) {
    const [top, bottom] = [high[bar - 1] as number, low[bar - 1] as number];
    const pivot = (top + bottom + (close[bar - 1] as number)) / 3;
    const range = top - bottom;
    const values = [
      pivot,
      2 * pivot - bottom,
      2 * pivot - top,
      pivot + range,
      pivot - range,
      top + 2 * (pivot - bottom),
      bottom - 2 * (top - pivot),
    ];
    for (const [place, level] of levels.entries()) level[bar] = values[place] as number;
  }
  return levels;
}

/** Lines that follow the price. */
export const TREND: readonly Indicator[] = [
  {
    name: 'sar',
    summary: 'parabolic stop and reverse',
    parameters: [amount('acceleration', 0.02), amount('maximum', 0.2)],
    input: 'bars',
    outputs: ['sar'],
    formula:
      's += a·(extreme − s), kept out of the last two bars; a grows by a step with each new extreme; sides change when the price touches s',
    source: `${TA_LIB}; Wilder 1978`,
    compute: (bars, [step = 0.02, most = 0.2]) => [sar(bars, step, most)],
  },
  {
    name: 'ichimoku',
    summary: 'lines and cloud of Ichimoku',
    parameters: [
      period(9, 'conversion'),
      period(26, 'base'),
      period(52, 'span'),
      period(26, 'ahead'),
    ],
    input: 'bars',
    outputs: ['conversion', 'base', 'span_a', 'span_b'],
    formula:
      '(highest high + lowest low)/2 over each length; span_a the mean of the first two, span_b over the third, both of ahead − 1 bars ago',
    source: 'Hosoda 1969',
    compute: (bars, [quick = 9, steady = 26, slow = 52, ahead = 26]) => {
      const { conversion, base, spanA, spanB } = ichimoku(bars, quick, steady, slow, ahead);
      return [conversion, base, spanA, spanB];
    },
  },
  {
    name: 'pivots',
    summary: 'pivot and levels from the bar before',
    parameters: [],
    input: 'bars',
    outputs: ['pivot', 'r1', 's1', 'r2', 's2', 'r3', 's3'],
    formula:
      'P = (H + L + C)/3 of the bar before; r1 = 2P − L, s1 = 2P − H, r2/s2 = P ± (H − L), r3 = H + 2(P − L), s3 = L − 2(H − P)',
    source: 'floor traders',
    compute: (bars) => pivots(bars),
  },
];
