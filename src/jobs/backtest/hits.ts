import {
  BASES,
  HORIZONS,
  forwardPath,
  inHundredths,
  returnsFrom,
} from '../../core/backtest/forward-returns.ts';
import { netReturn, proceeds, purchase } from '../../core/backtest/round-trip.ts';
import type { RoundTripTerms } from '../../core/backtest/round-trip.ts';
import type { DailySeries } from '../../core/analysis/daily-series.ts';
import type { HitReturns } from '../../store/hit-returns.ts';
import type { StrategyHit } from '../../store/strategy-hits.ts';

/** Bars after which statistics are made. */
export const STATISTIC_HORIZONS = [1, 2, 3, 4, 5, 10, 15, 20, 30, 40, 50, 60, 80, 100] as const;

/**
 * How statistics call what a strategy said: what it would leave is judged apart from what it would
 * enter.
 */
export function judgedName({ strategy, action }: Pick<StrategyHit, 'strategy' | 'action'>): string {
  return action === 'exit' ? `${strategy} exit` : strategy;
}

/** A hit's returns at those horizons, basis after basis; NaN: not there yet. */
export interface JudgedHit {
  readonly session: StrategyHit['session'];
  readonly strategy: string;
  readonly values: Float64Array;
}

/** What came after one hit. */
export interface HitOutcome {
  readonly judged: JudgedHit;
  /** Rows to keep: one for each basis that has an entry and a bar behind it. */
  readonly rows: readonly HitReturns[];
}

function netReturns(series: DailySeries, place: number, terms: RoundTripTerms): Float64Array {
  const { nextOpen, closes } = forwardPath(series, place);
  const entryOn = series.sessions[place + 1];
  const bought = entryOn === undefined ? undefined : purchase(terms, entryOn, nextOpen);
  if (!bought) return new Float64Array();
  return closes.map((close, step) => {
    const session = series.sessions[place + 1 + step];
    if (session === undefined) return Number.NaN;
    return netReturn(bought, proceeds(terms, bought.quantity, session, close));
  });
}

/** What came after a hit at a place of its instrument's bars. */
export function outcomeOfHit(
  { instrumentId, session, strategy, action }: Omit<StrategyHit, 'reason'>,
  series: DailySeries,
  place: number,
  terms: RoundTripTerms,
): HitOutcome {
  const { close, nextOpen, closes } = forwardPath(series, place);
  const returns = {
    close: { entry: close, values: returnsFrom(close, closes) },
    open: { entry: nextOpen, values: returnsFrom(nextOpen, closes) },
    net: { entry: nextOpen, values: netReturns(series, place, terms) },
  };
  const values = new Float64Array(BASES.length * STATISTIC_HORIZONS.length).fill(Number.NaN);
  for (const [basis, name] of BASES.entries()) {
    for (const [at, horizon] of STATISTIC_HORIZONS.entries()) {
      values[basis * STATISTIC_HORIZONS.length + at] =
        returns[name].values[horizon - 1] ?? Number.NaN;
    }
  }
  return {
    judged: { session, strategy: judgedName({ strategy, action }), values },
    rows: BASES.flatMap((basis) => {
      const { entry, values: rates } = returns[basis];
      if (rates.length === 0 || !(entry > 0)) return [];
      return [
        {
          instrumentId,
          session,
          strategy,
          basis,
          entry,
          rates: Array.from(rates.subarray(0, HORIZONS), inHundredths),
        },
      ];
    }),
  };
}
