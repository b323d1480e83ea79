import { SESSIONS_A_YEAR } from './statistics.ts';

/** What an account held and traded in one session; one unit of money throughout. */
export interface SessionActivity {
  readonly equity: number;
  /** Value of the positions at the close, longs and shorts added. */
  readonly invested: number;
  readonly bought: number;
  readonly sold: number;
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
