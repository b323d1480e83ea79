import type { DailySeries } from '../analysis/daily-series.ts';
import type { Bars } from '../indicators/indicator.ts';
import type { Interval } from '../market/bar.ts';
import type { Instant } from '../market/instant.ts';
import type { SessionDate } from '../market/session-date.ts';

/** Closed bars of one length, oldest first, prices in rupees of today's shares. */
export interface ClosedBars {
  readonly bars: Bars;
  /** When each bar was closed. */
  readonly ends: readonly Instant[];
  /** The session that each belongs to. */
  readonly sessions: readonly SessionDate[];
}

/** The running session of an instrument, by its newest quote; prices in rupees, NaN where not told. */
export interface LivePrices {
  readonly at: Instant;
  readonly session: SessionDate;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly last: number;
  readonly volume: number;
  /** As the exchange tells it: stands in where no daily bar of the session before is kept. */
  readonly previousClose: number;
}

/** All that rules of one instrument may ask about. */
export interface InstrumentFacts {
  readonly closed: ReadonlyMap<Interval, ClosedBars>;
  readonly live?: LivePrices;
  /** Rows of the running session's frame that anyone looks at; absent: all of them. */
  readonly rows?: number;
  /** The session before the running one, whose close day_change is reckoned from. */
  readonly sessionBefore?: SessionDate;
  readonly exDates: readonly SessionDate[];
  readonly earnings: readonly SessionDate[];
  /** Mean score and number of the articles of each day that had any. */
  readonly news: ReadonlyMap<SessionDate, { readonly score: number; readonly articles: number }>;
  /** Whether it is a member; absent: not known of that index. */
  readonly memberOf: (index: string) => boolean | undefined;
}

/** None are kept. */
export const NO_BARS: ClosedBars = {
  bars: {
    open: new Float64Array(),
    high: new Float64Array(),
    low: new Float64Array(),
    close: new Float64Array(),
    volume: new Float64Array(),
  },
  ends: [],
  sessions: [],
};

/** Daily bars with their sessions. */
export function dailyOf({ bars, sessions }: ClosedBars): DailySeries {
  return { ...bars, sessions };
}
