import { expect, it } from 'vitest';
import { less, mean, ratio, sampleDeviation } from '../../../src/core/portfolio/statistics.ts';

it('mean and deviation of a sample', () => {
  const values = Float64Array.of(2, 4, 4, 4, 5, 5, 7, 9);
  expect(mean(values)).toBe(5);
  // squares of the distances: 9 + 1 + 1 + 1 + 0 + 0 + 4 + 16
  expect(sampleDeviation(values)).toBeCloseTo(Math.sqrt(32 / 7), 14);
  expect(sampleDeviation(Float64Array.of(3, 3))).toBe(0);
  expect([mean(new Float64Array()), sampleDeviation(Float64Array.of(3))]).toEqual([
    undefined,
    undefined,
  ]);
});

it('a quotient says nothing where a part is missing, or where what divides is nothing', () => {
  expect(ratio(6, 3)).toBe(2);
  expect(ratio(6, -3)).toBe(-2);
  expect(ratio(0, 3)).toBe(0);
  expect([ratio(undefined, 3), ratio(6, undefined), ratio(6, 0), ratio(6, 1e-16)]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  expect(ratio(1e300, 1e-14), 'more than a number holds').toBeUndefined();
});

it('takes a number off each value', () => {
  expect([...less(Float64Array.of(3, 1), 2)]).toEqual([1, -1]);
});
