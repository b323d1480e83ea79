import type {
  Basis,
  DailyBar,
  Interval,
  IntradayBar,
  IntradayInterval,
  RefusedRow,
} from '../core/market/bar.ts';
import type {
  ExchangeCode,
  InstrumentKind,
  ListedInstrument,
  Listing,
} from '../core/market/listing.ts';
import type { Paise } from '../core/market/money.ts';
import type { SessionDate } from '../core/market/session-date.ts';

/** Sources of prices, most authoritative first; a later one never replaces an earlier one's rows. */
export const PRICE_SOURCES = ['nse', 'upstox', 'yahoo'] as const;
export type PriceSourceName = (typeof PRICE_SOURCES)[number];

/** What a source can give for an interval. The choice of source and the docs read this. */
export interface IntervalOffer {
  readonly interval: Interval;
  /** Longest window of one request, in days, both ends counted. */
  readonly windowDays: number;
  /** Days back from today that are served; absent: as far as `since`. */
  readonly reachDays?: number;
  /** First day served at all. */
  readonly since?: SessionDate;
}

export interface PriceOffers {
  readonly intervals: readonly IntervalOffer[];
  readonly exchanges: readonly ExchangeCode[];
  /** One request gives a whole session of the whole market instead of one instrument. */
  readonly wholeSession: boolean;
  readonly dailyBasis: Basis;
  /** Knows instruments that no list names any more. */
  readonly knowsUnlisted: boolean;
  readonly reference: string;
}

/** A window of one instrument's daily bars, both ends in it. */
export interface DailyAsk {
  readonly listing: AskedListing;
  readonly from: SessionDate;
  readonly to: SessionDate;
  /**
   * The exchange's day of today, when it is in the window: a source that keeps the running day apart
   * looks there too.
   */
  readonly today?: SessionDate;
}

/** A window of one instrument's bars inside sessions, both ends in it. */
export interface IntradayAsk extends Omit<DailyAsk, 'today'> {
  readonly interval: IntradayInterval;
  /** Ask the endpoint of the running day; `from` and `to` are that day. */
  readonly today: boolean;
}

/** Whom to ask for: enough for every source to find its own key. */
export type AskedListing = Pick<Listing, 'exchange' | 'symbol' | 'isin' | 'sourceKeys'>;

/** Good bars, oldest first and strictly rising, and the rows that were refused. */
export interface BarsAnswer<Bar> {
  readonly bars: readonly Bar[];
  readonly refused: readonly RefusedRow[];
}

/** One row of a whole session's file; what a format does not tell is absent. */
export interface SessionRow {
  readonly symbol: string;
  readonly series: string;
  readonly isin?: string;
  readonly name?: string;
  readonly kind?: InstrumentKind;
  readonly bar: DailyBar;
  /** Close of the session before, as it was then: not adjusted on an ex-date. */
  readonly previousClosePaise?: Paise;
  /** Price of the last trade: the close is an average or an auction's. */
  readonly lastPaise?: Paise;
  /** Worth of all that was dealt in; to a thousand rupees where the file counts in lakhs. */
  readonly valuePaise?: Paise;
  readonly trades?: number;
  /** Shares that were delivered; absent too where all are by rule. */
  readonly delivered?: number;
}

export interface SessionAnswer {
  readonly rows: readonly SessionRow[];
  readonly refused: readonly RefusedRow[];
  /** Which file answered: `udiff`, `legacy`, `sec-full`. */
  readonly format: string;
}

/**
 * A place where candles come from. An empty list is a good answer without data.
 *
 * Every method @throws Failure as `Http` does, and `bad-data` when the whole answer is refused.
 */
export interface PriceSource {
  readonly name: PriceSourceName;
  readonly offers: PriceOffers;
  /** @returns absent when the source does not know the instrument; absent method: not offered */
  daily?(ask: DailyAsk): Promise<BarsAnswer<DailyBar> | undefined>;
  intraday?(ask: IntradayAsk): Promise<BarsAnswer<IntradayBar> | undefined>;
  /** @returns absent when the exchange has published no file of that session in any format */
  session?(session: SessionDate): Promise<SessionAnswer | undefined>;
}

export interface InstrumentsAnswer {
  readonly instruments: readonly ListedInstrument[];
  readonly refused: readonly RefusedRow[];
}

/** A list of what is traded today. */
export interface InstrumentSource {
  readonly name: string;
  readonly exchanges: readonly ExchangeCode[];
  instruments(): Promise<InstrumentsAnswer>;
}
