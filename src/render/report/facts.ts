import type { FiiDiiFigure } from '../../core/flows/fii-dii.ts';
import type { Instant } from '../../core/market/instant.ts';
import type { Paise } from '../../core/market/money.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import type { LedgerOutcome } from '../../core/run.ts';
import type { DailyPerformance } from '../../core/portfolio/account-days.ts';
import type { MonthlyPerformance } from '../../core/portfolio/account-months.ts';
import type { Performance } from '../../core/portfolio/performance.ts';
import type { StrategyPerformance } from '../../core/portfolio/strategy-performance.ts';
import type { ReportPeriod } from '../../core/report/report-period.ts';

/** How an account did up to the report's last session. */
export interface AccountFacts {
  readonly name: string;
  /** From its first session on, oldest first; the last of them is what the figures are of. */
  readonly days: readonly DailyPerformance[];
  readonly months: readonly MonthlyPerformance[];
  readonly strategies: readonly StrategyPerformance[];
  readonly figures: Performance;
}

/** What an account held at the end of the report's last session. */
export interface HoldingFacts {
  readonly account: string;
  readonly symbol: string;
  /** Below zero: owed. */
  readonly quantity: number;
  readonly costPaise: Paise;
  /** The last official close, and its session; absent: there is none. */
  readonly close?: { readonly pricePaise: Paise; readonly session: SessionDate };
}

/** A trade of the report's sessions. */
export interface TradeFacts {
  readonly at: Instant;
  readonly account: string;
  readonly symbol: string;
  /** What it was: a fill, or what a company did. */
  readonly kind: string;
  readonly side: 'BUY' | 'SELL';
  readonly quantity: number;
  readonly pricePaise: Paise;
  readonly chargesPaise: Paise;
  readonly realisedPaise: Paise;
}

/** A rule that came true. */
export interface AlertFacts {
  readonly at: Instant;
  readonly symbol: string;
  readonly rule: string;
  readonly figures: string;
}

/** Something that was found in the prices of an instrument that is held or followed. */
export interface HitFacts {
  readonly session: SessionDate;
  readonly symbol: string;
  /** A candlestick pattern, or what a strategy said. */
  readonly what: string;
  /** Which way it points; absent: neither. */
  readonly up?: boolean;
  readonly held: boolean;
}

/** How often a pattern or strategy was found in the whole market. */
export interface HitCount {
  readonly what: string;
  readonly up: number;
  readonly down: number;
}

/** Daily candles of an instrument, adjusted for splits, with what was found in them. */
export interface CandleFacts {
  readonly symbol: string;
  /** Rupees: open, high, low, close; oldest first. */
  readonly bars: readonly (readonly [SessionDate, number, number, number, number])[];
  readonly hits: readonly HitFacts[];
}

/** What a bot's strategy said. */
export interface SignalFacts {
  readonly at: Instant;
  readonly bot: string;
  readonly symbol: string;
  readonly action: 'enter' | 'exit';
  readonly cause: string;
  readonly pricePaise: Paise;
  /** Whether an order came of it. */
  readonly ordered: boolean;
  readonly reason: string;
}

/** What a bot decided. */
export interface DecisionFacts {
  readonly at: Instant;
  readonly bot: string;
  readonly symbol: string;
  readonly outcome: string;
  readonly reason: string;
}

/** What a saved screen selects. */
export interface ScreenFacts {
  readonly name: string;
  readonly condition: string;
  readonly matched: number;
  /** Instruments of which it cannot be told. */
  readonly untold: number;
  /** What the question needs and the tables lack, in sentences. */
  readonly lacks: readonly string[];
  /** The first of those selected. */
  readonly symbols: readonly string[];
}

/** Something that is going to happen to a company that is held or followed. */
export interface EventFacts {
  readonly date: SessionDate;
  readonly symbol: string;
  readonly what: string;
  readonly held: boolean;
}

/** A trade in a share that is held or followed, as the exchange named it. */
export interface DealFacts {
  readonly session: SessionDate;
  readonly symbol: string;
  readonly kind: string;
  readonly client?: string;
  readonly side?: 'BUY' | 'SELL';
  readonly quantity: number;
  readonly pricePaise?: Paise;
}

/** An article about a company that is held or followed. */
export interface ArticleFacts {
  readonly at: Instant;
  readonly symbols: readonly string[];
  readonly title: string;
  readonly source: string;
  /** −1 to 1; absent: nobody has scored it. */
  readonly score?: number;
}

/** How a job did since the report's first session began. */
export interface JobFacts {
  readonly job: string;
  readonly runs: number;
  readonly failed: number;
  readonly partial: number;
  readonly last: LedgerOutcome;
  readonly lastAt: Instant;
  readonly summary?: string;
}

/** Candles that are missing. */
export interface GapFacts {
  readonly symbol: string;
  readonly interval: string;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
}

/** Facts with the last session that they tell of; absent: nothing is kept. */
export interface Dated<Facts> {
  readonly asOf?: SessionDate;
  readonly facts: Facts;
}

/** Everything that a report tells. */
export interface ReportFacts {
  readonly period: ReportPeriod;
  /** The run's moment. */
  readonly at: Instant;
  readonly sandbox: boolean;
  readonly benchmark: string;
  readonly accounts: readonly AccountFacts[];
  readonly holdings: readonly HoldingFacts[];
  readonly trades: readonly TradeFacts[];
  readonly alerts: readonly AlertFacts[];
  readonly hits: Dated<{
    readonly own: readonly HitFacts[];
    readonly market: readonly HitCount[];
  }>;
  readonly candles: readonly CandleFacts[];
  readonly signals: readonly SignalFacts[];
  readonly decisions: {
    /** How often each outcome was decided. */
    readonly counts: readonly (readonly [outcome: string, times: number])[];
    /** Those in which something was done or stood in the way, the last ones of many. */
    readonly some: readonly DecisionFacts[];
  };
  readonly screens: Dated<readonly ScreenFacts[]>;
  readonly events: readonly EventFacts[];
  readonly flows: Dated<readonly FiiDiiFigure[]>;
  readonly deals: readonly DealFacts[];
  readonly articles: readonly ArticleFacts[];
  readonly jobs: readonly JobFacts[];
  /** Real time of the look at jobs and gaps. */
  readonly lookedAt: Instant;
  readonly gaps: {
    readonly open: number;
    readonly explained: number;
    /** The first of the open ones. */
    readonly some: readonly GapFacts[];
  };
  /** The last session whose official prices are kept. */
  readonly pricesOf?: SessionDate;
}
