import { expect, it } from 'vitest';
import { evaluatorOf, frameOfBars } from '../../../src/core/expression/evaluate.ts';
import type { Frame } from '../../../src/core/expression/evaluate.ts';
import { MARKET_FUNCTIONS } from '../../../src/core/expression/market-vocabulary.ts';
import { readExpression } from '../../../src/core/expression/read-expression.ts';
import type { ExpressionFunction } from '../../../src/core/expression/vocabulary.ts';
import { barsClosing, MADE_UP } from './made-up.ts';

const NaN_ = Number.NaN;

/** The condition row by row, and each row asked for alone: both ways must agree. */
function conditionOver(text: string, frame: Frame): number[] {
  const expression = readExpression(text, MADE_UP, 'condition');
  const evaluator = evaluatorOf(frame, MARKET_FUNCTIONS);
  const values = [...evaluator.values(expression)];
  const alone = values.map((_, row) => evaluatorOf(frame, MARKET_FUNCTIONS).at(expression, row));
  expect(alone, 'row by row').toEqual(values);
  return values;
}

const closing = (...closes: number[]): Frame => frameOfBars(barsClosing(closes));

it('compares, and does not know where a value is absent', () => {
  expect(conditionOver('close > 100', closing(99, NaN_, 100, 101))).toEqual([0, NaN_, 0, 1]);
  expect(conditionOver('close / (open - open) > 0', closing(1))).toEqual([NaN_]);
});

it.each([
  ['<', [1, 0, 0]],
  ['<=', [1, 1, 0]],
  ['>', [0, 0, 1]],
  ['>=', [0, 1, 1]],
  ['=', [0, 1, 0]],
  ['!=', [1, 0, 1]],
])('close %s 100, below it, at it and above it', (operator, expected) => {
  expect(conditionOver(`close ${operator} 100`, closing(99, 100, 101))).toEqual(expected);
});

it('crosses from at most the level to above it, once each time', () => {
  const frame = closing(100, 101, 102, 103, 99, 101, 100, 99);
  expect(conditionOver('close crosses above 100', frame)).toEqual([NaN_, 1, 0, 0, 0, 1, 0, 0]);
  expect(conditionOver('close crosses below 100', frame)).toEqual([NaN_, 0, 0, 0, 1, 0, 0, 1]);
  expect(conditionOver('close crosses 100', frame)).toEqual([NaN_, 1, 0, 0, 1, 1, 0, 1]);
});

it('joins in three values: what one side decides alone does not wait', () => {
  const frame = closing(NaN_, 1);
  expect(conditionOver('close > 0 and volume < 0', frame)).toEqual([0, 0]);
  expect(conditionOver('close > 0 or volume > 0', frame)).toEqual([1, 1]);
  expect(conditionOver('close > 0 and volume > 0', frame)).toEqual([NaN_, 1]);
  expect(conditionOver('not close > 0', frame)).toEqual([NaN_, 0]);
});

it('functions of the language leave the bar itself out', () => {
  const bars = barsClosing([10, 20, 15, 30, 5], [100, 200, 300, 1200, 100]);
  const frame = frameOfBars(bars);
  expect(conditionOver('volume > 3 x avg(3)', frame)).toEqual([NaN_, NaN_, NaN_, 1, 0]);
  // Highs are one above the closes: 11, 21, 16, 31, 6.
  expect(conditionOver('close > resistance(2)', frame)).toEqual([NaN_, NaN_, 0, 1, 0]);
  expect(conditionOver('close < support(2)', frame)).toEqual([NaN_, NaN_, 0, 0, 1]);
  expect(conditionOver('change(1) = 100%', frame)).toEqual([NaN_, 1, 0, 1, 0]);
  expect(conditionOver('previous(2) = 10', frame)).toEqual([NaN_, NaN_, 1, 0, 0]);
});

it('the extreme of the bars before is that of looking at each', () => {
  const closes = Array.from({ length: 200 }, (_, at) => 100 + ((at * 7919) % 41));
  closes[57] = NaN_;
  const frame = closing(...closes);
  const expression = readExpression('resistance(9)', MADE_UP, 'number');
  const values = evaluatorOf(frame, MARKET_FUNCTIONS).values(expression);
  const expected = closes.map((_, at) =>
    at < 9 ? NaN_ : Math.max(...closes.slice(at - 9, at).map((close) => close + 1)),
  );
  expect([...values]).toEqual(expected);
});

it('matches words, in any case of unknown rows', () => {
  const frame: Frame = {
    ...closing(1, 2, 3),
    matches: (_, word) => Float64Array.from(word === 'NIFTY50' ? [1, 0, NaN_] : [0, 1, 0]),
  };
  expect(conditionOver('index = NIFTY50', frame)).toEqual([1, 0, NaN_]);
  expect(conditionOver('index in (NIFTY50, NIFTYBANK)', frame)).toEqual([1, 1, NaN_]);
  expect(conditionOver('index not in (NIFTY50, NIFTYBANK)', frame)).toEqual([0, 0, NaN_]);
});

it('takes functions of another interval from its frame, placed where they are known', () => {
  const daily = closing(10, 20, 30);
  const frame: Frame = {
    ...closing(1, 2, 3, 4),
    beside: (interval) =>
      interval === '1d'
        ? {
            frame: daily,
            placed: (values) => Float64Array.from([NaN_, 0, 0, 1], (row) => values[row] ?? NaN_),
          }
        : undefined,
  };
  expect(conditionOver('previous(1,1d) = 10', frame)).toEqual([NaN_, NaN_, NaN_, 1]);
  expect(conditionOver('previous(1,5m) = 10', frame)).toEqual([NaN_, NaN_, NaN_, NaN_]);
});

it('equal parts are computed once, outputs of one call together', () => {
  let computed = 0;
  const macd = MARKET_FUNCTIONS.get('macd');
  if (!macd) throw new Error('no macd in the registry');
  const counting: ExpressionFunction = {
    ...macd,
    compute: (bars, parameters, series) => {
      computed++;
      return macd.compute(bars, parameters, series);
    },
  };
  const functions = new Map([...MARKET_FUNCTIONS, ['macd', counting]]);
  const evaluator = evaluatorOf(closing(1, 2, 3), functions);
  const text = 'macd > macd.signal and macd crosses signal or macd(12,26,9) < 0';
  evaluator.values(readExpression(text, { ...MADE_UP, functions }, 'condition'));
  expect(computed).toBe(1);
});
