import { describe, expect, it } from 'vitest';
import {
  annualVolatility,
  calmarRatio,
  downsideRisk,
  omegaRatio,
  sharpeRatio,
  sortinoRatio,
} from '../../../src/core/portfolio/risk-ratios.ts';
import { conditionalValueAtRisk, valueAtRisk } from '../../../src/core/portfolio/tail-risk.ts';

/** Mean 0.01; deviations −.02 .01 0 .01: squares sum 6e-4, sample variance 2e-4. */
const RETURNS = Float64Array.of(-0.01, 0.02, 0.01, 0.02);
const DEVIATION = Math.sqrt(2e-4);

describe('ratios worked by hand', () => {
  it('volatility is the sample deviation of a year', () => {
    expect(annualVolatility(RETURNS)).toBeCloseTo(DEVIATION * Math.sqrt(252), 14);
  });

  it('Sharpe divides the mean excess by its deviation', () => {
    expect(sharpeRatio(RETURNS, 0)).toBeCloseTo((0.01 / DEVIATION) * Math.sqrt(252), 12);
    expect(sharpeRatio(RETURNS, 0.004)).toBeCloseTo((0.006 / DEVIATION) * Math.sqrt(252), 12);
  });

  it('downside risk counts every session, the good ones as zero', () => {
    // Only −0.01 falls short: √(1e-4 ÷ 4) = 0.005.
    expect(downsideRisk(RETURNS, 0)).toBeCloseTo(0.005 * Math.sqrt(252), 14);
    expect(sortinoRatio(RETURNS, 0)).toBeCloseTo((0.01 * 252) / (0.005 * Math.sqrt(252)), 12);
  });

  it('Omega is gains over shortfalls', () => {
    expect(omegaRatio(RETURNS, 0)).toBeCloseTo(5, 12);
    // Less 0.015 each: gains .005 + .005, shortfalls .025 + .005.
    expect(omegaRatio(RETURNS, 0.015)).toBeCloseTo(1 / 3, 12);
  });

  it('Calmar divides growth by the deepest fall', () => {
    const growth = (0.99 * 1.02 * 1.01 * 1.02) ** 63 - 1;
    expect(calmarRatio(RETURNS)).toBeCloseTo(growth / 0.01, 9);
  });

  it('value at risk lies between order statistics, its tail is the mean of the worst', () => {
    const returns = Float64Array.from({ length: 41 }, (_, index) => (20 - index) / 1000);
    // 40 × 0.05 = 2: the third worst. The three worst: −.020, −.019, −.018.
    expect(valueAtRisk(returns, 0.05)).toBeCloseTo(-0.018, 15);
    expect(conditionalValueAtRisk(returns, 0.05)).toBeCloseTo(-0.019, 15);
    expect(valueAtRisk(Float64Array.of(-0.02, 0.02), 0.25)).toBeCloseTo(-0.01, 15);
  });
});

describe('what says nothing is absent', () => {
  it.each([
    ['no return', Float64Array.of()],
    ['returns that never vary', new Float64Array(50).fill(0.1 / 3)],
  ])('%s', (_, returns) => {
    expect(sharpeRatio(returns, 0)).toBeUndefined();
    expect(sortinoRatio(returns, 0)).toBeUndefined();
    expect(omegaRatio(returns, 0)).toBeUndefined();
    expect(calmarRatio(returns)).toBeUndefined();
  });

  it('the deviation of one return', () => {
    expect(annualVolatility(Float64Array.of(0.01))).toBeUndefined();
    expect(valueAtRisk(new Float64Array(), 0.05)).toBeUndefined();
    expect(conditionalValueAtRisk(new Float64Array(), 0.05)).toBeUndefined();
  });
});
