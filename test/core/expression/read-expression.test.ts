import { describe, expect, it } from 'vitest';
import { printExpression } from '../../../src/core/expression/print.ts';
import { readExpressionList } from '../../../src/core/expression/read-list.ts';
import { readExpression } from '../../../src/core/expression/read-expression.ts';
import { MARKET_VOCABULARY } from '../../../src/core/expression/market-vocabulary.ts';
import { Failure } from '../../../src/core/failure.ts';
import { MADE_UP } from './made-up.ts';

const canonical = (text: string): string =>
  printExpression(readExpression(text, MADE_UP, 'condition'));

function refusal(text: string): string {
  try {
    readExpression(text, MADE_UP, 'condition');
  } catch (error) {
    if (error instanceof Failure && error.code === 'usage') return error.message;
    throw error;
  }
  return 'was read';
}

describe('reading', () => {
  it.each([
    ['close > 3000', 'close > 3000'],
    ['CLOSE>3000.50', 'close > 3000.5'],
    ['rsi(14,1d) crosses above 70', 'rsi(14,1d) crosses above 70'],
    ['rsi < 30', 'rsi(14) < 30'],
    ['volume > 3 x avg(20)', 'volume > 3 * avg(volume,20)'],
    ['volume > 3x avg(20)', 'volume > 3 * avg(volume,20)'],
    ['avg(20) * 3 < volume', 'avg(volume,20) * 3 < volume'],
    ['macd(12,26,9) crosses signal', 'macd(12,26,9) crosses macd(12,26,9).signal'],
    ['macd crosses over signal', 'macd(12,26,9) crosses above macd(12,26,9).signal'],
    ['sma(50) crosses below sma(200)', 'sma(50) crosses below sma(200)'],
    ['sma(close,20) > sma(volume,20)', 'sma(20) > sma(volume,20)'],
    ['sma(2 * close, 20) > sma(-1 * close, 20)', 'sma(2 * close,20) > sma(-1 * close,20)'],
    ['breaks resistance(20)', 'close crosses above resistance(20)'],
    ['breaks support', 'close crosses below support(20)'],
    ['close breaks below 2900', 'close crosses below 2900'],
    ['day_change < -5%', 'day_change < -5%'],
    [
      'rsi_14 < 30 and close > sma(200) and index = NIFTY500',
      'rsi_14 < 30 and close > sma(200) and index = NIFTY500',
    ],
    [
      "index in (NIFTY50, NIFTYBANK) or sector != 'Oil & Gas'",
      "index in (NIFTY50, NIFTYBANK) or sector != 'Oil & Gas'",
    ],
    [
      'not (close > 1 or close < 0) and not close = 3',
      'not (close > 1 or close < 0) and not close = 3',
    ],
    ['close - (open - 1) > (close - open) - 1', 'close - (open - 1) > close - open - 1'],
    ['(close + 1) * 2 > close + 1 * 2', '(close + 1) * 2 > close + 1 * 2'],
    ['close / (2 * open) < 1 and 2 / 3 / 4 < 1', 'close / (2 * open) < 1 and 2 / 3 / 4 < 1'],
    ['(close + 1) crosses (open - 1)', 'close + 1 crosses open - 1'],
    ['(close > 1 or close < 0) and close = 3', '(close > 1 or close < 0) and close = 3'],
    ['close > 1 or (close < 0 and close = 3)', 'close > 1 or close < 0 and close = 3'],
    ['macd(12,26,9).macd > bbands(20,2.5).upper', 'macd(12,26,9) > bbands(20,2.5)'],
    ['rsi(100000) > avg(close,10000)', 'rsi(100000) > avg(close,10000)'],
    ['-(close * 2) < -close * 2', '-(close * 2) < -close * 2'],
    ['sma(2 x close, 20) > sma(-2 X close)', 'sma(2 * close,20) > sma(-2 * close,20)'],
    ['sma((2), 20) > sma((-5%))', 'sma((2),20) > sma((-5%),20)'],
    ['-(close) * 2 <= --3', '-close * 2 <= 3'],
    ['((close)) == 1e3', 'close = 1000'],
  ])('%s', (text, expected) => {
    expect(canonical(text)).toBe(expected);
    expect(canonical(expected), 'the one spelling reads back as itself').toBe(expected);
  });

  it('names several numbers by their texts', () => {
    const text = 'sma(20); rsi(14);\nmacd(12,26,9).signal;macd;';
    expect(readExpressionList(text, MARKET_VOCABULARY).map((one) => one.text)).toEqual([
      'sma(20)',
      'rsi(14)',
      'macd(12,26,9).signal',
      'macd',
    ]);
  });
});

it('a list without an expression is refused where it begins', () => {
  expect(() => readExpressionList(' ; ;', MARKET_VOCABULARY)).toThrow(
    'expected expressions separated by ";" at column 1 of " ; ;", found none',
  );
});

describe('refusing', () => {
  it.each([
    ['', 1, 'a number, a name or "("', 'the end'],
    ['close >', 8, 'a number, a name or "("', 'the end'],
    ['close > 3000)', 13, '"and", "or" or the end', '")"'],
    ['close', 1, 'a condition such as "close > 100", not a number', '"close"'],
    ['close > (open > 1)', 9, 'a number, not a condition', '"("'],
    ['close + (open > 1) > 2', 9, 'a number, not a condition', '"("'],
    ['not close', 5, 'a condition such as "close > 100", not a number', '"close"'],
    ['close > 1 and 3', 15, 'a condition such as "close > 100", not a number', '"3"'],
    ['clsoe > 1', 1, 'a name that is known here', '"clsoe"; did you mean "close"?'],
    ['rsl(14) > 1', 1, 'the name of a function', '"rsl"; did you mean "rsi"?'],
    ['rsi(0) > 1', 5, 'a whole number from', '"0"'],
    ['rsi(1.5) > 1', 5, 'a whole number from', '"1.5"'],
    ['rsi(100001) > 1', 5, 'a whole number from 2 to 100000 for "period" of rsi', '"100001"'],
    ['avg(10001) > 1', 5, 'a whole number from 1 to 10000 for "bars" of avg', '"10001"'],
    ['sma(20, close) > 1', 9, 'a number or an interval', '"close"'],
    ['rsi(14,3) > 1', 8, 'no more than 1 number for rsi', '"3"'],
    ['rsi(14,2d) > 1', 8, 'a number, or one of the intervals 1m, 5m, 15m, 1d', '"2d"'],
    ['macd(12,26,9).sgnal > 1', 15, "one of macd's outputs", '"sgnal"; did you mean "signal"?'],
    ['resistance(volume, 3) > 1', 12, 'a number: resistance works on whole bars', '"volume"'],
    ['sma(rsi(14,1d), 9) > 1', 5, 'the interval at the outer function', '"rsi"'],
    ['close > 1 close', 11, '"and", "or" or the end', '"close"'],
    ['1 < close < 3', 11, '"and", "or" or the end', '"<"'],
    ['breaks 3000', 8, '"above" or "below" before what is broken', '"3000"'],
    ['day_change < -5', 14, 'a percentage such as -5%, because day_change is a fraction', '"-"'],
    ['index < NIFTY', 7, '"=", "!=" or "in" after "index"', '"<"'],
    ['index = 50', 9, 'a word for "index"', '"50"'],
    ["sector = 'Oil", 10, 'a text that ends', "an open '"],
    ['close > ₹3000', 9, 'a name, a number or a sign', '"₹"'],
    ['close > 😀', 9, 'a name, a number or a sign', '"😀"'],
    ['close > 1e999', 9, 'a number that can be told', '"1e999"'],
  ])('%s', (text, column, expected, found) => {
    const message = refusal(text);
    expect(message).toContain(`expected ${expected}`);
    expect(message).toContain(`at column ${column} of`);
    expect(message).toContain(`found ${found}`);
  });

  it('64 levels, 500 parts and 4000 characters are read, and not one more', () => {
    const levels = (count: number) => `${'('.repeat(count - 1)}2${')'.repeat(count - 1)} > 1`;
    const parts = (count: number) => `1${' + 1'.repeat(count - 2)} > 1`;
    const characters = (count: number) => 'close > 1'.padEnd(count);
    for (const [text, most] of [
      [levels, '64 levels of nesting at column 65'],
      [parts, '500 parts at column 2001'],
      [characters, '4000 characters at column 1'],
    ] as const) {
      const count = Number.parseInt(most, 10);
      expect(refusal(text(count)), most).toBe('was read');
      expect(refusal(text(count + 1))).toContain(`expected at most ${most} of`);
    }
  });

  it('an interval where no other bars are at hand', () => {
    const read = () => readExpression('rsi(14,1d)', MARKET_VOCABULARY, 'number');
    expect(read).toThrow('expected no interval here at column 8 of "rsi(14,1d)", found "1d"');
  });

  it('no depth and no length makes it run deep or long', () => {
    for (const text of [
      `${'('.repeat(1900)}close > 1${')'.repeat(1900)}`,
      `${'not '.repeat(900)}close > 1`,
      `${'-'.repeat(3000)}close > 1`,
      `${'sma('.repeat(900)}close`,
      `close > ${'1 + '.repeat(900)}1`,
      `${'close > 1 and '.repeat(250)}close > 1`,
      'a'.repeat(100_000),
    ]) {
      expect(refusal(text)).toMatch(/^expected at most \d+ (levels|parts|characters)/);
    }
  });
});
