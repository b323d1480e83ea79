import type { SessionDate } from '../market/session-date.ts';
import type { ReturnSeries } from './returns.ts';
import { SESSIONS_A_YEAR, mean, ratio, sampleDeviation } from './statistics.ts';

/** Returns of an account and of its benchmark over the same spans. */
export interface PairedReturns {
  readonly own: Float64Array;
  readonly benchmark: Float64Array;
}

/**
 * The benchmark's return over each span of the account. A span with an end that the benchmark does
 * not know is left out of both: nothing is filled in.
 *
 * @param levels the benchmark's closing level by session
 */
export function pairReturns(
  { sessions, returns }: ReturnSeries,
  levels: ReadonlyMap<SessionDate, number>,
): PairedReturns {
  const own: number[] = [];
  const benchmark: number[] = [];
  for (const [index, change] of returns.entries()) {
    const [from, to] = [sessions[index], sessions[index + 1]];
    const start = from === undefined ? undefined : levels.get(from);
    const end = to === undefined ? undefined : levels.get(to);
    if (start === undefined || end === undefined || start <= 0) continue;
    own.push(change);
    benchmark.push(end / start - 1);
  }
  return { own: Float64Array.from(own), benchmark: Float64Array.from(benchmark) };
}

/** How an account moved with its benchmark. */
export interface BenchmarkFit {
  /** Slope of the regression. */
  readonly beta?: number;
  /** Return that the benchmark does not explain, a year, compounded. */
  readonly alpha?: number;
  readonly rSquared?: number;
  /** Mean active return ÷ its sample deviation, per session (empyrical `excess_sharpe`). */
  readonly informationRatio?: number;
  /** Pairs of returns behind the figures. */
  readonly n: number;
}

/**
 * Ordinary least squares of daily excess returns on the benchmark's (Jensen 1968):
 * β = cov ÷ var; α = (1 + mean(rᵢ − rf − β(bᵢ − rf)))^252 − 1, as empyrical's `alpha_beta`;
 * R² is the squared correlation.
 *
 * @param riskFree per session, a fraction
 */
export function fitBenchmark({ own, benchmark }: PairedReturns, riskFree: number): BenchmarkFit {
  const n = own.length;
  const [ownMean, theirMean] = [mean(own), mean(benchmark)];
  if (n < 2 || ownMean === undefined || theirMean === undefined) return { n };
  let together = 0;
  let theirs = 0;
  let ours = 0;
  const active = new Float64Array(n);
  for (const [index, value] of own.entries()) {
    const other = benchmark[index] ?? 0;
    together += (value - ownMean) * (other - theirMean);
    theirs += (other - theirMean) ** 2;
    ours += (value - ownMean) ** 2;
    active[index] = value - other;
  }
  const beta = theirs / n < 1e-20 ? undefined : together / theirs;
  const unexplained =
    beta === undefined ? undefined : ownMean - riskFree - beta * (theirMean - riskFree);
  const alpha = unexplained === undefined ? undefined : (1 + unexplained) ** SESSIONS_A_YEAR - 1;
  const rSquared = ours / n < 1e-20 ? undefined : ratio(together ** 2, theirs * ours);
  const informationRatio = ratio(mean(active), sampleDeviation(active));
  return {
    n,
    ...(beta === undefined ? {} : { beta }),
    ...(alpha === undefined ? {} : { alpha }),
    ...(beta === undefined || rSquared === undefined ? {} : { rSquared }),
    ...(informationRatio === undefined ? {} : { informationRatio }),
  };
}
