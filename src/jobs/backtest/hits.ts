import {
  BASES,
  forwardPath,
  inHundredths,
  returnFrom,
} from '../../core/backtest/forward-returns.ts';
import { netReturn, proceeds, purchase } from '../../core/backtest/round-trip.ts';
import type { RoundTripTerms } from '../../core/backtest/round-trip.ts';
import type { DailySeries } from '../../core/analysis/daily-series.ts';
import type { HitReturns, KeptReturns } from '../../store/hit-returns.ts';
import type { StrategyHit } from '../../store/strategy-hits.ts';

/** Bars after which statistics are made. */
export const STATISTIC_HORIZONS = [1, 2, 3, 4, 5, 10, 15, 20, 30, 40, 50, 60, 80, 100] as const;

type Hit = Pick<StrategyHit, 'instrumentId' | 'session' | 'strategy'>;

/** What the money of a purchase at the next open comes to after some bars; NaN: not there yet. */
function netAfter(
  series: DailySeries,
  place: number,
  terms: RoundTripTerms,
): (bars: number) => number {
  const entryOn = series.sessions[place + 1];
  const open = series.open[place + 1] ?? Number.NaN;
  const bought = entryOn === undefined ? undefined : purchase(terms, entryOn, open);
  return (bars) => {
    const [session, close] = [series.sessions[place + bars], series.close[place + bars]];
    if (!bought || session === undefined || close === undefined) return Number.NaN;
    return netReturn(bought, proceeds(terms, bought.quantity, session, close));
  };
}

/**
 * Whether what is kept of a hit is whole and still what it comes to: no bar is to come, and entry,
 * stake, charges and prices are those of then.
 */
export function keptStands(
  { entry, rates }: KeptReturns,
  series: DailySeries,
  place: number,
  terms: RoundTripTerms,
): boolean {
  if (entry !== series.open[place + 1]) return false;
  const net = netAfter(series, place, terms);
  return STATISTIC_HORIZONS.every((bars, at) => rates[at] === inHundredths(net(bars)));
}

/** Rows to keep of a hit: one for each basis that has an entry and a bar behind it. */
export function rowsOfHit(
  { instrumentId, session, strategy }: Hit,
  series: DailySeries,
  place: number,
  terms: RoundTripTerms,
): HitReturns[] {
  const { close, nextOpen, closes } = forwardPath(series, place);
  const net = netAfter(series, place, terms);
  const returns = {
    close: { entry: close, after: returnFrom(close) },
    open: { entry: nextOpen, after: returnFrom(nextOpen) },
    net: { entry: nextOpen, after: (_: number, step: number): number => net(step + 1) },
  };
  return BASES.flatMap((basis) => {
    const { entry, after } = returns[basis];
    if (closes.length === 0 || !(entry > 0)) return [];
    // Plain numbers: a column of its own for each hit would be memory outside the heap, late to go.
    const rates = Array.from(closes, (price, step) => inHundredths(after(price, step)));
    return [{ instrumentId, session, strategy, basis, entry, rates }];
  });
}
