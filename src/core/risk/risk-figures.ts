import type { SessionDate } from '../market/session-date.ts';

/** What one holding contributes. Values in paise, below zero for shares owed. */
export interface RiskHolding {
  readonly listingId: number;
  readonly symbol: string;
  /** Absent: no list names its industry. */
  readonly sector?: string;
  readonly quantity: number;
  readonly valuePaise: number;
  /** Closes in shares of one day, oldest first, with their sessions. */
  readonly sessions: readonly SessionDate[];
  readonly closes: Float64Array;
  /** Shares dealt in each of those sessions. */
  readonly volumes: Float64Array;
}

/** What part of an account stands or falls with one share or one industry. */
export interface RiskExposure {
  readonly kind: 'symbol' | 'sector';
  readonly name: string;
  /** Net; below zero: owed. */
  readonly valuePaise: number;
  /** Of the account's value, without its sign; absent: the account is worth nothing. */
  readonly ratio?: number;
  /** Sessions that closing it takes; only of shares, absent: no volume is known. */
  readonly liquidityDays?: number;
}

/** How large an account's risk is. Ratios are fractions; absent: it cannot be known. */
export interface RiskFigures {
  readonly valuePaise: number;
  /** Sum of the holdings' values without their signs, and with them. */
  readonly grossPaise: number;
  readonly netPaise: number;
  readonly positions: number;
  /** Of the account's value. */
  readonly grossRatio?: number;
  readonly netRatio?: number;
  readonly largestRatio?: number;
  readonly topFiveRatio?: number;
  /** Herfindahl–Hirschman index of the holdings: Σ of the squares of their parts; 1: one holding. */
  readonly concentration?: number;
  /** Share below the highest value so far, now and at its deepest, from 0 to 1. */
  readonly drawdown?: number;
  readonly maxDrawdown?: number;
  /** Loss that a day in twenty, or in a hundred, is worse than: by what the holdings did before. */
  readonly historicalVar95?: number;
  readonly historicalVar99?: number;
  /** Mean loss of the worst day in twenty. */
  readonly expectedShortfall95?: number;
  /** The same if returns were normal. */
  readonly parametricVar95?: number;
  readonly parametricVar99?: number;
  /** Yearly volatility of the holdings together. */
  readonly volatility?: number;
  readonly beta?: number;
  /** Returns behind these, pairs behind beta, and the part of the gross value that they cover. */
  readonly returns: number;
  readonly pairs: number;
  readonly covered?: number;
  /** Sessions that closing every holding takes, all at once. */
  readonly liquidityDays?: number;
}
