import type { DailySeries } from '../analysis/daily-series.ts';
import { screenBars } from './column.ts';
import type { BarColumn, ScreenColumn } from './column.ts';
import { FLAG_COLUMNS } from './flag-columns.ts';
import { PRICE_COLUMNS } from './price-columns.ts';
import { SIDE_COLUMNS } from './side-facts.ts';
import type { SideFacts } from './side-facts.ts';

/** What bars alone tell, in the order of the table. */
export const BAR_COLUMNS: readonly BarColumn[] = [...PRICE_COLUMNS, ...FLAG_COLUMNS];

/** Every column of the table, in its order. */
export const SCREEN_COLUMNS: readonly ScreenColumn[] = [...BAR_COLUMNS, ...SIDE_COLUMNS];

const PLACES = new Map(BAR_COLUMNS.map(({ name }, place) => [name, place]));

/** The columns that bars tell, at some places, row after row; NaN is absent. */
export function barValues(series: DailySeries, places: readonly number[]): Float64Array {
  const bars = screenBars(series);
  const out = new Float64Array(places.length * BAR_COLUMNS.length);
  let next = 0;
  for (const place of places) {
    for (const column of BAR_COLUMNS) {
      const value = column.at(bars, place);
      out[next++] = Number.isFinite(value) ? value : Number.NaN;
    }
  }
  return out;
}

/** A whole row of the table: what bars tell, then what is known beside them. */
export function screenRow(own: Float64Array, facts: SideFacts): Float64Array {
  const row = new Float64Array(SCREEN_COLUMNS.length).fill(Number.NaN);
  row.set(own);
  const bar = (name: string): number => own[PLACES.get(name) ?? -1] ?? Number.NaN;
  for (const [place, { of }] of SIDE_COLUMNS.entries()) {
    const value = of(facts, bar);
    row[BAR_COLUMNS.length + place] = Number.isFinite(value) ? value : Number.NaN;
  }
  return row;
}
