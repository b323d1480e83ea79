import type { SessionDate } from '../market/session-date.ts';
import type { BookedTrade, ClosedTrade } from './closed-trades.ts';
import { tradeStatistics } from './trade-statistics.ts';
import type { TradeStatistics } from './trade-statistics.ts';

/** What the trades of one strategy made. Money in paise. */
export interface StrategyPerformance {
  readonly strategy: string;
  /** First and last session on which it traded. */
  readonly from: SessionDate;
  readonly to: SessionDate;
  /** Fills, opening and closing ones. */
  readonly fills: number;
  readonly realisedPaise: number;
  /** Of all its fills. */
  readonly chargesPaise: number;
  /** Of trades that closed something, after the charges of both ends. */
  readonly closed: TradeStatistics;
}

/**
 * Performance by strategy, in alphabetical order.
 *
 * @param trades of one account, in the order in which they were booked
 * @param closed what `closedTrades` makes of them
 */
export function strategyPerformance(
  trades: readonly BookedTrade[],
  closed: readonly ClosedTrade[],
): StrategyPerformance[] {
  const names = [...new Set(trades.map(({ strategy }) => strategy))].toSorted();
  return names.flatMap((strategy): StrategyPerformance[] => {
    const own = trades.filter((trade) => trade.strategy === strategy);
    const [first, last] = [own[0], own.at(-1)];
    if (!first || !last) return [];
    const profits = closed
      .filter((trade) => trade.strategy === strategy)
      .map(({ profitPaise }) => profitPaise);
    return [
      {
        strategy,
        from: first.session,
        to: last.session,
        fills: own.length,
        realisedPaise: own.reduce((sum, { realisedPaise }) => sum + realisedPaise, 0),
        chargesPaise: own.reduce((sum, { chargesPaise }) => sum + chargesPaise, 0),
        closed: tradeStatistics(profits),
      },
    ];
  });
}
