import type { SessionDate } from '../core/market/session-date.ts';

/** A change of the number of shares that leaves their worth alone. */
interface ShareAction {
  readonly exDate: SessionDate;
  readonly kind: 'split' | 'bonus';
  /** New shares for one old: a split from 10 to 2 gives 5, a bonus of 1:1 gives 2. */
  readonly newPerOld: number;
}

/** A pretend security: how it is named at each source, and how it behaves. */
export interface SandboxInstrument {
  readonly kind: 'share' | 'index';
  readonly symbol: string;
  readonly name: string;
  /** NSE's series; `INDEX` for an index. */
  readonly series: string;
  /** Absent for an index. */
  readonly isin?: string;
  readonly upstoxKey: string;
  readonly yahooSymbol: string;
  /** The exchange's number of it. */
  readonly token: number;
  readonly listedOn: SessionDate;
  /** Last day of trading; absent while it is listed. */
  readonly lastSession?: SessionDate;
  /** A stretch without trading, both ends in it. */
  readonly suspended?: { readonly from: SessionDate; readonly to: SessionDate };
  /** Oldest first. */
  readonly actions: readonly ShareAction[];
  /** Symbols that it bore before the one of today, oldest first, each to the day before `until`. */
  readonly formerSymbols?: readonly { readonly symbol: string; readonly until: SessionDate }[];
  /** Face value in rupees today. */
  readonly faceValueRupees: number;
  /** Price around which it moves, in paise of a share as it is after every action. */
  readonly basePaise: number;
  /** Typical move of a day of its own, as a fraction of the price. */
  readonly dayMoveRatio: number;
  /** How much of the market's move it shares. */
  readonly beta: number;
  /** Shares of a usual day, as they are after every action; 0 for an index. */
  readonly dailyShares: number;
  /** Smallest number of shares dealt in. */
  readonly lotShares: number;
  /** Part of the minutes in which it trades. */
  readonly tradedMinutesRatio: number;
  /** Part of the days on which it trades at one price only, as if locked at its price band. */
  readonly lockedDaysRatio: number;
}

/** Whether the security is dealt in on that day, if the exchange is open. */
export function tradesOn(instrument: SandboxInstrument, session: SessionDate): boolean {
  const { listedOn, lastSession, suspended } = instrument;
  if (session < listedOn) return false;
  if (lastSession !== undefined && session > lastSession) return false;
  return !suspended || session < suspended.from || session > suspended.to;
}

/**
 * New shares for one share of that day, through the actions with an ex-date after it.
 *
 * @param upTo last ex-date that counts; absent: all that will ever happen
 * @returns 1 where nothing happened
 */
export function newPerOldSince(
  instrument: SandboxInstrument,
  session: SessionDate,
  upTo?: SessionDate,
): number {
  let factor = 1;
  for (const { exDate, newPerOld } of instrument.actions) {
    if (exDate > session && (upTo === undefined || exDate <= upTo)) factor *= newPerOld;
  }
  return factor;
}

/** The symbol under which the security was dealt in on a day. */
export function symbolOn(instrument: SandboxInstrument, session: SessionDate): string {
  const former = instrument.formerSymbols?.find(({ until }) => session < until);
  return former?.symbol ?? instrument.symbol;
}
