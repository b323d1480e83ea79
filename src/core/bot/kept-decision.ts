import type { Instant } from '../market/instant.ts';
import type { Paise } from '../market/money.ts';
import type { SessionDate } from '../market/session-date.ts';

/**
 * What came of looking at an instrument: an order to buy or sell, a stop that was raised, a position
 * that is kept, nothing to do, a limit or a refusal in the way, only a signal, or prices that lack.
 */
export const BOT_OUTCOMES = [
  'bought',
  'sold',
  'stop-moved',
  'held',
  'nothing',
  'limited',
  'refused',
  'signal',
  'no-data',
] as const;
export type BotOutcome = (typeof BOT_OUTCOMES)[number];

/** A decision as it is kept: one for each bot, instrument and bar. */
export interface KeptDecision {
  readonly bot: string;
  readonly listingId: number;
  /** End of the bar that was decided on. */
  readonly barEnd: Instant;
  readonly accountId: number;
  readonly strategy: string;
  /** The day of the decision. */
  readonly session: SessionDate;
  readonly decidedAt: Instant;
  readonly outcome: BotOutcome;
  readonly reason: string;
  /** Whether the bar is done with. */
  readonly settled: boolean;
  readonly orderId?: number;
  readonly runId: string;
}

/** What made a signal: the strategy, a trailing stop, or the time that a position has been held. */
const SIGNAL_CAUSES = ['strategy', 'trailing-stop', 'time'] as const;
export type SignalCause = (typeof SIGNAL_CAUSES)[number];

/** A signal as it is kept, whether it was traded or not. */
export interface KeptSignal {
  readonly bot: string;
  readonly listingId: number;
  readonly barEnd: Instant;
  readonly strategy: string;
  readonly session: SessionDate;
  readonly signalledAt: Instant;
  readonly action: 'enter' | 'exit';
  readonly cause: SignalCause;
  /** The bar's close, in shares of the session. */
  readonly pricePaise: Paise;
  readonly reason: string;
  readonly orderId?: number;
}
