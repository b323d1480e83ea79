import type { SessionDate } from '../market/session-date.ts';
import type { DailyPerformance } from './account-days.ts';
import { maximumDrawdown } from './drawdown.ts';
import { totalReturn } from './returns.ts';
import { annualVolatility } from './risk-ratios.ts';

/** What trades did on a session: of closed ones, profits after charges. Money in paise. */
export interface SessionTrades {
  readonly session: SessionDate;
  readonly trades: number;
  readonly wins: number;
  readonly losses: number;
  readonly realisedPaise: number;
  readonly chargesPaise: number;
}

/** How an account did in a calendar month. Fractions; absent where they cannot be known. */
export interface MonthlyPerformance {
  /** `2026-11`. */
  readonly month: string;
  /** Last session in it. */
  readonly to: SessionDate;
  readonly sessions: number;
  readonly endPaise: number;
  readonly flowPaise: number;
  /** What the month won beside the flow. */
  readonly wonPaise: number;
  readonly return: number;
  readonly benchmarkReturn?: number;
  readonly benchmarkTotalReturn?: number;
  /** From the month before's close on. */
  readonly maxDrawdown: number;
  readonly volatility?: number;
  readonly trades: number;
  readonly wins: number;
  readonly losses: number;
  readonly realisedPaise: number;
  readonly chargesPaise: number;
  /** Whether every session's prices are official closes. */
  readonly closes: boolean;
}

const sum = <Row>(rows: readonly Row[], of: (row: Row) => number): number =>
  rows.reduce((total, row) => total + of(row), 0);

/** Compounded; absent where a session's return is not known. */
function compounded(returns: readonly (number | undefined)[]): number | undefined {
  let growth = 1;
  for (const change of returns) {
    if (change === undefined) return undefined;
    growth *= 1 + change;
  }
  return growth - 1;
}

const monthOf = (session: SessionDate): string => session.slice(0, 'yyyy-mm'.length);

/**
 * Months from days, oldest first. A month of the benchmark is told only where every day of it is.
 *
 * @param days oldest first
 * @param traded sessions with trades, in any order
 */
export function monthlyPerformance(
  days: readonly DailyPerformance[],
  traded: readonly SessionTrades[],
): MonthlyPerformance[] {
  const months = new Map<string, DailyPerformance[]>();
  for (const day of days) {
    const month = monthOf(day.session);
    months.set(month, [...(months.get(month) ?? []), day]);
  }
  return [...months].flatMap(([month, own]): MonthlyPerformance[] => {
    const last = own.at(-1);
    if (!last) return [];
    const returns = Float64Array.from(own, (day) => day.return);
    const trades = traded.filter(({ session }) => monthOf(session) === month);
    const benchmark = compounded(own.map((day) => day.benchmarkReturn));
    const whole = compounded(own.map((day) => day.benchmarkTotalReturn));
    const volatility = annualVolatility(returns);
    const told = {
      month,
      to: last.session,
      sessions: own.length,
      endPaise: last.valuePaise,
      flowPaise: sum(own, ({ flowPaise }) => flowPaise),
      wonPaise: sum(own, ({ dayPaise }) => dayPaise),
      return: totalReturn(returns) ?? 0,
      ...(benchmark === undefined ? {} : { benchmarkReturn: benchmark }),
      ...(whole === undefined ? {} : { benchmarkTotalReturn: whole }),
      maxDrawdown: maximumDrawdown(returns) ?? 0,
      ...(volatility === undefined ? {} : { volatility }),
      trades: sum(trades, (one) => one.trades),
      wins: sum(trades, ({ wins }) => wins),
      losses: sum(trades, ({ losses }) => losses),
      realisedPaise: sum(trades, ({ realisedPaise }) => realisedPaise),
      chargesPaise: sum(trades, ({ chargesPaise }) => chargesPaise),
      closes: own.every(({ closes }) => closes),
    };
    return [told];
  });
}
