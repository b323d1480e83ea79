import type { Exposure } from '../exchange/exposure.ts';
import type { Instant } from '../market/instant.ts';
import type { Paise } from '../market/money.ts';
import type { SessionDate } from '../market/session-date.ts';
import type { Action } from '../strategies/strategy.ts';

/** What a bot sees of an instrument at the close of a bar. */
export interface BotLook {
  readonly listingId: number;
  readonly symbol: string;
  /** Whether it is in the universe now; else it is only looked at because it is held. */
  readonly member: boolean;
  readonly barEnd: Instant;
  /** What the strategy would do, and why. */
  readonly action: Action;
  readonly reason: string;
  /** The bar's close, in shares of the day of the decision. */
  readonly closePaise: Paise;
  /** A year's, as a fraction; absent: too few bars. */
  readonly volatility?: number;
  /** Highest close of the bars after a session's beginning; absent: there is none. */
  readonly highestSince: (session: SessionDate) => Paise | undefined;
  /** Sessions after that one up to the bar's. */
  readonly sessionsSince: (session: SessionDate) => number;
}

/** An instrument that cannot be decided on, and why. */
export interface BotBlank extends Pick<BotLook, 'listingId' | 'symbol' | 'member' | 'barEnd'> {
  readonly missing: string;
}

/** How the account stands when an instrument is decided on: orders placed just before are in it. */
export interface BotStanding {
  /** Shares held of the instrument in the bot's product. */
  readonly held: number;
  /** The session in which they were first bought; absent: none is held. */
  readonly openedOn?: SessionDate;
  /** Live orders of the account in the instrument that buy, and that sell at the market's price. */
  readonly buying: boolean;
  readonly selling: boolean;
  /** Its live stop. */
  readonly stop?: { readonly orderId: number; readonly triggerPaise: Paise };
  readonly exposure: Exposure;
  /** Its industry; absent: none is known. */
  readonly sector?: string;
  /** Money that is not promised. */
  readonly freePaise: number;
  /** Loss of the session so far as a fraction of the account; below zero: a gain. */
  readonly dayLoss: number;
  /** Sessions since the account sold the last of it; absent: it never did. */
  readonly sessionsSinceSale?: number;
  readonly tickPaise: Paise;
}
