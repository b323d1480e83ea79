import type { DailySeries } from '../analysis/daily-series.ts';

/** Bars after a signal that are looked at. */
export const HORIZONS = 100;

/** From which price a return counts, and whether it is what is left after costs. */
export const BASES = ['close', 'open', 'net'] as const;
/**
 * `close`: from the close of the session of the signal, as InStock has it, although nobody can buy at a
 * price that decided; `open`: from the open of the next bar; `net`: bought there, sold at the close,
 * every charge of both paid.
 */
export type Basis = (typeof BASES)[number];

/** Prices of an entry, and the closes after it. */
export interface ForwardPath {
  /** Close of the bar of the signal, rupees. */
  readonly close: number;
  /** Open of the next bar; NaN: there is none yet. */
  readonly nextOpen: number;
  /** Closes of the next bars of the instrument, as many as there are, at most 100. */
  readonly closes: Float64Array;
}

/** The path behind a bar. Bars count, not days: a suspended share's next bar is the next one dealt in. */
export function forwardPath({ open, close }: DailySeries, place: number): ForwardPath {
  return {
    close: close[place] ?? Number.NaN,
    nextOpen: open[place + 1] ?? Number.NaN,
    closes: close.subarray(place + 1, place + 1 + HORIZONS),
  };
}

/** What a close comes to from a price, as a fraction: close / price − 1. */
export function returnFrom(price: number): (close: number) => number {
  return (close) => close / price - 1;
}

/** A fraction as InStock stores it: hundredths of a per cent, half away from zero. */
export function inHundredths(fraction: number): number {
  return Math.sign(fraction) * Math.round(Math.abs(fraction) * 10_000);
}
