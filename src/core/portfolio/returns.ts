import type { SessionDate } from '../market/session-date.ts';
import { SESSIONS_A_YEAR } from './statistics.ts';

/** The account's value at the end of a session. Any one unit of money, the same throughout. */
export interface EquityPoint {
  readonly session: SessionDate;
  readonly equity: number;
  /** Money paid in (+) or taken out (−) that session; absent: none. */
  readonly flow?: number;
}

/** Daily time-weighted returns: `returns[i]` leads from `sessions[i]` to `sessions[i + 1]`. */
export interface ReturnSeries {
  readonly sessions: readonly SessionDate[];
  /** Fractions: 0.01 is one per cent. One fewer than sessions. */
  readonly returns: Float64Array;
}

/**
 * Daily time-weighted returns (GIPS 2020, 2.A.33: true time-weighting by daily valuation).
 * A session's flow works from its start: r = equity ÷ (equity before + flow) − 1. The first point
 * is the starting capital, so its own flow plays no part.
 *
 * A lost account stays lost: a value of nothing or less gives −1, and what follows without fresh
 * money gives 0. Fresh money begins anew, while the compounded growth stays at nothing.
 *
 * @param points oldest first
 */
export function dailyReturns(points: readonly EquityPoint[]): ReturnSeries {
  const returns = new Float64Array(Math.max(0, points.length - 1));
  let before = points[0]?.equity ?? 0;
  for (const [index, { equity, flow }] of points.slice(1).entries()) {
    const base = before + (flow ?? 0);
    returns[index] = base > 0 ? Math.max(0, equity) / base - 1 : 0;
    before = equity;
  }
  return { sessions: points.map(({ session }) => session), returns };
}

/** What one unit has become after each return, beginning with 1: one more than returns. */
export function growthOf(returns: Float64Array): Float64Array {
  const growth = new Float64Array(returns.length + 1);
  growth[0] = 1;
  let value = 1;
  for (const [index, change] of returns.entries()) {
    value *= 1 + change;
    growth[index + 1] = value;
  }
  return growth;
}

/** Compounded return over all: Π(1 + r) − 1. @returns absent without a return */
export function totalReturn(returns: Float64Array): number | undefined {
  return returns.length === 0 ? undefined : (growthOf(returns).at(-1) ?? 1) - 1;
}

/**
 * Compound annual growth rate: (Π(1 + r))^(252 ÷ n) − 1, as empyrical's `annual_return`. Losing
 * all gives −1.
 *
 * @returns absent without a return
 */
export function compoundAnnualGrowth(returns: Float64Array): number | undefined {
  const total = totalReturn(returns);
  if (total === undefined) return undefined;
  return (1 + total) ** (SESSIONS_A_YEAR / returns.length) - 1;
}
