import { expect, test } from 'vitest';
import { groupedNumber } from '../../../src/sources/nse/grouped-number.ts';

test.each([
  ['5,53,432', 553_432],
  ['1,23,45,678.5', 12_345_678.5],
  ['1,234,567', 1_234_567],
  ['2,000', 2000],
  ['553432', 553_432],
  ['-480.24', -480.24],
  ['-1,480.24', -1480.24],
  ['1,2', Number.NaN],
  [',100', Number.NaN],
  ['1,,000', Number.NaN],
  ['12,00', Number.NaN],
  ['1e3', Number.NaN],
  ['', Number.NaN],
  ['-', Number.NaN],
])('"%s" is %s', (text, number) => {
  expect(groupedNumber(text)).toBe(number);
});
