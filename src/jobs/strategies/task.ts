import type { DailySeries } from '../../core/analysis/daily-series.ts';
import type { KnownFacts } from '../../core/strategies/facts.ts';
import { strategyNamed } from '../../core/strategies/registry.ts';
import { seriesOfPiece } from '../../feed/adjusted-series.ts';
import type { AnalysisPiece } from '../../feed/adjusted-series.ts';
import { strategyBars } from '../../feed/strategies/strategy-bars.ts';
import type { WorkerTask } from '../../kit/worker-task.ts';
import type { StrategyFindings } from '../../store/strategy-hits.ts';
import type { ChosenStrategy } from '../../feed/strategies/choose.ts';

/** Instruments, and what is asked about them: plain data. */
export interface StrategyPiece extends AnalysisPiece {
  readonly chosen: readonly ChosenStrategy[];
  /** By instrument. */
  readonly facts: ReadonlyMap<number, KnownFacts>;
}

/** What was found in an instrument, with its name. */
export interface NamedFindings extends StrategyFindings {
  readonly symbol: string;
}

/** What the strategies say of the bars at the places, by session, in the order of asking. */
export function hitsOf(
  series: DailySeries,
  places: readonly number[],
  chosen: readonly ChosenStrategy[],
  known?: KnownFacts,
): StrategyFindings['found'] {
  const bars = strategyBars(series, known);
  const deciders = chosen.map(({ name, values }) => ({
    name,
    decider: strategyNamed(name).prepare(bars, values),
  }));
  return places.flatMap((place) => {
    const session = series.sessions[place];
    if (session === undefined) return [];
    return deciders.flatMap(({ name: strategy, decider }) => {
      const action = decider.actionAt(place);
      if (action === 'none') return [];
      return [{ session, strategy, action, reason: decider.reasonAt(place) }];
    });
  });
}

/** Asks strategies about a few instruments. */
export const strategiesTask: WorkerTask<StrategyPiece, readonly NamedFindings[]> = {
  name: 'strategies',
  async work(store, piece) {
    const strategies = piece.chosen.map(({ name }) => name);
    const findings: NamedFindings[] = [];
    for await (const { instrument, series, places } of seriesOfPiece(store, piece)) {
      const { instrumentId, symbol } = instrument;
      const sessions = places.flatMap((place) => series.sessions[place] ?? []);
      const found = hitsOf(series, places, piece.chosen, piece.facts.get(instrumentId));
      findings.push({ instrumentId, symbol, sessions, strategies, found });
    }
    return findings;
  },
};
