import type { DailySeries } from '../../core/analysis/daily-series.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
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

/** What was found in an instrument, small enough to be sent from thread to thread. */
export interface PackedFindings {
  readonly instrumentId: number;
  readonly symbol: string;
  /** Sessions that were looked at, oldest first. */
  readonly sessions: readonly SessionDate[];
  /** Two numbers for each hit: place among the sessions, and among the strategies, below zero to exit. */
  readonly hits: Int32Array;
  /** One for each hit. */
  readonly reasons: readonly string[];
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

/** Packs hits. @param strategies in the order of asking */
function packed(
  sessions: readonly SessionDate[],
  strategies: readonly string[],
  found: StrategyFindings['found'],
): Pick<PackedFindings, 'hits' | 'reasons'> {
  const placeOf = new Map(sessions.map((session, place) => [session, place]));
  const codeOf = new Map(strategies.map((name, place) => [name, place + 1]));
  const numbers = found.flatMap(({ session, strategy, action }) => {
    const code = codeOf.get(strategy) ?? 0;
    return [placeOf.get(session) ?? 0, action === 'exit' ? -code : code];
  });
  return { hits: Int32Array.from(numbers), reasons: found.map(({ reason }) => reason) };
}

/** What was found, in words again. @param strategies that were asked, in that order */
export function unpacked(
  { instrumentId, sessions, hits, reasons }: PackedFindings,
  strategies: readonly string[],
): StrategyFindings {
  const found = reasons.flatMap((reason, hit) => {
    const [place = 0, code = 0] = hits.subarray(2 * hit, 2 * hit + 2);
    const [session, strategy] = [sessions[place], strategies[Math.abs(code) - 1]];
    if (session === undefined || strategy === undefined) return [];
    return [
      { session, strategy, action: code < 0 ? ('exit' as const) : ('enter' as const), reason },
    ];
  });
  return { instrumentId, sessions, strategies, found };
}

/** Asks strategies about a few instruments. */
export const strategiesTask: WorkerTask<StrategyPiece, readonly PackedFindings[]> = {
  name: 'strategies',
  async work(store, piece) {
    const strategies = piece.chosen.map(({ name }) => name);
    const findings: PackedFindings[] = [];
    for await (const { instrument, series, places } of seriesOfPiece(store, piece)) {
      const { instrumentId, symbol } = instrument;
      // The list of all is the same for most instruments, and is sent once where it is.
      const sessions =
        places.length === series.sessions.length
          ? series.sessions
          : places.flatMap((place) => series.sessions[place] ?? []);
      const found = hitsOf(series, places, piece.chosen, piece.facts.get(instrumentId));
      findings.push({ instrumentId, symbol, sessions, ...packed(sessions, strategies, found) });
    }
    return findings;
  },
};
