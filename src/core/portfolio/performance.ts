import type { SessionDate } from '../market/session-date.ts';
import { fitBenchmark, pairReturns } from './benchmark.ts';
import type { BenchmarkFit } from './benchmark.ts';
import { deepest, drawdowns, maximumDrawdown } from './drawdown.ts';
import type { Drawdown } from './drawdown.ts';
import { moneyWeightedReturn } from './money-weighted.ts';
import { monthlyReturns, yearlyReturns } from './period-tables.ts';
import type { PeriodReturn } from './period-tables.ts';
import { compoundAnnualGrowth, dailyReturns, totalReturn } from './returns.ts';
import type { EquityPoint } from './returns.ts';
import {
  annualVolatility,
  calmarRatio,
  downsideRisk,
  omegaRatio,
  sharpeRatio,
  sortinoRatio,
} from './risk-ratios.ts';
import { SESSIONS_A_YEAR } from './statistics.ts';
import { conditionalValueAtRisk, valueAtRisk } from './tail-risk.ts';

/** The figures of one equity series. Fractions, not per cent; absent where undefined. */
export interface Performance {
  readonly from?: SessionDate;
  readonly to?: SessionDate;
  /** Daily returns behind the figures. */
  readonly returns: number;
  readonly totalReturn?: number;
  readonly cagr?: number;
  readonly moneyWeightedReturn?: number;
  readonly volatility?: number;
  readonly sharpe?: number;
  readonly sortino?: number;
  readonly calmar?: number;
  readonly omega?: number;
  readonly maxDrawdown?: number;
  readonly drawdown?: Drawdown;
  readonly var95?: number;
  readonly cvar95?: number;
  readonly downsideRisk?: number;
  readonly benchmark?: BenchmarkFit & { readonly totalReturn?: number };
  readonly monthly: readonly PeriodReturn[];
  readonly yearly: readonly PeriodReturn[];
}

/** What the figures are measured against. */
export interface Yardstick {
  /** A year, a fraction: divided by 252 for each session. */
  readonly riskFree: number;
  /** The benchmark's closing level by session; absent: no benchmark. */
  readonly benchmark?: ReadonlyMap<SessionDate, number>;
}

const TAIL = 0.05;

function moneyWeighted(points: readonly EquityPoint[]): number | undefined {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || points.length < 2) return undefined;
  return moneyWeightedReturn([
    { date: first.session, amount: -first.equity },
    ...points
      .slice(1)
      .flatMap(({ session, flow }) =>
        flow === undefined || flow === 0 ? [] : [{ date: session, amount: -flow }],
      ),
    { date: last.session, amount: last.equity },
  ]);
}

/**
 * All figures of an equity series, as empyrical-reloaded defines them where it has them: 252
 * sessions a year, sample deviation, downside over all sessions, alpha compounded. The risk-free
 * rate takes part in Sharpe, alpha and beta; Sortino, Omega and downside risk require zero.
 *
 * @param points oldest first, one for each session
 */
export function performanceOf(
  points: readonly EquityPoint[],
  { riskFree, benchmark }: Yardstick,
): Performance {
  const series = dailyReturns(points);
  const { returns } = series;
  const daily = riskFree / SESSIONS_A_YEAR;
  const paired = benchmark && pairReturns(series, benchmark);
  const figures = {
    from: points[0]?.session,
    to: points.at(-1)?.session,
    totalReturn: totalReturn(returns),
    cagr: compoundAnnualGrowth(returns),
    moneyWeightedReturn: moneyWeighted(points),
    volatility: annualVolatility(returns),
    sharpe: sharpeRatio(returns, daily),
    sortino: sortinoRatio(returns, 0),
    calmar: calmarRatio(returns),
    omega: omegaRatio(returns, 0),
    maxDrawdown: maximumDrawdown(returns),
    drawdown: deepest(drawdowns(series)),
    var95: valueAtRisk(returns, TAIL),
    cvar95: conditionalValueAtRisk(returns, TAIL),
    downsideRisk: downsideRisk(returns, 0),
    benchmark: paired && {
      ...fitBenchmark(paired, daily),
      ...withTotal(totalReturn(paired.benchmark)),
    },
  };
  return {
    ...defined(figures),
    returns: returns.length,
    monthly: monthlyReturns(series),
    yearly: yearlyReturns(series),
  };
}

function withTotal(total: number | undefined): { totalReturn?: number } {
  return total === undefined ? {} : { totalReturn: total };
}

type Defined<T> = { readonly [Key in keyof T]?: Exclude<T[Key], undefined> };

function defined<T extends object>(figures: T): Defined<T> {
  const known = Object.entries(figures).filter(([, value]) => value !== undefined);
  return Object.fromEntries(known) as Defined<T>;
}
