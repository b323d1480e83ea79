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

/** The values that a pattern can have, in the order of their codes. */
const VALUES = [-200, -100, -80, 80, 100, 200];
/** Room for the code of a value, and for the place of a pattern in the list. */
const VALUE_CODES = 8;
const PATTERN_CODES = 64 * VALUE_CODES;

/**
 * Every pattern of a series from a bar on, by bar, then by name.
 *
 * @param from first bar that is looked at; the bars before it are still needed
 * @param pool of columns, where many series are gone through
 */
export function patternHits(prices: PriceColumns, from = 0, pool?: ColumnPool): PatternHit[] {
  const candles = candlesOf(prices, pool);
  // A hit as one number, which sorts as hits do: objects would take longer to sort than to find.
  const codes: number[] = [];
  for (const [index, pattern] of PATTERNS.entries()) {
    scanPattern(pattern, candles, from, (place, value) => {
      codes.push(place * PATTERN_CODES + index * VALUE_CODES + VALUES.indexOf(value));
    });
  }
  const hits: PatternHit[] = [];
  for (const code of new Float64Array(codes).sort()) {
    hits.push({
      pattern: PATTERNS[Math.floor((code % PATTERN_CODES) / VALUE_CODES)]?.name ?? '',
      place: Math.floor(code / PATTERN_CODES),
      value: VALUES[code % VALUE_CODES] ?? 0,
    });
  }
  return hits;
}
