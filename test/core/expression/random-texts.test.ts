import { expect, it } from 'vitest';
import { evaluatorOf, frameOfBars } from '../../../src/core/expression/evaluate.ts';
import { MARKET_FUNCTIONS } from '../../../src/core/expression/market-vocabulary.ts';
import { printExpression } from '../../../src/core/expression/print.ts';
import { readExpression } from '../../../src/core/expression/read-expression.ts';
import { Failure } from '../../../src/core/failure.ts';
import { barsClosing, MADE_UP } from './made-up.ts';

/** Park and Miller's generator: the same texts in every run. */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

const OPERANDS =
  'close;open;volume;day_change;rsi;rsi(14);rsi(14,1d);sma(volume,20);macd;macd(12,26,9).signal;avg(20);resistance(20)'.split(
    ';',
  );
const WORDS = [
  ...OPERANDS,
  ..."index = NIFTY50;sector != 'A B';3;-5%;1e3;.5;70;1d;>;<;>=;=;!=;+;-;*;/;x;(;)".split(';'),
  ...`and;or;not;crosses;above;below;breaks;signal;,;.;';@;é;\u0000`.split(';'),
];

/** A text of a few words, right as often as luck will have it, or of anything. */
function textFrom(next: (below: number) => number): string {
  if (next(10) === 0) {
    return Array.from({ length: next(30) }, () => String.fromCharCode(next(0x300))).join('');
  }
  if (next(3) > 0) {
    const operand = (): string => OPERANDS[next(12)] ?? '';
    const sides = [operand(), ['>', '<', 'crosses above', '+', 'crosses'][next(5)], operand()];
    return next(2) ? sides.join(' ') : `${sides.join(' ')} and ${operand()} < ${next(100)}`;
  }
  return Array.from({ length: 1 + next(12) }, () => WORDS[next(WORDS.length)]).join(
    next(2) ? ' ' : '',
  );
}

it('a hundred thousand random texts: a refusal with a column, or an expression that prints and reads back', () => {
  const next = numbersFrom(20_261_126);
  const frame = frameOfBars(barsClosing(Array.from({ length: 40 }, (_, at) => 100 + (at % 7))));
  let [read, refused] = [0, 0];
  for (let count = 0; count < 100_000; count++) {
    const text = textFrom(next);
    try {
      const expression = readExpression(text, MADE_UP, 'condition');
      const printed = printExpression(expression);
      const again = readExpression(printed, MADE_UP, 'condition');
      if (JSON.stringify(again) !== JSON.stringify(expression)) {
        expect(again, text).toEqual(expression);
      }
      if (count % 20 === 0) {
        const value = evaluatorOf(frame, MARKET_FUNCTIONS).at(expression, 39);
        if (!(value === 0 || value === 1 || Number.isNaN(value)))
          expect(value, text).toBe('a truth');
      }
      read++;
    } catch (error) {
      if (!(error instanceof Failure) || error.code !== 'usage') throw error;
      if (!/ at column \d+ of /.test(error.message))
        expect(error.message, text).toBe('with a column');
      refused++;
    }
  }
  expect(read).toBeGreaterThan(20_000);
  expect(refused).toBeGreaterThan(20_000);
});
