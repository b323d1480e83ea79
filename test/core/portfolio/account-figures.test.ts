import { describe, expect, it } from 'vitest';
import { addDays } from '../../../src/core/market/session-date.ts';
import type { SessionDate } from '../../../src/core/market/session-date.ts';
import { dailyPerformance } from '../../../src/core/portfolio/account-days.ts';
import type { DailyPerformance } from '../../../src/core/portfolio/account-days.ts';
import { accountFigures } from '../../../src/core/portfolio/account-figures.ts';
import { monthlyPerformance } from '../../../src/core/portfolio/account-months.ts';
import { FIRST, START, closes } from './account-closes.ts';

/** Levels of successive days, the one before the account's first session foremost; 0: not known. */
function levels(...values: readonly number[]): Map<SessionDate, number> {
  return new Map(
    values.flatMap((value, place) => (value > 0 ? [[addDays(START, place), value] as const] : [])),
  );
}

/** Pays 1,000 in; wins a tenth, loses a tenth, wins a tenth again and takes 100 out. */
const CLOSES = closes([1000, 1000], [1100, 0], [990, 0], [979, -100]);
const PRICE = levels(100, 100, 110, 110, 121);
const TOTAL = levels(0, 0, 200, 200, 210);
const DAYS = dailyPerformance(CLOSES, START, { price: PRICE, total: TOTAL });

const near = (value: number): unknown => expect.closeTo(value, 12);
const column = (name: keyof DailyPerformance, days = DAYS) => days.map((day) => day[name]);

describe('the days of an account', () => {
  it('tell how it stands since its first session, and below its highest', () => {
    expect(column('return')).toEqual([0, near(0.1), near(-0.1), near(0.1)]);
    expect(column('totalReturn')).toEqual([0, near(0.1), near(-0.01), near(0.089)]);
    expect(column('drawdown')).toEqual([0, 0, near(-0.1), near(-0.01)]);
  });

  it('have the index beside them, from the first level that is known on', () => {
    expect(column('benchmarkReturn')).toEqual([0, near(0.1), 0, near(0.1)]);
    expect(column('benchmarkSince')).toEqual([0, near(0.1), near(0.1), near(0.21)]);
    expect(column('benchmarkTotalReturn')).toEqual([undefined, undefined, 0, near(0.05)]);
    expect(column('benchmarkTotalSince')).toEqual([undefined, 0, 0, near(0.05)]);
    const bare = dailyPerformance(CLOSES, START, {});
    expect(Object.keys(bare[0] ?? {}).filter((name) => name.startsWith('benchmark'))).toEqual([]);
  });

  it('a level of zero is no level', () => {
    const price = levels(100, 100, 110, 110, 121).set(START, 0);
    const days = dailyPerformance(CLOSES, START, { price });
    expect(column('benchmarkReturn', days)[0]).toBeUndefined();
    expect(column('benchmarkSince', days)[0]).toBe(0);
  });
});

describe('the months of an account', () => {
  it('add up money, and compound returns', () => {
    const days = DAYS.map((day, place) => ({ ...day, closes: place !== 3 }));
    const traded = [
      {
        session: addDays(FIRST, 3),
        trades: 3,
        wins: 2,
        losses: 1,
        realisedPaise: 50,
        chargesPaise: 7,
      },
      { session: FIRST, trades: 1, wins: 0, losses: 1, realisedPaise: -5, chargesPaise: 2 },
      {
        session: addDays(FIRST, 2),
        trades: 1,
        wins: 1,
        losses: 0,
        realisedPaise: 4,
        chargesPaise: 1,
      },
    ];
    expect(monthlyPerformance(days, traded)).toEqual([
      {
        month: '2026-01',
        to: '2026-01-31',
        sessions: 2,
        endPaise: 1100,
        flowPaise: 1000,
        wonPaise: 100,
        return: near(0.1),
        benchmarkReturn: near(0.1),
        maxDrawdown: 0,
        // of 0 and 0.1
        volatility: near(Math.sqrt(0.005 * 252)),
        trades: 1,
        wins: 0,
        losses: 1,
        realisedPaise: -5,
        chargesPaise: 2,
        closes: true,
      },
      {
        month: '2026-02',
        to: '2026-02-02',
        sessions: 2,
        endPaise: 979,
        flowPaise: -100,
        wonPaise: -21,
        return: near(-0.01),
        benchmarkReturn: near(0.1),
        benchmarkTotalReturn: near(0.05),
        maxDrawdown: near(-0.1),
        // of −0.1 and 0.1
        volatility: near(Math.sqrt(0.02 * 252)),
        trades: 4,
        wins: 3,
        losses: 1,
        realisedPaise: 54,
        chargesPaise: 8,
        closes: false,
      },
    ]);
  });

  it('of one session have no volatility', () => {
    const [only] = monthlyPerformance(DAYS.slice(0, 1), []);
    expect(only).not.toHaveProperty('volatility');
  });
});

describe('the figures of an account', () => {
  it('are of its own days, beside the index over the same', () => {
    const figures = accountFigures(DAYS, 0);
    expect(figures).toMatchObject({ from: FIRST, to: '2026-02-02', returns: 4 });
    expect(figures.totalReturn).toBeCloseTo(0.089, 12);
    expect(figures.benchmark).toMatchObject({ n: 4, totalReturn: near(0.21) });
  });

  it('begin the index with the first level that is known', () => {
    const late = dailyPerformance(CLOSES, START, { price: levels(0, 0, 110, 110, 121) });
    expect(accountFigures(late, 0).benchmark).toMatchObject({ n: 2, totalReturn: near(0.1) });
    const first = dailyPerformance(CLOSES, START, { price: levels(0, 100, 110, 110, 121) });
    expect(accountFigures(first, 0).benchmark).toMatchObject({ n: 3, totalReturn: near(0.21) });
    const never = accountFigures(dailyPerformance(CLOSES, START, {}), 0);
    expect(never).not.toHaveProperty('benchmark');
  });

  it('of no days are none', () => {
    expect(accountFigures([], 0)).toStrictEqual({ returns: 0, monthly: [], yearly: [] });
  });
});
