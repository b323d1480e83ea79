import { expect, it } from 'vitest';
import { readRupees } from '../../../src/core/market/read-rupees.ts';

it.each([
  ['2500', 250_000],
  ['2,500.50', 250_050],
  ['0.05', 5],
  ['1.5', 150],
  ['12,34,567', 123_456_700],
  ['9999999999999', 999_999_999_999_900],
])('%s is %d paise', (text, expected) => {
  expect(readRupees('the amount', text)).toBe(expected);
});

it.each(['', '0', '0.00', '-5', '+5', '1.005', '1e3', ' 5', '5.', '.5', '₹5', '99999999999999'])(
  '"%s" is refused',
  (text) => {
    expect(() => readRupees('the amount', text)).toThrow(
      `the amount: expected an amount like 2500 or 2500.50, found "${text}"`,
    );
  },
);
