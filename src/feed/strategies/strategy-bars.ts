import type { DailySeries } from '../../core/analysis/daily-series.ts';
import { dayNumber } from '../../core/market/session-date.ts';
import { factColumn } from '../../core/strategies/facts.ts';
import type { KnownFacts } from '../../core/strategies/facts.ts';
import { FACTS } from '../../core/strategies/strategy.ts';
import type { StrategyBars } from '../../core/strategies/strategy.ts';

/** Daily bars as strategies see them. */
export function strategyBars(series: DailySeries, known: KnownFacts = {}): StrategyBars {
  const { sessions, open, high, low, close, volume } = series;
  const facts = FACTS.flatMap((name) => {
    const steps = known[name];
    return steps ? [[name, factColumn(sessions, steps)] as const] : [];
  });
  return {
    open,
    high,
    low,
    close,
    volume,
    days: Int32Array.from(sessions, dayNumber),
    facts: Object.fromEntries(facts),
  };
}
