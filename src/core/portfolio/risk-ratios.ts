import { maximumDrawdown } from './drawdown.ts';
import { compoundAnnualGrowth } from './returns.ts';
import { SESSIONS_A_YEAR, less, mean, ratio, sampleDeviation } from './statistics.ts';

const ROOT = Math.sqrt(SESSIONS_A_YEAR);

const scaled = (value: number | undefined, factor: number): number | undefined =>
  value === undefined ? undefined : value * factor;

/** Annual volatility: sample deviation of daily returns × √252 (empyrical `annual_volatility`). */
export function annualVolatility(returns: Float64Array): number | undefined {
  return scaled(sampleDeviation(returns), ROOT);
}

/**
 * Sharpe ratio (Sharpe 1994): mean ÷ sample deviation of daily excess returns × √252.
 *
 * @param riskFree per session, a fraction
 * @returns absent for fewer than two returns or returns that never vary
 */
export function sharpeRatio(returns: Float64Array, riskFree: number): number | undefined {
  const excess = less(returns, riskFree);
  return scaled(ratio(mean(excess), sampleDeviation(excess)), ROOT);
}

/**
 * Downside risk: √(mean of min(r − required, 0)² over **all** sessions) × √252
 * (Sortino and Price 1994; empyrical `downside_risk`).
 */
export function downsideRisk(returns: Float64Array, required: number): number | undefined {
  const squares = less(returns, required).map((excess) => Math.min(excess, 0) ** 2);
  const average = mean(squares);
  return average === undefined ? undefined : Math.sqrt(average) * ROOT;
}

/**
 * Sortino ratio: mean excess return × 252 ÷ downside risk (empyrical `sortino_ratio`).
 *
 * @returns absent when no session fell short of what is required
 */
export function sortinoRatio(returns: Float64Array, required: number): number | undefined {
  const yearly = scaled(mean(less(returns, required)), SESSIONS_A_YEAR);
  return ratio(yearly, downsideRisk(returns, required));
}

/** Calmar ratio (Young 1991): CAGR ÷ |maximum drawdown|. @returns absent without a drawdown */
export function calmarRatio(returns: Float64Array): number | undefined {
  const depth = maximumDrawdown(returns);
  return ratio(compoundAnnualGrowth(returns), depth === undefined ? undefined : -depth);
}

/**
 * Omega ratio (Keating and Shadwick 2002): Σ gains ÷ Σ shortfalls of daily excess returns.
 *
 * @returns absent when there is no shortfall
 */
export function omegaRatio(returns: Float64Array, riskFree: number): number | undefined {
  let gains = 0;
  let shortfalls = 0;
  for (const excess of less(returns, riskFree)) {
    if (excess > 0) gains += excess;
    else shortfalls -= excess;
  }
  return ratio(gains, shortfalls);
}
