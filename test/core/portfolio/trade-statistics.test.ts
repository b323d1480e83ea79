import { expect, it } from 'vitest';
import { tradeStatistics } from '../../../src/core/portfolio/trade-statistics.ts';

it('wins, losses and streaks of a list of trades', () => {
  expect(tradeStatistics([100, -50, 200, 300, 0, -100, -50, -25])).toEqual({
    trades: 8,
    wins: 3,
    losses: 4,
    winRate: 0.375,
    profitFactor: 600 / 225,
    expectancy: 375 / 8,
    averageWin: 200,
    averageLoss: -56.25,
    bestTrade: 300,
    worstTrade: -100,
    longestWins: 2,
    longestLosses: 3,
  });
});

it('without a losing trade there is no profit factor', () => {
  const statistics = tradeStatistics([100, 50]);
  expect(statistics.profitFactor).toBeUndefined();
  expect(statistics).toMatchObject({
    winRate: 1,
    averageWin: 75,
    longestWins: 2,
    longestLosses: 0,
  });
});

it('without a trade there is nothing to tell', () => {
  expect(tradeStatistics([])).toEqual({
    trades: 0,
    wins: 0,
    losses: 0,
    longestWins: 0,
    longestLosses: 0,
  });
});
