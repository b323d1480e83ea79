import type { SeriesUnit } from '../expression/vocabulary.ts';
import type { DailySeries } from '../analysis/daily-series.ts';
import { INDICATORS } from '../indicators/registry.ts';

/** What a column of the screener table means. Flags are numbers, 1 or 0. */
export interface ScreenColumn {
  /** As it is written in expressions. */
  readonly name: string;
  readonly unit: SeriesUnit;
  /** One phrase; prices are rupees in shares of the day of the run. */
  readonly help: string;
}

/** Bars of one instrument, with the indicators that were asked of them so far. */
export interface ScreenBars extends DailySeries {
  readonly known: Map<string, Float64Array>;
}

/** A column that bars alone tell. */
export interface BarColumn extends ScreenColumn {
  /** The value at a place; it looks at that bar and those before only. NaN is absent. */
  readonly at: (bars: ScreenBars, place: number) => number;
}

/** Bars that remember what was computed of them. */
export function screenBars(series: DailySeries): ScreenBars {
  return { ...series, known: new Map() };
}

/** One output of an indicator over all bars, computed once. */
export function indicatorOf(
  bars: ScreenBars,
  name: string,
  parameters: readonly number[],
  output = '',
): Float64Array {
  const key = `${name} ${parameters.join()} ${output}`;
  const before = bars.known.get(key);
  if (before) return before;
  const indicator = INDICATORS.get(name);
  const outputs = indicator?.compute(bars, parameters) ?? [];
  for (const [place, values] of outputs.entries()) {
    const called = place === 0 ? ['', indicator?.outputs[0]] : [indicator?.outputs[place]];
    for (const one of called) bars.known.set(`${name} ${parameters.join()} ${one}`, values);
  }
  const found = bars.known.get(key);
  if (!found) throw new Error(`there is no indicator "${name}" with output "${output}"`);
  return found;
}

/** The value at a place; NaN outside of the column. */
export function at(values: Float64Array, place: number): number {
  return values[place] ?? Number.NaN;
}

/** The last `count` values up to a place; absent where there are not as many. */
export function lastOf(
  values: Float64Array,
  count: number,
  place: number,
): Float64Array | undefined {
  return place + 1 < count ? undefined : values.subarray(place + 1 - count, place + 1);
}

/** Their mean; NaN for none. */
export function meanOf(values: Float64Array | undefined): number {
  if (!values || values.length === 0) return Number.NaN;
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

/** How much more one is than the other, as a fraction; NaN where the other is no positive number. */
export function changeFrom(before: number, now: number): number {
  return before > 0 ? now / before - 1 : Number.NaN;
}

/** 1 or 0; NaN where one of the figures that it hangs on is absent. */
export function flag(holds: boolean, ...figures: readonly number[]): number {
  return figures.some(Number.isNaN) ? Number.NaN : Number(holds);
}
