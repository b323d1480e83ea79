import { expect, it } from 'vitest';
import { printRuleLine, readRuleLine } from '../../../src/core/alerts/rule-line.ts';
import { conditionOf, printRule, readRule } from '../../../src/core/alerts/rule.ts';
import { needsOf } from '../../../src/core/alerts/bars-needed.ts';
import { adjustLevels } from '../../../src/core/alerts/levels.ts';
import { Failure } from '../../../src/core/failure.ts';

/** Park and Miller's generator: the same texts in every run. */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

const GOOD = [
  'RELIANCE close > 3000',
  'NIFTY50 rsi(14,1d) crosses above 70 | cooldown=1h',
  '@watchlist volume > 3 x avg(20)',
  'TCS macd(12,26,9) crosses signal | interval=15m once',
  'INFY breaks resistance(20) | hysteresis=0.5% note="a | b"',
  'any day_change < -5% and index in (NIFTY50, NIFTYBANK)',
  'position HDFCBANK pnl < -10000',
  'account:main day_change < -2% | priority=urgent channels=email,ntfy',
  'M&M,BAJAJ-AUTO not (gap > 2% or days_to_earnings <= 3)',
];
const LINES = GOOD.map((line) => line.split(''));
const LETTERS = '()<>=!.,|%@:"\'-+*/x 0159azRSI_é\u0000\u{1F600}'.split('');

/** A good line with a few letters changed, dropped, doubled or put in, or the ends of two joined. */
function mutated(next: (below: number) => number): string {
  const line = [...(LINES[next(LINES.length)] ?? [])];
  for (let changes = next(4); changes > 0; changes--) {
    const at = next(line.length + 1);
    const letter = LETTERS[next(LETTERS.length)] ?? '';
    line.splice(at, next(3), ...(next(4) === 0 ? [] : [letter]));
  }
  if (next(8) > 0) return line.join('');
  return (
    line.slice(0, next(line.length + 1)).join('') + (GOOD[next(GOOD.length)] ?? '').slice(next(40))
  );
}

it('a hundred thousand random lines: a refusal, or a rule that prints and reads back', () => {
  const next = numbersFrom(6);
  let [read, refused] = [0, 0];
  for (let count = 0; count < 100_000; count++) {
    const line = mutated(next);
    try {
      const rule = readRuleLine(line);
      read++;
      // Of every line whether it can be read; of every fifth that can be, that all else works on it.
      if (read % 5 > 0) continue;
      const printed = printRuleLine(rule);
      const again = printRuleLine(readRuleLine(printed));
      if (again !== printed) expect(again, line).toBe(printed);
      const terms = readRule(printRule(rule), rule.interval);
      if (terms.condition !== rule.condition) expect(terms, line).toMatchObject(rule);
      needsOf(conditionOf(rule), rule.interval);
      adjustLevels(conditionOf(rule), 0.5);
    } catch (error) {
      if (!(error instanceof Failure) || error.code !== 'usage') throw error;
      refused++;
    }
  }
  expect(read).toBeGreaterThan(20_000);
  expect(refused).toBeGreaterThan(20_000);
});
