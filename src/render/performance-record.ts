import type { Performance } from '../core/portfolio/performance.ts';

const orNull = <Value>(value: Value | undefined): Value | null => value ?? null;

/** An account's or a file's figures for programs: fractions, not per cent; null where undefined. */
export function performanceRecord(figures: Performance): Readonly<Record<string, unknown>> {
  const { benchmark, drawdown } = figures;
  return {
    from: orNull(figures.from),
    to: orNull(figures.to),
    returns: figures.returns,
    totalReturn: orNull(figures.totalReturn),
    cagr: orNull(figures.cagr),
    moneyWeightedReturn: orNull(figures.moneyWeightedReturn),
    volatility: orNull(figures.volatility),
    sharpe: orNull(figures.sharpe),
    sortino: orNull(figures.sortino),
    calmar: orNull(figures.calmar),
    omega: orNull(figures.omega),
    maxDrawdown: orNull(figures.maxDrawdown),
    drawdown: drawdown ? { ...drawdown, recovery: orNull(drawdown.recovery) } : null,
    var95: orNull(figures.var95),
    cvar95: orNull(figures.cvar95),
    downsideRisk: orNull(figures.downsideRisk),
    alpha: orNull(benchmark?.alpha),
    beta: orNull(benchmark?.beta),
    rSquared: orNull(benchmark?.rSquared),
    informationRatio: orNull(benchmark?.informationRatio),
    benchmarkReturn: orNull(benchmark?.totalReturn),
    benchmarkPairs: benchmark?.n ?? 0,
    monthly: figures.monthly,
    yearly: figures.yearly,
  };
}
