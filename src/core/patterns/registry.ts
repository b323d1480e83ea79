import { candlesOf } from './candles.ts';
import type { ColumnPool, PriceColumns } from './candles.ts';
import { CROWS } from './crows.ts';
import { DOJIS } from './dojis.ts';
import { ENGULFING } from './engulfing.ts';
import { GAPS } from './gaps.ts';
import { HAMMERS } from './hammers.ts';
import { HIKKAKES } from './hikkake.ts';
import { METHODS } from './methods.ts';
import { scanPattern } from './pattern.ts';
import type { Pattern } from './pattern.ts';
import { SINGLE_LINES } from './single-lines.ts';
import { SOLDIERS } from './soldiers.ts';
import { STARS } from './stars.ts';
import { TWO_LINES } from './two-lines.ts';

const FAMILIES = [
  SINGLE_LINES,
  DOJIS,
  HAMMERS,
  ENGULFING,
  TWO_LINES,
  STARS,
  CROWS,
  SOLDIERS,
  GAPS,
  METHODS,
  HIKKAKES,
];

/** TA-Lib's 61 candlestick patterns, by name. */
export const PATTERNS: readonly Pattern[] = FAMILIES.flat().toSorted((a, b) =>
  a.name < b.name ? -1 : 1,
);

/** A pattern that a bar has. */
export interface PatternHit {
  readonly pattern: string;
  /** Place of the bar in the series. */
  readonly place: number;
  /** ±100, 80 or 200 as TA-Lib has it. */
  readonly value: number;
}

/**
 * Every pattern of a series from a bar on, by bar, then by name.
 *
 * @param from first bar that is looked at; the bars before it are still needed
 * @param pool of columns, where many series are gone through
 */
export function patternHits(prices: PriceColumns, from = 0, pool?: ColumnPool): PatternHit[] {
  const candles = candlesOf(prices, pool);
  const hits: PatternHit[] = [];
  for (const pattern of PATTERNS) {
    scanPattern(pattern, candles, from, (place, value) => {
      hits.push({ pattern: pattern.name, place, value });
    });
  }
  return hits.toSorted((a, b) => a.place - b.place || (a.pattern < b.pattern ? -1 : 1));
}
