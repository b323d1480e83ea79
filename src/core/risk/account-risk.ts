import type { SessionDate } from '../market/session-date.ts';
import { fitBenchmark, pairReturns } from '../portfolio/benchmark.ts';
import { SESSIONS_A_YEAR, mean, sampleDeviation } from '../portfolio/statistics.ts';
import { conditionalValueAtRisk, valueAtRisk } from '../portfolio/tail-risk.ts';
import type { RiskExposure, RiskFigures, RiskHolding } from './risk-figures.ts';
import { simulateReturns } from './simulate.ts';

/** Quantiles of the standard normal distribution at 95 % and 99 %. */
const Z95 = 1.6448536269514722;
const Z99 = 2.3263478740408408;
/** Sessions behind a mean volume. */
const VOLUME_SESSIONS = 20;

/** What an account's risk is reckoned from. */
export interface RiskBasis {
  readonly valuePaise: number;
  readonly holdings: readonly RiskHolding[];
  /** Shares below the highest value, one for each official close and now: zero or negative. */
  readonly underwater: Float64Array;
  /** Closing levels of the benchmark by session. */
  readonly levels: ReadonlyMap<SessionDate, number>;
  /** Sessions looked back. */
  readonly window: number;
  /** Part of a session's volume that the account takes. */
  readonly participation: number;
}

/** An account's risk, and what it is exposed to: by share and industry, the largest first. */
export interface AccountRisk {
  readonly figures: RiskFigures;
  readonly exposures: readonly RiskExposure[];
}

const some = <Name extends string>(
  name: Name,
  value: number | undefined,
): { readonly [Key in Name]?: number } =>
  (value === undefined || !Number.isFinite(value) ? {} : { [name]: value }) as {
    readonly [Key in Name]?: number;
  };

/** A loss: the other sign of a return, and never below zero. */
const lossOf = (value: number | undefined): number | undefined =>
  value === undefined ? undefined : Math.max(0, -value);

/** Sessions that closing a holding takes: shares ÷ (part of the volume × mean volume of 20 sessions). */
function daysToClose(
  { quantity, volumes }: RiskHolding,
  participation: number,
): number | undefined {
  const volume = mean(volumes.subarray(Math.max(0, volumes.length - VOLUME_SESSIONS)));
  return volume === undefined || volume <= 0
    ? undefined
    : Math.abs(quantity) / (volume * participation);
}

function exposuresOf({ holdings, valuePaise, participation }: RiskBasis): RiskExposure[] {
  const ratioOf = (value: number) =>
    some('ratio', valuePaise > 0 ? Math.abs(value) / valuePaise : undefined);
  const sectors = new Map<string, number>();
  for (const { sector, valuePaise: value } of holdings) {
    if (sector !== undefined) sectors.set(sector, (sectors.get(sector) ?? 0) + value);
  }
  const shares = holdings.map((holding): RiskExposure => ({
    kind: 'symbol',
    name: holding.symbol,
    valuePaise: holding.valuePaise,
    ...ratioOf(holding.valuePaise),
    ...some('liquidityDays', daysToClose(holding, participation)),
  }));
  const industries = [...sectors].map(([name, value]): RiskExposure => ({
    kind: 'sector',
    name,
    valuePaise: value,
    ...ratioOf(value),
  }));
  const largest = (a: RiskExposure, b: RiskExposure): number =>
    Math.abs(b.valuePaise) - Math.abs(a.valuePaise) || (a.name < b.name ? -1 : 1);
  return [...shares.toSorted(largest), ...industries.toSorted(largest)];
}

function tailsOf(basis: RiskBasis) {
  const { holdings, valuePaise, window, levels } = basis;
  const simulated = simulateReturns(holdings, valuePaise, window);
  if (!simulated) return { returns: 0, pairs: 0 };
  const { returns, covered } = simulated;
  const deviation = sampleDeviation(returns) ?? Number.NaN;
  const average = mean(returns) ?? Number.NaN;
  const fit = fitBenchmark(pairReturns(simulated, levels), 0);
  return {
    returns: returns.length,
    pairs: fit.n,
    covered,
    ...some('historicalVar95', lossOf(valueAtRisk(returns, 0.05))),
    ...some('historicalVar99', lossOf(valueAtRisk(returns, 0.01))),
    ...some('expectedShortfall95', lossOf(conditionalValueAtRisk(returns, 0.05))),
    ...some('parametricVar95', lossOf(average - Z95 * deviation)),
    ...some('parametricVar99', lossOf(average - Z99 * deviation)),
    ...some('volatility', deviation * Math.sqrt(SESSIONS_A_YEAR)),
    ...some('beta', fit.beta),
  };
}

/**
 * Reckons an account's risk: what is at stake, how it is spread, how far it has fallen, what a bad day
 * may cost (historical simulation; variance–covariance with a normal distribution, J.P. Morgan,
 * RiskMetrics Technical Document, 1996), how it moves with the benchmark (OLS), and how long it takes
 * to close.
 */
export function accountRisk(basis: RiskBasis): AccountRisk {
  const { holdings, valuePaise, underwater } = basis;
  const values = holdings.map((one) => Math.abs(one.valuePaise)).toSorted((a, b) => b - a);
  const gross = values.reduce((sum, value) => sum + value, 0);
  const net = holdings.reduce((sum, one) => sum + one.valuePaise, 0);
  const part = (value: number): number | undefined =>
    valuePaise > 0 ? value / valuePaise : undefined;
  const exposures = exposuresOf(basis);
  const days = exposures.flatMap(({ kind, liquidityDays }) =>
    kind === 'symbol' ? [liquidityDays ?? Number.NaN] : [],
  );
  const figures: RiskFigures = {
    valuePaise,
    grossPaise: gross,
    netPaise: net,
    positions: holdings.length,
    ...some('grossRatio', part(gross)),
    ...some('netRatio', part(net)),
    ...some('largestRatio', part(values[0] ?? 0)),
    ...some('topFiveRatio', part(values.slice(0, 5).reduce((sum, value) => sum + value, 0))),
    ...some(
      'concentration',
      gross === 0 ? undefined : values.reduce((sum, value) => sum + (value / gross) ** 2, 0),
    ),
    ...some('drawdown', lossOf(underwater.at(-1))),
    ...some('maxDrawdown', underwater.length === 0 ? undefined : lossOf(Math.min(...underwater))),
    ...tailsOf(basis),
    ...some('liquidityDays', days.length === 0 ? 0 : Math.max(...days)),
  };
  return { figures, exposures };
}
