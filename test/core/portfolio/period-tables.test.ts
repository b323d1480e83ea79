import { describe, expect, it } from 'vitest';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { meanExposure, yearlyTurnover } from '../../../src/core/portfolio/activity.ts';
import {
  monthlyReturns,
  rollingBeta,
  rollingFigures,
  yearlyReturns,
} from '../../../src/core/portfolio/period-tables.ts';
import { dailyReturns } from '../../../src/core/portfolio/returns.ts';

const point = (date: string, equity: number) => ({ session: sessionDate(date), equity });

describe('returns by period', () => {
  const series = dailyReturns([
    point('2025-12-30', 100),
    point('2025-12-31', 110),
    point('2026-01-01', 99),
    point('2026-01-02', 108.9),
    point('2026-02-02', 98.01),
  ]);

  it('belong to the month in which they end', () => {
    expect(monthlyReturns(series)).toEqual([
      { period: '2025-12', totalReturn: expect.closeTo(0.1, 14), sessions: 1 },
      { period: '2026-01', totalReturn: expect.closeTo(-0.01, 14), sessions: 2 },
      { period: '2026-02', totalReturn: expect.closeTo(-0.1, 14), sessions: 1 },
    ]);
  });

  it('compound to the year', () => {
    expect(yearlyReturns(series)).toEqual([
      { period: '2025', totalReturn: expect.closeTo(0.1, 14), sessions: 1 },
      { period: '2026', totalReturn: expect.closeTo(0.99 * 0.9 - 1, 14), sessions: 3 },
    ]);
  });
});

describe('rolling figures', () => {
  it('are those of each window alone, absent before the first is full', () => {
    const returns = Float64Array.of(0.1, -0.5, 1, 0.2);
    const { totalReturn, maxDrawdown, volatility } = rollingFigures(returns, 2, 0);
    expect([...totalReturn]).toEqual([
      Number.NaN,
      expect.closeTo(-0.45, 14),
      expect.closeTo(0, 14),
      expect.closeTo(1.4, 14),
    ]);
    expect([...maxDrawdown]).toEqual([Number.NaN, -0.5, -0.5, 0]);
    expect(volatility[3]).toBeCloseTo(Math.sqrt(0.32) * Math.sqrt(252), 12);
  });

  it('follow the benchmark', () => {
    const benchmark = Float64Array.of(0.01, -0.01, 0.02, -0.02);
    const own = Float64Array.of(0.02, -0.02, 0.02, -0.02);
    expect([...rollingBeta({ own, benchmark }, 2)]).toEqual([
      Number.NaN,
      expect.closeTo(2, 12),
      expect.closeTo(4 / 3, 12),
      expect.closeTo(1, 12),
    ]);
  });
});

describe('what an account did', () => {
  const days = [
    { equity: 100, invested: 50, bought: 50, sold: 0 },
    { equity: 100, invested: 100, bought: 60, sold: 10 },
  ];

  it('exposure is the mean share in the market', () => {
    expect(meanExposure(days)).toBe(0.75);
    const broke = { equity: 0, invested: 10, bought: 0, sold: 0 };
    expect(meanExposure([...days, broke]), 'without value there is no share of it').toBe(0.75);
    expect(meanExposure([])).toBeUndefined();
  });

  it('turnover is the lesser of buying and selling over mean equity, a year', () => {
    // 10 ÷ 100 in two sessions, times 252 ÷ 2.
    expect(yearlyTurnover(days)).toBeCloseTo(0.1 * 126, 12);
    const turned = days.map((day) => ({ ...day, bought: day.sold, sold: day.bought }));
    expect(yearlyTurnover(turned)).toBeCloseTo(0.1 * 126, 12);
    expect(yearlyTurnover([])).toBeUndefined();
    expect(yearlyTurnover([{ equity: 0, invested: 0, bought: 5, sold: 5 }])).toBeUndefined();
  });
});
