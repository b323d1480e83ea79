import { array, assert, double, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  deepest,
  drawdowns,
  maximumDrawdown,
  underwater,
} from '../../../src/core/portfolio/drawdown.ts';
import { dailyReturns } from '../../../src/core/portfolio/returns.ts';
import { equity } from './days.ts';

const fallsOf = (...values: number[]) => drawdowns(dailyReturns(equity(...values)));

describe('drawdowns', () => {
  it('of 100,000 that loses 5,000 twice and gains 20,000 is one of 10 %, with its dates', () => {
    expect(fallsOf(100_000, 95_000, 90_000, 110_000)).toEqual([
      {
        depth: expect.closeTo(-0.1, 15),
        peak: '2026-01-01',
        trough: '2026-01-03',
        recovery: '2026-01-04',
        fallSessions: 2,
        sessions: 3,
      },
    ]);
  });

  it('go on through a rise that falls short of the old high', () => {
    expect(fallsOf(100, 90, 99, 80, 100, 100, 95)).toMatchObject([
      { depth: expect.closeTo(-0.2, 15), peak: '2026-01-01', trough: '2026-01-04', sessions: 4 },
      { depth: expect.closeTo(-0.05, 15), peak: '2026-01-06', trough: '2026-01-07', sessions: 1 },
    ]);
  });

  it('that last have no recovery', () => {
    const [fall] = fallsOf(100, 120, 60, 90);
    expect(fall).toEqual({
      depth: -0.5,
      peak: '2026-01-02',
      trough: '2026-01-03',
      fallSessions: 1,
      sessions: 2,
    });
  });

  it('of a value that only rises are none', () => {
    expect(fallsOf(100, 101, 101, 102)).toEqual([]);
    expect(deepest([])).toBeUndefined();
    const twice = fallsOf(100, 50, 100, 50, 100);
    expect(deepest(twice), 'of equals the first').toBe(twice[0]);
    expect(maximumDrawdown(dailyReturns(equity(100, 101)).returns)).toBe(0);
    expect(maximumDrawdown(new Float64Array())).toBeUndefined();
  });

  it('of a total loss are a hundred per cent', () => {
    expect(deepest(fallsOf(100, 50, 0, 0))).toMatchObject({ depth: -1, trough: '2026-01-03' });
  });
});

it('the deepest is the lowest point under water, and every one lies between two highs', () => {
  const moves = array(double({ min: -0.5, max: 0.5, noNaN: true }), {
    minLength: 1,
    maxLength: 60,
  });
  assert(
    property(moves, (returns) => {
      const values = returns.reduce<number[]>(
        (path, change) => [...path, (path.at(-1) ?? 1) * (1 + change)],
        [1],
      );
      const series = dailyReturns(equity(...values));
      const lowest = Math.min(...underwater(series));
      expect(deepest(drawdowns(series))?.depth ?? 0).toBe(lowest);
      expect(maximumDrawdown(series.returns)).toBe(lowest);
      for (const { peak, trough, recovery } of drawdowns(series)) {
        expect(peak < trough && (recovery === undefined || trough < recovery)).toBe(true);
      }
    }),
    { numRuns: 200 },
  );
});
