import { expect, it } from 'vitest';
import { adjustHysteresis, adjustLevels, hasLevels } from '../../../src/core/alerts/levels.ts';
import { RULE_VOCABULARY, vocabularyOf } from '../../../src/core/alerts/rule-vocabulary.ts';
import { printExpression } from '../../../src/core/expression/print.ts';
import { readExpression } from '../../../src/core/expression/read-expression.ts';

const read = (text: string) => readExpression(text, RULE_VOCABULARY, 'condition');

it.each([
  ['close > 3000', 'close > 1500'],
  ['3000.5 < close and low >= 2999.99', '1500.25 < close and low >= 1500'],
  ['close crosses above 3000', 'close crosses above 1500'],
  ['not sma(20) > 100 + 2', 'not sma(20) > 50 + 1'],
  ['close - open > 10', 'close - open > 5'],
  ['2 * close > 6000', '2 * close > 3000'],
  ['volume > 100000 or sma(volume,5) < 10', 'volume > 200000 or sma(volume,5) < 20'],
  ['close / 2 > 1500', 'close / 2 > 750'],
  ['6000 / close > 2', '6000 / close > 2'],
  ['close * volume > 1000000', 'close * volume > 1000000'],
  ['-close < -3000', '-close < -1500'],
  ['3000 > -close + 10 and rsi(14) > 70', '1500 > -close + 5 and rsi(14) > 70'],
  ['rsi(14) > 70', 'rsi(14) > 70'],
  ['day_change < -5%', 'day_change < -5%'],
  ['close / open > 2', 'close / open > 2'],
  ['volume > 3 * avg(volume,20)', 'volume > 3 * avg(volume,20)'],
  ['days_to_earnings <= 3', 'days_to_earnings <= 3'],
  ['close > sma(200)', 'close > sma(200)'],
])('a split of one into two: %s becomes %s', (before, after) => {
  expect(printExpression(adjustLevels(read(before), 0.5))).toBe(after);
  expect(hasLevels(read(before))).toBe(before !== after);
});

it.each([
  ['price < 2800 and average > 3000', 'price < 1400 and average > 1500'],
  ['quantity >= 50', 'quantity >= 100'],
  ['pnl < -1000 or return < -5%', 'pnl < -1000 or return < -5%'],
])('a split of one into two, held: %s becomes %s', (before, after) => {
  const condition = readExpression(before, vocabularyOf({ kind: 'position' }), 'condition');
  expect(printExpression(adjustLevels(condition, 0.5))).toBe(after);
});

it('numbers of shares are whole, prices whole paise', () => {
  const adjusted = (text: string) => printExpression(adjustLevels(read(text), 0.3));
  // 200 ÷ 0.3 = 666.7; 333.35 × 0.3 = 100.005
  expect(adjusted('volume > 200')).toBe('volume > 667');
  expect(adjusted('volume > 100')).toBe('volume > 333');
  expect(adjusted('close > 101.11')).toBe('close > 30.33');
});

it.each([
  ['close > 3000', 25],
  ['close > sma(200) or low crosses below 100', 25],
  ['volume > 1000', 100],
  ['rsi(14) > 70', 50],
  ['close > 3000 and rsi(14) > 70', 50],
  ['close > 3000 or volume > 1000', 50],
])('after a split of one into two a hysteresis of 50 of %s is %d', (text, amount) => {
  const after = adjustHysteresis(read(text), { amount: 50, percent: false }, 0.5);
  expect(after).toEqual({ amount, percent: false });
  const share = { amount: 2, percent: true };
  expect(adjustHysteresis(read(text), share, 0.5)).toBe(share);
});
