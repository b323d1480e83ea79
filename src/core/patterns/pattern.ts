import { BODY, DOJI, EQUAL, FAR, NEAR, SHORT_SHADOW, at } from './candles.ts';
import type { CandleSetting, Candles } from './candles.ts';

/**
 * Columns of limits as one pattern uses them, by the age of the bar that is compared: 0 the newest, 1
 * the one before. A value stands at the place of the bar that it is compared with.
 */
export interface Limits {
  /** Mean body of the ten bars before: a longer body is long, a shorter one short. */
  readonly body: (age: number) => Float64Array;
  /** A body up to a tenth of the mean range of ten bars makes a doji. */
  readonly doji: (age: number) => Float64Array;
  /** A shadow below a tenth of that mean is hardly one. */
  readonly noShadow: (age: number) => Float64Array;
  /** Half of the mean of both shadows of ten bars: a shorter shadow is short. */
  readonly shortShadow: (age: number) => Float64Array;
  /** 0.2, 0.6 and 0.05 of the mean range of five bars. */
  readonly near: (age: number) => Float64Array;
  readonly far: (age: number) => Float64Array;
  readonly equal: (age: number) => Float64Array;
}

/** What a pattern says of the bar at a place: 0 for none, else its value. */
export type ValueAt = (place: number) => number;

/** Prepares a pattern for a series. The places are asked for in order, each once. */
export type Rule = (candles: Candles, limits: Limits) => ValueAt;

/** A candlestick pattern with TA-Lib's name and TA-Lib's values. */
export interface Pattern {
  /** `CDLENGULFING`. */
  readonly name: string;
  /** What it looks like, in a sentence. */
  readonly summary: string;
  /** Candles that form it. */
  readonly candles: number;
  /** Bars that it needs before the first that can have a value. */
  readonly lookback: number;
  /** Where its definition comes from. */
  readonly source: string;
  /** Bars before the first one asked for that a pattern with a memory must have seen. */
  readonly memory: number;
  /** The colours of its candles. */
  readonly colours: ColourTest;
  /** Asked only about bars of those colours. */
  readonly rule: Rule;
}

/** Bits of `Candles.colours` that count, and the one or two ways in which they may be set. */
interface ColourTest {
  readonly mask: number;
  readonly wanted: number;
  readonly mirrored: number;
}

/** What tells patterns apart. */
interface Description {
  readonly candles: number;
  readonly lookback: number;
  readonly summary: string;
  readonly memory?: number;
  /** `w`, `b` or `?` for each candle, oldest first; absent: any. */
  readonly colours?: string;
  /** Whether it may have every colour the other way round. */
  readonly mirrored?: boolean;
}

/** The newest candle is the lowest bit; 1 is white. */
function colourTest(colours: string, mirrored: boolean): ColourTest {
  let [mask, wanted] = [0, 0];
  for (const colour of colours) {
    mask = (mask << 1) | (colour === '?' ? 0 : 1);
    wanted = (wanted << 1) | (colour === 'w' ? 1 : 0);
  }
  return { mask, wanted, mirrored: mirrored ? mask ^ wanted : wanted };
}

/** Declares a pattern. @param name without TA-Lib's `CDL` */
export function definePattern(
  name: string,
  { candles, lookback, summary, memory = 0, colours = '', mirrored = false }: Description,
  rule: Rule,
): Pattern {
  return {
    name: `CDL${name}`,
    summary,
    candles,
    lookback,
    source: `TA-Lib's CDL${name} with its default candle settings`,
    memory,
    colours: colourTest(colours, mirrored),
    rule,
  };
}

/** The limits of a pattern: its running sums begin so that each is full at its first bar. */
function limitsOf(candles: Candles, lookback: number): Limits {
  const columns =
    (setting: CandleSetting) =>
    (age: number): Float64Array =>
      candles.limit(setting, lookback - age - setting.period);
  return {
    body: columns(BODY),
    doji: columns(DOJI),
    noShadow: columns(DOJI),
    shortShadow: columns(SHORT_SHADOW),
    near: columns(NEAR),
    far: columns(FAR),
    equal: columns(EQUAL),
  };
}

/**
 * Goes through the pattern's values from a bar on: ±100, 80 or 200 where TA-Lib has them, the same
 * whether the whole series is asked for or its end. Bars without the pattern are passed over.
 *
 * @param from first bar that is looked at
 */
export function scanPattern(
  { lookback, memory, colours: { mask, wanted, mirrored }, rule }: Pattern,
  candles: Candles,
  from: number,
  found: (place: number, value: number) => void,
): void {
  const first = Math.max(from, lookback);
  if (first >= candles.length) return;
  const valueAt = rule(candles, limitsOf(candles, lookback));
  for (let place = first - memory; place < first; place++) valueAt(place);
  const { colours } = candles;
  for (let place = first; place < candles.length; place++) {
    const there = (colours[place] ?? 0) & mask;
    if (there !== wanted && there !== mirrored) continue;
    const value = valueAt(place);
    if (value !== 0) found(place, value);
  }
}

/** The pattern's value at each bar, 0 where it is not there. */
export function patternValues(pattern: Pattern, candles: Candles): Int16Array {
  const values = new Int16Array(candles.length);
  scanPattern(pattern, candles, 0, (place, value) => {
    values[place] = value;
  });
  return values;
}

/** Whether the close is not below the open. */
export function white({ colours }: Candles, place: number): boolean {
  return ((colours[place] ?? 0) & 1) === 1;
}

/** 1 for white, -1 for black. */
export function colourAt(candles: Candles, place: number): 1 | -1 {
  return white(candles, place) ? 1 : -1;
}

/** Whether the first bar's body lies above the second's. */
export function gapUp({ top, bottom }: Candles, first: number, second: number): boolean {
  return at(bottom, first) > at(top, second);
}

/** Whether the first bar's body lies below the second's. */
export function gapDown({ top, bottom }: Candles, first: number, second: number): boolean {
  return at(top, first) < at(bottom, second);
}

/** Whether a value is no farther from another than the distance, written as TA-Lib rounds it. */
export function within(value: number, other: number, distance: number): boolean {
  return value <= other + distance && value >= other - distance;
}
