import { period } from './indicator.ts';
import type { Bars, Indicator } from './indicator.ts';
import { ema } from './moving-averages.ts';
import { ratioOfSums, rollingSum } from './rolling.ts';
import { byRuns, column, warmUp } from './runs.ts';

/** Share of bars that closed higher, percent. */
export function psychological(values: Float64Array, span: number): Float64Array {
  return byRuns(values, (values, from, to, out) => {
    const first = from + span;
    warmUp(out, from, first, to);
    let rises = 0;
    for (let place = from + 1; place < to; place++) {
      if ((values[place] as number) > (values[place - 1] as number)) rises++;
      if (place < first) continue;
      out[place] = (100 * rises) / span;
      const leaving = place - span + 1;
      if ((values[leaving] as number) > (values[leaving - 1] as number)) rises--;
    }
  });
}

/** Reach above the opening against reach below it. */
function reachFromOpen({ open, high, low }: Bars, span: number): Float64Array {
  const above = column(open.length);
  const below = column(open.length);
  for (let bar = 0; bar < open.length; bar++) {
    const price = open[bar] as number;
    above[bar] = (high[bar] as number) - price;
    below[bar] = price - (low[bar] as number);
  }
  return ratioOfSums(above, below, span, 0, 100);
}

/** Reach above the last close against reach below it; parts below zero count. */
function reachFromClose({ high, low, close }: Bars, span: number): Float64Array {
  const above = column(close.length);
  const below = column(close.length);
  for (let bar = 1; bar < close.length; bar++) {
    const price = close[bar - 1] as number;
    above[bar] = (high[bar] as number) - price;
    below[bar] = price - (low[bar] as number);
  }
  return ratioOfSums(above, below, span, 1, 100);
}

/** Reach above the mean price of the bar before against reach below it. */
function reachFromMean({ high, low, close }: Bars, span: number): Float64Array {
  const above = column(close.length);
  const below = column(close.length);
  for (let bar = 1; bar < close.length; bar++) {
    const sum = (high[bar - 1] as number) + (low[bar - 1] as number) + (close[bar - 1] as number);
    const mean = sum / 3;
    const up = (high[bar] as number) - mean;
    const down = mean - (low[bar] as number);
    above[bar] = up > 0 ? up : 0;
    below[bar] = down > 0 ? down : 0;
  }
  return ratioOfSums(above, below, span, 1, 100);
}

/** Volume on bars that rose against volume on bars that fell, percent; half of the rest on each side. */
export function volumeRatio({ close, volume }: Bars, span: number): Float64Array {
  const above = column(close.length);
  const below = column(close.length);
  for (let bar = 1; bar < close.length; bar++) {
    const move = (close[bar] as number) - (close[bar - 1] as number);
    const dealt = volume[bar] as number;
    above[bar] = move > 0 ? dealt : move < 0 ? 0 : dealt / 2;
    below[bar] = move < 0 ? dealt : move > 0 ? 0 : dealt / 2;
  }
  return ratioOfSums(above, below, span, 1, 100);
}

/** Weighs each value and the three before it 1, 2, 2, 1. */
function swung(values: Float64Array): Float64Array {
  const out = column(values.length);
  let [first, second, third] = [Number.NaN, Number.NaN, Number.NaN];
  for (let place = 0; place < out.length; place++) {
    const value = values[place] as number;
    out[place] = (value + 2 * third + 2 * second + first) / 6;
    first = second;
    second = third;
    third = value;
  }
  return out;
}

/** Closes against openings in ranges, and the same weighed once more. */
export function vigor(
  { open, high, low, close }: Bars,
  span: number,
): { line: Float64Array; signal: Float64Array } {
  const moves = column(close.length);
  const ranges = column(close.length);
  for (let bar = 0; bar < close.length; bar++) {
    moves[bar] = (close[bar] as number) - (open[bar] as number);
    ranges[bar] = (high[bar] as number) - (low[bar] as number);
  }
  // Sums instead of means: their ratio is the same.
  const line = ratioOfSums(swung(moves), swung(ranges), span, 3);
  return { line, signal: swung(line) };
}

/** How easily the middle of the bar moves for what is dealt; absent where nothing is. */
export function easeOfMovement({ high, low, close, volume }: Bars, span: number): Float64Array {
  const eases = column(close.length);
  let before = Number.NaN;
  for (let bar = 0; bar < eases.length; bar++) {
    const top = high[bar] as number;
    const bottom = low[bar] as number;
    const middle = (top + bottom) / 2;
    const dealt = ((top + bottom + (close[bar] as number)) / 3) * (volume[bar] as number);
    eases[bar] = dealt === 0 ? Number.NaN : ((middle - before) * (top - bottom)) / dealt;
    before = middle;
  }
  return rollingSum(eases, span);
}

/** Close to close times volume, smoothed; the first bar counts as one that did not move. */
export function force({ close, volume }: Bars, span: number): Float64Array {
  const forces = column(close.length);
  if (forces.length > 0) forces[0] = 0;
  for (let bar = 1; bar < forces.length; bar++) {
    const move = (close[bar] as number) - (close[bar - 1] as number);
    forces[bar] = move * (volume[bar] as number);
  }
  return ema(forces, span);
}

/** What dealers feel. */
export const SENTIMENT: readonly Indicator[] = [
  {
    name: 'psy',
    summary: 'share of bars that rose, percent',
    parameters: [period(12)],
    input: 'series',
    outputs: ['psy'],
    formula: '100·(bars with x > x₋₁)/n',
    source: 'InStock',
    compute: ({ close }, [span = 12], series = close) => [psychological(series, span)],
  },
  {
    name: 'ar',
    summary: 'reach above the opening against reach below it, percent',
    parameters: [period(26)],
    input: 'bars',
    outputs: ['ar'],
    formula: '100·Σ(H − O)/Σ(O − L)',
    source: 'InStock',
    compute: (bars, [span = 26]) => [reachFromOpen(bars, span)],
  },
  {
    name: 'br',
    summary: 'reach above the last close against reach below it, percent',
    parameters: [period(26)],
    input: 'bars',
    outputs: ['br'],
    formula: '100·Σ(H − C₋₁)/Σ(C₋₁ − L), parts below zero counted',
    source: 'InStock',
    compute: (bars, [span = 26]) => [reachFromClose(bars, span)],
  },
  {
    name: 'cr',
    summary: 'reach above the last mean price against reach below it, percent',
    parameters: [period(26)],
    input: 'bars',
    outputs: ['cr'],
    formula: '100·Σmax(0, H − T₋₁)/Σmax(0, T₋₁ − L), T = (H + L + C)/3',
    source: 'InStock',
    compute: (bars, [span = 26]) => [reachFromMean(bars, span)],
  },
  {
    name: 'vr',
    summary: 'volume of rising against falling bars, percent',
    parameters: [period(26)],
    input: 'bars',
    outputs: ['vr'],
    formula: '100·(Σup + Σflat/2)/(Σdown + Σflat/2)',
    source: 'InStock',
    compute: (bars, [span = 26]) => [volumeRatio(bars, span)],
  },
  {
    name: 'rvi',
    summary: 'relative vigor index',
    parameters: [period(10)],
    input: 'bars',
    outputs: ['rvi', 'signal'],
    formula: 'sma(w(C − O))/sma(w(H − L)); signal = w(rvi); w(x) = (x + 2x₋₁ + 2x₋₂ + x₋₃)/6',
    source: 'Ehlers 2002',
    compute: (bars, [span = 10]) => {
      const { line, signal } = vigor(bars, span);
      return [line, signal];
    },
  },
  {
    name: 'emv',
    summary: 'ease of movement',
    parameters: [period(14)],
    input: 'bars',
    outputs: ['emv'],
    formula: 'Σ(M − M₋₁)·(H − L)/(T·V), M = (H + L)/2, T = (H + L + C)/3',
    source: 'InStock',
    compute: (bars, [span = 14]) => [easeOfMovement(bars, span)],
  },
  {
    name: 'force',
    summary: 'force index',
    parameters: [period(13)],
    input: 'bars',
    outputs: ['force'],
    formula: 'ema((C − C₋₁)·V, n), the first bar as 0',
    source: 'Elder 1993',
    compute: (bars, [span = 13]) => [force(bars, span)],
  },
];
