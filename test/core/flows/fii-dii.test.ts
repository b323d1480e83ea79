import * as fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { croreOf, impossibleFigure, paiseFromCrore } from '../../../src/core/flows/fii-dii.ts';
import { paise } from '../../../src/core/market/money.ts';

test.each([
  [12941.31, 12_941_310_000_000],
  [-480.24, -480_240_000_000],
  [0.01, 10_000_000],
  [-0, 0],
  [Number.NaN, undefined],
  [1e9, undefined],
])('%s crore is %s paise', (crore, expected) => {
  expect(paiseFromCrore(crore)).toBe(expected);
});

it('hundredths of a crore come back as they were', () => {
  fc.assert(
    fc.property(fc.integer({ min: -9_000_000, max: 9_000_000 }), (hundredths) => {
      const amount = paiseFromCrore(hundredths / 100);
      expect(amount === undefined ? undefined : croreOf(amount).toFixed(2)).toBe(
        (hundredths / 100).toFixed(2).replace(/^-0\.00$/, '0.00'),
      );
    }),
  );
});

test.each([
  [15679.58, 15444.02, 235.56, undefined],
  [10, 9, 1.02, undefined],
  [10, 9, 1.03, '10.00 bought less 9.00 sold is not 1.03 net'],
  [-1, 0, -1, 'bought or sold less than nothing'],
  [0, -1, 1, 'bought or sold less than nothing'],
  [0, 9, -9, undefined],
  [10, 0, 10, undefined],
])('%s less %s against %s', (buy, sell, net, why) => {
  const [buyPaise, sellPaise, netPaise] = [buy, sell, net].map(
    (crore) => paiseFromCrore(crore) ?? paise(0),
  );
  const zero = paise(0);
  const figure = {
    category: 'DII' as const,
    buyPaise: buyPaise ?? zero,
    sellPaise: sellPaise ?? zero,
    netPaise: netPaise ?? zero,
  };
  expect(impossibleFigure(figure)).toBe(why);
});
