import { expect, it } from 'vitest';
import {
  millionthsOf,
  rupeesOfMillionths,
} from '../../../src/core/corporate-actions/millionths.ts';

it.each([
  ['5', 5_000_000],
  ['0.3', 300_000],
  ['.5', 500_000],
  ['1.84755', 1_847_550],
  ['1,290', 1_290_000_000],
  ['2.', 2_000_000],
])('%s rupees are %d millionths', (text, expected) => expect(millionthsOf(text)).toBe(expected));

it.each(['', '.', '-1', 'Rs 1', '1.2345678', '1e3'])('"%s" is no amount', (text) =>
  expect(millionthsOf(text)).toBeUndefined(),
);

it('comes back as rupees exactly', () => {
  const amount = millionthsOf('4.8376');
  expect(amount === undefined ? undefined : rupeesOfMillionths(amount)).toBe(4.8376);
});
