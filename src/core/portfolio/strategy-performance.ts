import type { SessionDate } from '../market/session-date.ts';
import type { BookedTrade, ClosedTrade } from './closed-trades.ts';
import { tradeStatistics } from './trade-statistics.ts';
import type { TradeStatistics } from './trade-statistics.ts';

/** What the trades of one strategy had made at the end of a session. Money in paise. */
export interface StrategyPerformance {
  readonly strategy: string;
  /** First session on which it traded, and the one that is told of. */
  readonly from: SessionDate;
  readonly session: SessionDate;
  /** Fills so far, opening and closing ones. */
  readonly fills: number;
  readonly realisedPaise: number;
  /** Of all its fills. */
  readonly chargesPaise: number;
  /** Of trades that closed something, after the charges of both ends. */
  readonly closed: TradeStatistics;
}

const sum = <Row>(rows: readonly Row[], of: (row: Row) => number): number =>
  rows.reduce((total, row) => total + of(row), 0);

function courseOf(
  strategy: string,
  trades: readonly BookedTrade[],
  closed: readonly ClosedTrade[],
): StrategyPerformance[] {
  const sessions = [...new Set(trades.map(({ session }) => session))];
  return sessions.map((session) => {
    const until = trades.filter((trade) => trade.session <= session);
    const profits = closed
      .filter((trade) => trade.session <= session)
      .map(({ profitPaise }) => profitPaise);
    return {
      strategy,
      from: sessions[0] ?? session,
      session,
      fills: until.length,
      realisedPaise: sum(until, ({ realisedPaise }) => realisedPaise),
      chargesPaise: sum(until, ({ chargesPaise }) => chargesPaise),
      closed: tradeStatistics(profits),
    };
  });
}

/**
 * How each strategy stood on every session on which it traded: strategies in alphabetical order,
 * sessions oldest first.
 *
 * @param trades of one account, in the order in which they were booked
 * @param closed what `closedTrades` makes of them
 */
export function strategyPerformance(
  trades: readonly BookedTrade[],
  closed: readonly ClosedTrade[],
): StrategyPerformance[] {
  const names = new Set(trades.flatMap(({ strategy }) => strategy ?? []));
  return [...names].toSorted().flatMap((strategy) =>
    courseOf(
      strategy,
      trades.filter((trade) => trade.strategy === strategy),
      closed.filter((trade) => trade.strategy === strategy),
    ),
  );
}
