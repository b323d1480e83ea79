import { period } from './indicator.ts';
import type { Bars, Indicator } from './indicator.ts';
import { change } from './distance.ts';
import { ema } from './moving-averages.ts';
import { rollingSum } from './rolling.ts';
import { typical } from './oscillators.ts';

/** Sums of the last bars as a percentage; absent where there is nothing to divide by. */
function percentOf(above: Float64Array, below: Float64Array, span: number): Float64Array {
  const parts = rollingSum(below, span);
  return rollingSum(above, span).map((sum, bar) => {
    const part = parts[bar] as number;
    return part === 0 ? Number.NaN : (100 * sum) / part;
  });
}

const before = (values: Float64Array): Float64Array =>
  values.map((_, bar) => values[bar - 1] ?? Number.NaN);

const minus = (a: Float64Array, b: Float64Array): Float64Array =>
  a.map((value, bar) => value - (b[bar] as number));

/** What is above zero; an absent value stays absent. */
const positive = (values: Float64Array): Float64Array =>
  values.map((value) => (value < 0 ? 0 : value));

/** Share of bars that closed higher, percent. */
export function psychological(values: Float64Array, span: number): Float64Array {
  const rises = change(values).map((move) => (Number.isNaN(move) ? move : Number(move > 0)));
  return rollingSum(rises, span).map((count) => (100 * count) / span);
}

/** Willingness to deal above the mean price of the bar before. */
export function energy(bars: Bars, span: number): Float64Array {
  const middle = before(typical(bars));
  return percentOf(positive(minus(bars.high, middle)), positive(minus(middle, bars.low)), span);
}

/** Volume on bars that rose against volume on bars that fell, percent; half of the rest on each side. */
export function volumeRatio({ close, volume }: Bars, span: number): Float64Array {
  const moves = change(close);
  const share = (up: boolean): Float64Array =>
    moves.map((move, bar) => {
      if (Number.isNaN(move)) return move;
      const dealt = volume[bar] as number;
      if (move === 0) return dealt / 2;
      return move > 0 === up ? dealt : 0;
    });
  return percentOf(share(true), share(false), span);
}

/** Weighs the last four values 1, 2, 2, 1. */
const swung = (values: Float64Array): Float64Array =>
  values.map((value, bar) => {
    const ago = (count: number): number => values[bar - count] ?? Number.NaN;
    return (value + 2 * ago(1) + 2 * ago(2) + ago(3)) / 6;
  });

/** Closes against openings in ranges, and the same weighed once more. */
export function vigor(bars: Bars, span: number): { line: Float64Array; signal: Float64Array } {
  // Sums instead of means: their ratio is the same.
  const moves = rollingSum(swung(minus(bars.close, bars.open)), span);
  const ranges = rollingSum(swung(minus(bars.high, bars.low)), span);
  const line = moves.map((move, bar) => {
    const range = ranges[bar] as number;
    return range === 0 ? Number.NaN : move / range;
  });
  return { line, signal: swung(line) };
}

/** How easily the middle of the bar moves for what is dealt. */
export function easeOfMovement(bars: Bars, span: number): Float64Array {
  const { high, low, volume } = bars;
  const prices = typical(bars);
  const moves = change(high.map((top, bar) => (top + (low[bar] as number)) / 2));
  const eases = moves.map((move, bar) => {
    const range = (high[bar] as number) - (low[bar] as number);
    const dealt = (prices[bar] as number) * (volume[bar] as number);
    return dealt === 0 ? Number.NaN : (move * range) / dealt;
  });
  return rollingSum(eases, span);
}

/** Close to close times volume, smoothed; the first bar counts as one that did not move. */
export function force({ close, volume }: Bars, span: number): Float64Array {
  const forces = change(close).map((move, bar) => move * (volume[bar] as number));
  if (forces.length > 0) forces[0] = 0;
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
    compute: ({ open, high, low }, [span = 26]) => [
      percentOf(minus(high, open), minus(open, low), span),
    ],
  },
  {
    name: 'br',
    summary: 'reach above the last close against reach below it, percent',
    parameters: [period(26)],
    input: 'bars',
    outputs: ['br'],
    formula: '100·Σ(H − C₋₁)/Σ(C₋₁ − L), parts below zero counted',
    source: 'InStock',
    compute: ({ high, low, close }, [span = 26]) => [
      percentOf(minus(high, before(close)), minus(before(close), low), span),
    ],
  },
  {
    name: 'cr',
    summary: 'reach above the last mean price against reach below it, percent',
    parameters: [period(26)],
    input: 'bars',
    outputs: ['cr'],
    formula: '100·Σmax(0, H − T₋₁)/Σmax(0, T₋₁ − L), T = (H + L + C)/3',
    source: 'InStock',
    compute: (bars, [span = 26]) => [energy(bars, span)],
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
