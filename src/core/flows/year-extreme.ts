import type { Paise } from '../market/money.ts';
import type { SessionDate } from '../market/session-date.ts';

/** A price and the day on which it was reached. */
export interface Extreme {
  readonly pricePaise: Paise;
  readonly on: SessionDate;
}

/**
 * Highest and lowest price of a security in the 52 weeks before a session, in shares as they are at
 * that session: adjusted for bonus, split and rights by the exchange. The session's own prices are not
 * in it: none of the 56 securities with a new high or low of 16 December 2025 has it in that day's file.
 */
export interface YearExtreme {
  readonly session: SessionDate;
  readonly symbol: string;
  readonly series: string;
  /** Absent where it was not dealt in for 52 weeks. */
  readonly high?: Extreme;
  readonly low?: Extreme;
}
