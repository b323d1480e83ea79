import { expect, it } from 'vitest';
import { printHysteresis, readHysteresis } from '../../../src/core/alerts/hysteresis.ts';

it.each([
  ['5', { amount: 5, percent: false }],
  ['0.5%', { amount: 0.5, percent: true }],
  ['0', { amount: 0, percent: false }],
  ['0.0000001', { amount: 1e-7, percent: false }],
  ['0.000000012345%', { amount: 1.2345e-8, percent: true }],
  ['1000000000000000000000', { amount: 1e21, percent: false }],
])('%s is read, and printed again as it was', (text, hysteresis) => {
  expect(readHysteresis(text)).toEqual(hysteresis);
  expect(readHysteresis(` ${text} `)).toEqual(hysteresis);
  expect(printHysteresis(hysteresis)).toBe(text);
});

it.each(['', '-5', '5 %', '5%%', 'five', '.5', '1e3', '9'.repeat(400)])(
  '"%s" is refused',
  (text) => {
    expect(() => readHysteresis(text)).toThrow(
      `expected a hysteresis such as 5 or 0.5%, found "${text}"`,
    );
  },
);
