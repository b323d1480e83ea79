import { describe, expect, it } from 'vitest';
import { fitBenchmark, pairReturns } from '../../../src/core/portfolio/benchmark.ts';
import { dailyReturns } from '../../../src/core/portfolio/returns.ts';
import { equity } from './days.ts';

const MARKET = Float64Array.of(0.01, -0.02, 0.03, 0.005, -0.01);

describe('the fit to a benchmark', () => {
  it('finds slope and intercept of a straight line', () => {
    const own = MARKET.map((value) => 0.0004 + 1.5 * value);
    const fit = fitBenchmark({ own, benchmark: MARKET }, 0);
    expect(fit.beta).toBeCloseTo(1.5, 13);
    expect(fit.alpha).toBeCloseTo(1.0004 ** 252 - 1, 11);
    expect(fit.rSquared).toBeCloseTo(1, 12);
    expect(fit.n).toBe(5);
  });

  it('takes the risk-free rate off both', () => {
    // alpha = mean(r) − rf − β(mean(b) − rf) = 0.0004 + (β − 1)rf
    const own = MARKET.map((value) => 0.0004 + 1.5 * value);
    const fit = fitBenchmark({ own, benchmark: MARKET }, 0.0002);
    expect(fit.alpha).toBeCloseTo(1.0005 ** 252 - 1, 11);
  });

  it('gives the information ratio of the active returns', () => {
    // Active: +.001, −.001, +.001, +.001, +.003: mean .001, sample deviation √(8e-6 ÷ 4).
    const active = [0.001, -0.001, 0.001, 0.001, 0.003];
    const own = MARKET.map((value, index) => value + (active[index] ?? 0));
    const { informationRatio } = fitBenchmark({ own, benchmark: MARKET }, 0);
    expect(informationRatio).toBeCloseTo(0.001 / Math.sqrt(2e-6), 9);
  });

  it('has no slope where the benchmark stands still, and no R² where the account does', () => {
    const still = new Float64Array(5);
    expect(fitBenchmark({ own: MARKET, benchmark: still }, 0)).toEqual({
      n: 5,
      informationRatio: expect.any(Number),
    });
    const fit = fitBenchmark({ own: still, benchmark: MARKET }, 0);
    expect(fit.beta).toBeCloseTo(0, 15);
    expect(fit.rSquared).toBeUndefined();
    expect(fitBenchmark({ own: Float64Array.of(1), benchmark: Float64Array.of(1) }, 0)).toEqual({
      n: 1,
    });
  });
});

it('spans with an end that the benchmark does not know are left out of both', () => {
  const series = dailyReturns(equity(100, 101, 102, 103, 104));
  const levels = new Map(
    series.sessions.flatMap((session, day) => (day === 2 ? [] : [[session, 50 + day] as const])),
  );
  const { own, benchmark } = pairReturns(series, levels);
  expect([...own]).toEqual([expect.closeTo(0.01, 14), expect.closeTo(104 / 103 - 1, 14)]);
  expect([...benchmark]).toEqual([
    expect.closeTo(51 / 50 - 1, 14),
    expect.closeTo(54 / 53 - 1, 14),
  ]);
});
