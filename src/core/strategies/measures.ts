import { at } from './strategy.ts';
import type { Condition, StrategyBars } from './strategy.ts';

/** Percent by which the close moved from the close before. */
export function moveAt({ close }: StrategyBars, place: number): number {
  return (at(close, place) / at(close, place - 1) - 1) * 100;
}

/** Rupees dealt for, as close times volume: both in shares of the same day. */
export function turnoverAt({ close, volume }: StrategyBars, place: number): number {
  return at(close, place) * at(volume, place);
}

/** The bar's volume as a multiple of the mean of the bars before it. */
export function volumeRatioAt({ volume }: StrategyBars, span: number, place: number): number {
  let sum = 0;
  for (let i = place - span; i < place; i++) sum += at(volume, i);
  return at(volume, place) / (sum / span);
}

/** The place of the extreme value of a part, both ends in it: the first of equal ones. */
export function extremeIn(column: Float64Array, from: number, to: number, sign: 1 | -1): number {
  let best = from;
  for (let i = from + 1; i <= to; i++) {
    if (sign * at(column, i) > sign * at(column, best)) best = i;
  }
  return best;
}

/** Two decimals at most: numbers in reasons are for people. */
export function told(value: number): string {
  return Number.isFinite(value) ? String(Math.round(value * 100) / 100) : 'unknown';
}

/** Rupees in crores. */
export function crores(rupees: number): string {
  return `${told(rupees / 1e7)} crore`;
}

/** So many bars, the one that is decided on among them. */
export function enoughBars(bars: number): Condition {
  return {
    holds: (place) => place >= bars - 1,
    words: (place) => `${place + 1} bars, ${bars} needed`,
  };
}

/** A number that reaches a bound. */
export function atLeast(
  what: string,
  value: (place: number) => number,
  bound: number,
  words = told,
): Condition {
  return {
    holds: (place) => value(place) >= bound,
    words: (place) => `${what} ${words(value(place))}, asked ${words(bound)} or more`,
  };
}
