import type { ReturnSeries } from './returns.ts';
import { sampleDeviation, SESSIONS_A_YEAR } from './statistics.ts';
import { maximumDrawdown } from './drawdown.ts';
import { fitBenchmark } from './benchmark.ts';
import type { PairedReturns } from './benchmark.ts';
import { sharpeRatio } from './risk-ratios.ts';

/** The compounded return of a calendar month or year. */
export interface PeriodReturn {
  /** `2026-11` or `2026`. */
  readonly period: string;
  readonly totalReturn: number;
  /** Returns behind it. */
  readonly sessions: number;
}

function byPeriod({ sessions, returns }: ReturnSeries, letters: number): PeriodReturn[] {
  const growth = new Map<string, { value: number; count: number }>();
  for (const [index, change] of returns.entries()) {
    const period = (sessions[index + 1] ?? '').slice(0, letters);
    const { value, count } = growth.get(period) ?? { value: 1, count: 0 };
    growth.set(period, { value: value * (1 + change), count: count + 1 });
  }
  return [...growth].map(([period, { value, count }]) => ({
    period,
    totalReturn: value - 1,
    sessions: count,
  }));
}

/** Returns by calendar month, oldest first; a return belongs to the month in which it ends. */
export function monthlyReturns(series: ReturnSeries): PeriodReturn[] {
  return byPeriod(series, 'yyyy-mm'.length);
}

/** Returns by calendar year, oldest first. */
export function yearlyReturns(series: ReturnSeries): PeriodReturn[] {
  return byPeriod(series, 'yyyy'.length);
}

/** Figures of the window that ends at each return; NaN while there are too few. */
export interface RollingFigures {
  readonly totalReturn: Float64Array;
  readonly volatility: Float64Array;
  readonly sharpe: Float64Array;
  readonly maxDrawdown: Float64Array;
}

/**
 * Rolling return, volatility, Sharpe and drawdown, each reckoned afresh over its window so that no
 * rounding runs along.
 *
 * @param window returns in each window, at least two
 * @param riskFree per session, a fraction
 */
export function rollingFigures(
  returns: Float64Array,
  window: number,
  riskFree: number,
): RollingFigures {
  const blank = (): Float64Array => new Float64Array(returns.length).fill(Number.NaN);
  const figures = {
    totalReturn: blank(),
    volatility: blank(),
    sharpe: blank(),
    maxDrawdown: blank(),
  };
  for (let end = window; end <= returns.length; end++) {
    const part = returns.subarray(end - window, end);
    let growth = 1;
    for (const change of part) growth *= 1 + change;
    figures.totalReturn[end - 1] = growth - 1;
    figures.volatility[end - 1] =
      (sampleDeviation(part) ?? Number.NaN) * Math.sqrt(SESSIONS_A_YEAR);
    figures.sharpe[end - 1] = sharpeRatio(part, riskFree) ?? Number.NaN;
    figures.maxDrawdown[end - 1] = maximumDrawdown(part) ?? Number.NaN;
  }
  return figures;
}

/** Rolling slope against the benchmark; NaN while there are too few pairs. */
export function rollingBeta({ own, benchmark }: PairedReturns, window: number): Float64Array {
  const betas = new Float64Array(own.length).fill(Number.NaN);
  for (let end = window; end <= own.length; end++) {
    const pair = {
      own: own.subarray(end - window, end),
      benchmark: benchmark.subarray(end - window, end),
    };
    betas[end - 1] = fitBenchmark(pair, 0).beta ?? Number.NaN;
  }
  return betas;
}
