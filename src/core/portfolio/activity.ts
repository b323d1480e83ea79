import type { SessionDate } from '../market/session-date.ts';
import type { AccountClose } from './account-days.ts';
import { SESSIONS_A_YEAR } from './statistics.ts';

/** What an account held and traded in one session; one unit of money throughout. */
export interface SessionActivity {
  readonly equity: number;
  /** Value of the positions at the close, longs and shorts added. */
  readonly invested: number;
  readonly bought: number;
  readonly sold: number;
}

/** A fill, as far as activity goes; money in paise. */
export interface TradedFill {
  readonly session: SessionDate;
  readonly side: 'BUY' | 'SELL';
  readonly quantity: number;
  readonly pricePaise: number;
}

/**
 * What an account did on each of its days. What was bought and sold within a session is in both sums;
 * what was held is what is left at the close.
 */
export function activityOf(
  days: readonly AccountClose[],
  fills: readonly TradedFill[],
): SessionActivity[] {
  const sums = new Map<SessionDate, { BUY: number; SELL: number }>();
  for (const { session, side, quantity, pricePaise } of fills) {
    const sum = sums.get(session) ?? { BUY: 0, SELL: 0 };
    sum[side] += quantity * pricePaise;
    sums.set(session, sum);
  }
  return days.map(({ session, valuePaise, sharesPaise }) => ({
    equity: valuePaise,
    // Nothing is owed at a close: shorts are squared off within the session.
    invested: Math.abs(sharesPaise),
    bought: sums.get(session)?.BUY ?? 0,
    sold: sums.get(session)?.SELL ?? 0,
  }));
}

/** Mean share of equity that was in the market. @returns absent without a session of value */
export function meanExposure(sessions: readonly SessionActivity[]): number | undefined {
  const valued = sessions.filter(({ equity }) => equity > 0);
  if (valued.length === 0) return undefined;
  return valued.reduce((sum, { invested, equity }) => sum + invested / equity, 0) / valued.length;
}

/**
 * Yearly turnover: the lesser of buying and selling ÷ mean equity × 252 ÷ sessions, as the SEC's
 * Form N-1A (item 13) has funds report it.
 *
 * @returns absent without a session of value
 */
export function yearlyTurnover(sessions: readonly SessionActivity[]): number | undefined {
  const equity = sessions.reduce((sum, session) => sum + session.equity, 0);
  if (sessions.length === 0 || equity <= 0) return undefined;
  const bought = sessions.reduce((sum, session) => sum + session.bought, 0);
  const sold = sessions.reduce((sum, session) => sum + session.sold, 0);
  return (Math.min(bought, sold) / equity) * SESSIONS_A_YEAR;
}
