/** What closed trades made; every figure in the unit of the profits. */
export interface TradeStatistics {
  readonly trades: number;
  readonly wins: number;
  readonly losses: number;
  /** Wins ÷ trades; a trade that made nothing counts as neither. */
  readonly winRate?: number;
  /** Σ profits ÷ |Σ losses|; absent without a losing trade. */
  readonly profitFactor?: number;
  /** Mean profit of a trade. */
  readonly expectancy?: number;
  readonly averageWin?: number;
  /** Negative. */
  readonly averageLoss?: number;
  readonly bestTrade?: number;
  readonly worstTrade?: number;
  /** Longest runs of wins and of losses. */
  readonly longestWins: number;
  readonly longestLosses: number;
}

/**
 * Statistics of closed trades (definitions: R. Pardo, The Evaluation and Optimization of Trading
 * Strategies, 2008, ch. 12).
 *
 * @param profits after charges, in the order in which the trades closed
 */
export function tradeStatistics(profits: readonly number[]): TradeStatistics {
  let [won, lost, wins, losses] = [0, 0, 0, 0];
  let [winning, losing, longestWins, longestLosses] = [0, 0, 0, 0];
  let [best, worst] = [-Infinity, Infinity];
  for (const profit of profits) {
    winning = profit > 0 ? winning + 1 : 0;
    losing = profit < 0 ? losing + 1 : 0;
    longestWins = Math.max(longestWins, winning);
    longestLosses = Math.max(longestLosses, losing);
    best = Math.max(best, profit);
    worst = Math.min(worst, profit);
    if (profit > 0) [won, wins] = [won + profit, wins + 1];
    if (profit < 0) [lost, losses] = [lost + profit, losses + 1];
  }
  const trades = profits.length;
  return {
    trades,
    wins,
    losses,
    ...(trades === 0
      ? {}
      : {
          winRate: wins / trades,
          expectancy: (won + lost) / trades,
          bestTrade: best,
          worstTrade: worst,
        }),
    ...(losses === 0 ? {} : { profitFactor: won / -lost, averageLoss: lost / losses }),
    ...(wins === 0 ? {} : { averageWin: won / wins }),
    longestWins,
    longestLosses,
  };
}
