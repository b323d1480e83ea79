import type { Product } from '../exchange/order.ts';
import type { Interval } from '../market/bar.ts';
import type { StrategyName } from '../strategies/names.ts';

/** Lengths of bars that a bot decides on. */
export const BOT_INTERVALS = ['1d', '15m', '5m'] as const satisfies readonly Interval[];
export type BotInterval = (typeof BOT_INTERVALS)[number];

/**
 * How large a position is: `fixed` rupees, per cent of the account's value, or so large that it alone
 * moves the account by a yearly volatility of so many per cent.
 */
export const SIZINGS = ['fixed', 'percent', 'volatility'] as const;
export type Sizing = (typeof SIZINGS)[number];

/** What a bot looks at: symbols, the members of an index, or else the watchlist. */
export type BotUniverse =
  | { readonly kind: 'symbols'; readonly symbols: readonly string[] }
  | { readonly kind: 'index'; readonly index: string }
  | { readonly kind: 'watchlist' };

/** A strategy that trades on an account of its own, as it was configured. */
export interface BotPlan {
  readonly name: string;
  /** Where it was configured: `paperjobs.toml:12`. */
  readonly place: string;
  readonly enabled: boolean;
  /** Name of the account; no two bots have the same. */
  readonly account: string;
  readonly strategy: StrategyName;
  /** Those that differ from the usual. */
  readonly parameters: Readonly<Record<string, number>>;
  readonly universe: BotUniverse;
  readonly interval: BotInterval;
  readonly product: Product;
  readonly sizing: Sizing;
  /** Rupees or per cent, as the sizing has it. */
  readonly size: number;
  /** Most shares held or ordered at a time. */
  readonly maxPositions: number;
  /** Largest value in one share or industry, per cent of the account; absent: no limit. */
  readonly maxSymbolPercent?: number;
  readonly maxSectorPercent?: number;
  /** Loss of the session from which on nothing new is bought, per cent of the account. */
  readonly maxDayLossPercent?: number;
  /** Sessions after a sale in which the share is not bought again. */
  readonly cooldownSessions: number;
  /** Distances of stop, target and trailing stop from the price, per cent; absent: there is none. */
  readonly stopPercent?: number;
  readonly targetPercent?: number;
  readonly trailingPercent?: number;
  /** Sessions after which a position is sold; absent: it is kept until something else ends it. */
  readonly holdSessions?: number;
}

/** What a bot is unless its table says otherwise. */
export const USUAL_BOT = {
  enabled: true,
  parameters: {},
  interval: '1d',
  product: 'CNC',
  sizing: 'percent',
  size: 10,
  maxPositions: 10,
  cooldownSessions: 0,
} as const satisfies Partial<BotPlan>;
