import type { Paise } from '../market/money.ts';
import type { SessionDate } from '../market/session-date.ts';
import type { DayFactor } from './factors.ts';

/** A security's factors on one ex-date, with the prices that they were found and checked by. */
export interface PriceFactor extends Omit<DayFactor, 'lacks'> {
  /** As in the actions it comes from: ISIN, symbol, or BSE's code. */
  readonly security: string;
  readonly symbol: string;
  readonly isin?: string;
  readonly exDate: SessionDate;
  /** The part that a person entered; absent: none. */
  readonly manual?: number;
  /** Why it was entered. */
  readonly reason?: string;
  /** What is not in it because it is not known, in words. */
  readonly lacks?: string;
  /** Whether the first open is where the factor puts it; absent while one of the prices is. */
  readonly checked?: boolean;
  /** Last session before the ex-date, and its close as traded. */
  readonly cumSession?: SessionDate;
  readonly cumClosePaise?: Paise;
  /** First session from the ex-date on, and its open as traded. */
  readonly openSession?: SessionDate;
  readonly openPaise?: Paise;
}

/** What a price series is adjusted for. */
export const ADJUSTMENTS = ['none', 'split', 'all'] as const;
export type Adjustment = (typeof ADJUSTMENTS)[number];

/**
 * The number that prices before the ex-date are multiplied by.
 *
 * @param adjustment `split`: splits, consolidations and bonuses; `all`: rights too, and what a person
 *   entered
 * @param specialDividends whether `all` counts them
 */
export function factorFor(
  { shares, rights, specialDividend, manual = 1 }: PriceFactor,
  adjustment: Adjustment,
  specialDividends: boolean,
): number {
  if (adjustment === 'none') return 1;
  if (adjustment === 'split') return shares;
  return shares * rights * manual * (specialDividends ? specialDividend : 1);
}

/**
 * Issuer and kind of share, the part of an ISIN that stays when a new face value changes the rest:
 * the same for a company's actions before and after a split.
 */
export function issueOf({
  isin,
  security,
}: {
  readonly isin?: string;
  readonly security: string;
}): string {
  return isin === undefined ? security : isin.slice(0, 9);
}
