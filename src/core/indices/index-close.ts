import type { SessionDate } from '../market/session-date.ts';

/** The values of one index at the end of a session. Values are in hundredths, absent where not told. */
export interface IndexClose {
  readonly session: SessionDate;
  /** As it was published on the day. */
  readonly name: string;
  readonly open?: number;
  readonly high?: number;
  readonly low?: number;
  readonly close: number;
  /** Against the close before. */
  readonly change?: number;
  /** Shares of its members that were dealt in. */
  readonly volume?: number;
  readonly turnoverPaise?: number;
  /** Price to earnings, price to book, and dividend yield in per cent: each in hundredths. */
  readonly priceToEarnings?: number;
  readonly priceToBook?: number;
  readonly dividendYield?: number;
}
