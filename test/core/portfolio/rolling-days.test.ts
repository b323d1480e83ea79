import { describe, expect, it } from 'vitest';
import { addDays, sessionDate } from '../../../src/core/market/session-date.ts';
import type { DailyPerformance } from '../../../src/core/portfolio/account-days.ts';
import { activityOf, meanExposure, yearlyTurnover } from '../../../src/core/portfolio/activity.ts';
import { rollingDays } from '../../../src/core/portfolio/rolling-days.ts';

const FIRST = sessionDate('2026-03-02');

function day(at: number, change: number, benchmarkReturn?: number): DailyPerformance {
  return {
    session: addDays(FIRST, at),
    valuePaise: 1_000_000,
    flowPaise: 0,
    sharesPaise: at % 2 === 0 ? 400_000 : -200_000,
    dayPaise: 0,
    closes: true,
    return: change,
    totalReturn: 0,
    drawdown: 0,
    ...(benchmarkReturn === undefined ? {} : { benchmarkReturn }),
  };
}

describe('rolling windows of an account', () => {
  const days = [day(0, 0.1, 0.05), day(1, -0.5, -0.1), day(2, 1), day(3, 0.2, 0.1)];

  it('begin with the first whole one', () => {
    expect(rollingDays(days, 5, 0)).toEqual([]);
    const [only, ...rest] = rollingDays(days, 4, 0);
    expect(rest).toEqual([]);
    expect(only).toMatchObject({ session: '2026-03-05', maxDrawdown: -0.5 });
    expect(only?.totalReturn).toBeCloseTo(1.1 * 0.5 * 2 * 1.2 - 1, 12);
    expect(only, 'three sessions of the benchmark are known').not.toHaveProperty('beta');
  });

  it('measure beta over the sessions whose benchmark is known', () => {
    const rolled = rollingDays(days, 2, 0);
    expect(rolled.map(({ session }) => session)).toEqual([
      '2026-03-03',
      '2026-03-04',
      '2026-03-05',
    ]);
    // Slopes of two points: (−0.5 − 0.1) ÷ (−0.1 − 0.05), and (0.2 + 0.5) ÷ (0.1 + 0.1).
    expect(rolled.map(({ beta }) => beta)).toEqual([
      expect.closeTo(4, 12),
      undefined,
      expect.closeTo(3.5, 12),
    ]);
  });

  it('have no Sharpe ratio where nothing moves', () => {
    const still = [day(0, 0.01), day(1, 0.01), day(2, 0.01)];
    expect(rollingDays(still, 3, 0)[0]).toEqual({
      session: '2026-03-04',
      totalReturn: expect.closeTo(0.030301, 9),
      maxDrawdown: 0,
      volatility: 0,
    });
  });
});

describe('activity of an account', () => {
  it('adds up fills by session, and takes owed shares for invested ones', () => {
    const fill = (at: number, side: 'BUY' | 'SELL', quantity: number) => ({
      session: addDays(FIRST, at),
      side,
      quantity,
      pricePaise: 10_000,
    });
    const fills = [fill(0, 'BUY', 30), fill(0, 'BUY', 10), fill(1, 'SELL', 25), fill(9, 'BUY', 99)];
    const activity = activityOf([day(0, 0), day(1, 0)], fills);
    expect(activity).toEqual([
      { equity: 1_000_000, invested: 400_000, bought: 400_000, sold: 0 },
      { equity: 1_000_000, invested: 200_000, bought: 0, sold: 250_000 },
    ]);
    expect(meanExposure(activity)).toBeCloseTo(0.3, 12);
    expect(yearlyTurnover(activity), '2.5 lakh of 10 in two sessions').toBeCloseTo(0.125 * 252, 9);
  });
});
