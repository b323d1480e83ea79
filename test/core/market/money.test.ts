import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { paise, paiseFromRupees, rupees } from '../../../src/core/market/money.ts';

describe('paiseFromRupees', () => {
  test.each([
    [0, 0],
    [-0, 0],
    [0.01, 1],
    [1213.699951171875, 121_370],
    [19.99, 1999],
    [1.1, 110],
    [0.125, 13],
    [-0.125, -13],
    [0.375, 38],
    [-0.004, 0],
    [90_071_992_547_409.91, 9_007_199_254_740_991],
  ])('%d rupees are %d paise', (amount, expected) => {
    expect(paiseFromRupees(amount)).toBe(expected);
  });

  test.each([Number.NaN, Infinity, -Infinity, 1e300, 1e15])('%d rupees are no amount', (amount) => {
    expect(paiseFromRupees(amount)).toBeUndefined();
  });

  test('comes back from rupees, exact and in single precision, for every price there is', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (amount) => {
        expect(paiseFromRupees(rupees(paise(amount)))).toBe(amount);
      }),
    );
    // 24 bits of a single-precision number carry seven digits: prices below 65,536 rupees.
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 6_553_599 }), (amount) => {
        expect(paiseFromRupees(Math.fround(amount / 100))).toBe(amount);
      }),
    );
  });

  test('rounds a loss as it rounds a gain', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 1e9, noNaN: true }), (amount) => {
        expect(paiseFromRupees(-amount)).toBe(-(paiseFromRupees(amount) ?? Number.NaN) + 0);
      }),
    );
  });
});

test('rupees are exact to two decimals', () => {
  expect(rupees(paise(1999))).toBe(19.99);
  expect(rupees(paise(-5))).toBe(-0.05);
});
