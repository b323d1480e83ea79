import type { Paise } from '../market/money.ts';
import type { SessionDate } from '../market/session-date.ts';

/** A price and the day on which it was reached. */
export interface Extreme {
  readonly pricePaise: Paise;
  readonly on: SessionDate;
}

/**
 * Highest and lowest price of a security in the 52 weeks up to a session, in shares as they were at
 * that session: adjusted for bonus, split and rights by the exchange.
 */
export interface YearExtreme {
  readonly session: SessionDate;
  readonly symbol: string;
  readonly series: string;
  /** Absent where it was not dealt in for 52 weeks. */
  readonly high?: Extreme;
  readonly low?: Extreme;
}
