import { TA_LIB, amount, period } from './indicator.ts';
import type { Bars, Indicator } from './indicator.ts';
import { column, warmUp } from './runs.ts';

/** Prices of a bar that make its range. */
export type Ranges = Pick<Bars, 'high' | 'low' | 'close'>;

/** True range: the way from the previous close through the bar; absent for the first bar. */
export function trueRange({ high, low, close }: Ranges): Float64Array {
  const out = column(close.length);
  let before = Number.NaN;
  for (let place = 0; place < out.length; place++) {
    const top = high[place] as number;
    const bottom = low[place] as number;
    let range = top - bottom;
    const up = Math.abs(top - before);
    const down = Math.abs(before - bottom);
    if (up > range) range = up;
    if (down > range) range = down;
    out[place] = range;
    before = close[place] as number;
  }
  if (out.length > 0) out[0] = Number.NaN;
  return out;
}

/** Average true range, Wilder's smoothing; the first true range is that of the second bar. */
export function atr({ high, low, close }: Ranges, span: number): Float64Array {
  const out = column(close.length);
  warmUp(out, 0, span, out.length);
  let before = close[0] ?? Number.NaN;
  let mean = 0;
  const share = 1 / span;
  for (let place = 1; place < out.length; place++) {
    const top = high[place] as number;
    const bottom = low[place] as number;
    let range = top - bottom;
    const up = Math.abs(top - before);
    const down = Math.abs(before - bottom);
    if (up > range) range = up;
    if (down > range) range = down;
    before = close[place] as number;
    if (place > span) {
      mean += (range - mean) * share;
      out[place] = mean;
    } else {
      mean += range;
      if (place === span) {
        mean /= span;
        out[place] = mean;
      }
    }
  }
  return out;
}

/** What `supertrend` gives. */
export interface Supertrend {
  readonly supertrend: Float64Array;
  readonly upper: Float64Array;
  readonly lower: Float64Array;
}

/**
 * Two bands around the middle of the bar that only move towards the price until it breaks one; the
 * trend line is the lower band while the price rises, the upper one while it falls.
 */
export function supertrend(bars: Bars, span: number, multiplier: number): Supertrend {
  const { high, low, close } = bars;
  const range = atr(bars, span);
  const absent = (): Float64Array => column(close.length).fill(Number.NaN);
  const [line, upper, lower] = [absent(), absent(), absent()];
  let [above, below, trend] = [Number.NaN, Number.NaN, Number.NaN];
  for (let place = span; place < close.length; place++) {
    const middle = ((high[place] as number) + (low[place] as number)) / 2;
    const reach = multiplier * (range[place] as number);
    const last = close[place - 1] as number;
    const price = close[place] as number;
    const falling = place === span || trend === above;
    if (!(middle + reach >= above && last <= above)) above = middle + reach;
    if (!(middle - reach <= below && last >= below)) below = middle - reach;
    if (falling) trend = price <= above ? above : below;
    else trend = price > below ? below : above;
    upper[place] = above;
    lower[place] = below;
    line[place] = trend;
  }
  return { supertrend: line, upper, lower };
}

/** How far prices reach. */
export const RANGES: readonly Indicator[] = [
  {
    name: 'tr',
    summary: 'true range',
    parameters: [],
    input: 'bars',
    outputs: ['tr'],
    formula: 'max(H − L, |H − C₋₁|, |C₋₁ − L|)',
    source: `${TA_LIB} (TRANGE)`,
    compute: (bars) => [trueRange(bars)],
  },
  {
    name: 'atr',
    summary: 'average true range',
    parameters: [period(14)],
    input: 'bars',
    outputs: ['atr'],
    formula: 'rma(tr, n)',
    source: `${TA_LIB}; Wilder 1978`,
    compute: (bars, [span = 14]) => [atr(bars, span)],
  },
  {
    name: 'natr',
    summary: 'average true range, percent of the close',
    parameters: [period(14)],
    input: 'bars',
    outputs: ['natr'],
    formula: '100·atr(n)/C; 0 where C is 0',
    source: TA_LIB,
    compute: (bars, [span = 14]) => [
      atr(bars, span).map((range, place) => {
        const price = bars.close[place] as number;
        return price === 0 ? 0 : (100 * range) / price;
      }),
    ],
  },
  {
    name: 'supertrend',
    summary: 'trend line that follows the price at a distance',
    parameters: [period(14), amount('multiplier', 3)],
    input: 'bars',
    outputs: ['supertrend', 'upper', 'lower'],
    formula:
      '(H + L)/2 ± m·atr(n); a band moves away from the price only after a close beyond it; the line changes sides when the close crosses it',
    source: 'Seban; InStock has n = 14, m = 3',
    compute: (bars, [span = 14, multiplier = 3]) => {
      const { supertrend: line, upper, lower } = supertrend(bars, span, multiplier);
      return [line, upper, lower];
    },
  },
];
