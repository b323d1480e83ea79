import { describe, expect, it } from 'vitest';
import {
  compoundAnnualGrowth,
  dailyReturns,
  growthOf,
  totalReturn,
} from '../../../src/core/portfolio/returns.ts';
import { equity } from './days.ts';
import type { Day } from './days.ts';

const returnsOf = (...values: readonly Day[]): number[] => [
  ...dailyReturns(equity(...values)).returns,
];

describe('daily time-weighted returns', () => {
  it('lead from one close to the next', () => {
    expect(returnsOf(100, 110, 99)).toEqual([expect.closeTo(0.1, 15), expect.closeTo(-0.1, 15)]);
  });

  it('leave money paid in or taken out aside', () => {
    // 100 → 110 (+10 %); 110 paid in: 220 → 242 (+10 %); 121 taken out: 121 → 121 (0 %).
    const returns = returnsOf(100, 110, [242, 110], [121, -121]);
    expect(returns).toEqual([expect.closeTo(0.1, 15), expect.closeTo(0.1, 15), 0]);
    expect(totalReturn(Float64Array.from(returns))).toBeCloseTo(0.21, 14);
  });

  it('take the first point for the starting capital, whatever was paid in that day', () => {
    expect(returnsOf([100, 100], 101)).toEqual([expect.closeTo(0.01, 15)]);
  });

  it('of a lost account stay at minus one in all, even when fresh money comes', () => {
    const returns = dailyReturns(equity(100, 0, 0, [50, 50], 75)).returns;
    expect([...returns]).toEqual([-1, 0, 0, 0.5]);
    expect(totalReturn(returns)).toBe(-1);
    expect(compoundAnnualGrowth(returns)).toBe(-1);
    expect([...growthOf(returns)]).toEqual([1, 0, 0, 0, 0]);
  });

  it('of an account that owes money are no less than minus one', () => {
    expect(returnsOf(100, -40, -20)).toEqual([-1, 0]);
  });

  it('of fewer than two points say nothing', () => {
    for (const points of [equity(), equity(100)]) {
      const { returns } = dailyReturns(points);
      expect(returns).toHaveLength(0);
      expect(totalReturn(returns)).toBeUndefined();
      expect(compoundAnnualGrowth(returns)).toBeUndefined();
    }
  });
});

it('growth over 126 sessions is squared to a year', () => {
  const returns = new Float64Array(126).fill(1.1 ** (1 / 126) - 1);
  expect(compoundAnnualGrowth(returns)).toBeCloseTo(0.21, 12);
});
