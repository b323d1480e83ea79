import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ARMED, differs, step } from '../../../src/core/alerts/edge.ts';
import { judge } from '../../../src/core/alerts/judge.ts';
import type { Hysteresis } from '../../../src/core/alerts/rule.ts';
import { RULE_VOCABULARY } from '../../../src/core/alerts/rule-vocabulary.ts';
import { evaluatorOf, frameOfBars } from '../../../src/core/expression/evaluate.ts';
import { MARKET_FUNCTIONS } from '../../../src/core/expression/market-vocabulary.ts';
import { readExpression } from '../../../src/core/expression/read-expression.ts';
import { instant } from '../../../src/core/market/instant.ts';
import { barsClosing } from '../expression/made-up.ts';

interface Manner {
  readonly cooldownSeconds?: number;
  readonly once?: boolean;
  readonly hysteresis?: Hysteresis;
}

/**
 * Looks at one price after the other, a minute apart, as runs would: each sees only the prices until
 * then. Returns the places at which there was an event.
 */
function events(text: string, prices: readonly number[], manner: Manner = {}): number[] {
  const condition = readExpression(text, RULE_VOCABULARY, 'condition');
  const { cooldownSeconds = 0, once = false, hysteresis } = manner;
  const fired: number[] = [];
  let state = ARMED;
  for (const place of prices.keys()) {
    const evaluator = evaluatorOf(
      frameOfBars(barsClosing(prices.slice(0, place + 1))),
      MARKET_FUNCTIONS,
    );
    const judgement = judge(condition, evaluator, place, state.sides, hysteresis);
    const at = instant(60 * (place + 1));
    const after = step(state, judgement, at, { cooldownSeconds, once });
    if (after.outcome === 'fired') fired.push(place);
    expect(step(after.state, judgement, at, { cooldownSeconds, once }), 'seen is seen').toEqual({
      state: after.state,
      outcome: 'none',
    });
    state = after.state;
  }
  return fired;
}

describe('an event is a condition that comes true', () => {
  it('101, 102, 103 over a level of 100: one; under and over again: a second', () => {
    expect(events('close > 100', [101, 102, 103])).toEqual([0]);
    expect(events('close > 100', [101, 102, 103, 99, 101, 102])).toEqual([0, 4]);
    expect(events('close crosses above 100', [99, 101, 102, 103, 99, 101])).toEqual([1, 5]);
  });

  it('what is above already has crossed nothing', () => {
    expect(events('close crosses above 100', [101, 102, 103])).toEqual([]);
    expect(events('close crosses below 100', [101, 102, 99, 98, 100, 99])).toEqual([2, 5]);
    expect(events('close crosses 100', [101, 99, 101])).toEqual([1, 2]);
    expect(events('close crosses 100', [101, 100, 101]), 'a touch is none').toEqual([]);
  });

  it('who begins at the level has it before him, whichever way is watched', () => {
    expect(events('close crosses above 100', [100, 101])).toEqual([1]);
    expect(events('close crosses above 100', [100, 99, 101])).toEqual([2]);
    expect(events('close crosses below 100', [100, 99])).toEqual([1]);
    expect(events('close crosses below 100', [100, 101, 99])).toEqual([2]);
    expect(events('close crosses 100', [100, 101, 99]), 'of no side yet').toEqual([2]);
  });

  it('within the cooldown it is silent, and stays so until it comes true afresh', () => {
    const prices = [101, 99, 101, 99, 101, 101, 101];
    expect(events('close > 100', prices, { cooldownSeconds: 180 })).toEqual([0, 4]);
    expect(events('close > 100', prices, { cooldownSeconds: 3600 })).toEqual([0]);
    const end = { cooldownSeconds: 120 };
    expect(events('close > 100', [101, 99, 101], end), 'over at its last second').toEqual([0, 2]);
  });

  it('once is once', () => {
    expect(events('close > 100', [101, 99, 101, 99, 101], { once: true })).toEqual([0]);
  });

  it('must be missed by the hysteresis before it can come true again', () => {
    const prices = [101, 99.5, 101, 98.9, 101];
    const hysteresis = { amount: 1, percent: false };
    expect(events('close > 100', prices)).toEqual([0, 2, 4]);
    expect(events('close > 100', prices, { hysteresis })).toEqual([0, 4]);
    expect(events('not close <= 100', prices, { hysteresis })).toEqual([0, 4]);
    expect(events('close < 100', [99, 100.5, 99, 101.1, 99], { hysteresis })).toEqual([0, 4]);
    const percent = { amount: 1, percent: true };
    expect(events('close crosses above 100', [99, ...prices], { hysteresis: percent })).toEqual([
      1, 5,
    ]);
    expect(events('close crosses 100', [99, 100.5, 99.5, 101.5, 98], { hysteresis })).toEqual([
      3, 4,
    ]);
  });

  it('the hysteresis is a distance, or a part of the level, in every comparison', () => {
    const one = { hysteresis: { amount: 1, percent: false } };
    const five = { hysteresis: { amount: 5, percent: false } };
    expect(events('close > 200', [201, 195.5, 201, 194, 201], five)).toEqual([0, 4]);
    const percent = { hysteresis: { amount: 1, percent: true } };
    expect(events('close > 200', [201, 198.5, 201, 197.9, 201], percent)).toEqual([0, 4]);
    expect(events('close > 100', [101, 99, 101], one), 'at the distance: ended').toEqual([0, 2]);
    expect(events('close < 100', [99, 101, 99], one)).toEqual([0, 2]);
    expect(events('close >= 100', [100, 99, 100, 98.9, 100], one)).toEqual([0, 4]);
    expect(events('close <= 100', [100, 101, 100, 101.1, 100], one)).toEqual([0, 4]);
    expect(events('close = 100', [100, 100.5, 100], one), 'what is equal is near nothing').toEqual([
      0, 2,
    ]);
    expect(events('close != 100', [101, 100, 101], one)).toEqual([0, 2]);
    expect(events('close > 100 and close > 50', [101, 99.5, 101, 98.9, 101], one)).toEqual([0, 4]);
    expect(events('close > 100 or close > 200', [101, 99.5, 101, 98.9, 101], one)).toEqual([0, 4]);
    expect(events('close > 100', [101, Number.NaN, 101], one)).toEqual([0]);
  });

  it('what cannot be told changes nothing', () => {
    const absent = Number.NaN;
    expect(events('close > 100', [101, absent, 101, absent, 99, 101])).toEqual([0, 5]);
    expect(events('close crosses above 100', [99, absent, 101, absent, 102])).toEqual([2]);
  });

  it('data that is older than what was seen is left alone', () => {
    const judgement = { holds: 1, lingers: 1, sides: '' };
    const manner = { cooldownSeconds: 0, once: false };
    const seen = step(ARMED, judgement, instant(100), manner).state;
    const late = step(seen, { holds: 0, lingers: 0, sides: '' }, instant(90), manner);
    expect(late).toEqual({ state: seen, outcome: 'none' });
  });

  it('between two events the condition has ended, whatever the prices', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 97, max: 103 }), { maxLength: 40 }), (prices) => {
        const fired = events('close > 100', prices);
        const expected = prices.flatMap((price, place) =>
          price > 100 && !((prices[place - 1] ?? 0) > 100) ? [place] : [],
        );
        expect(fired).toEqual(expected);
        const wide = { hysteresis: { amount: 2, percent: false } };
        const calm = events('close > 100', prices, wide);
        expect(calm.every((place) => fired.includes(place))).toBe(true);
        for (const [count, place] of calm.entries()) {
          const next = calm[count + 1];
          if (next === undefined) continue;
          expect(Math.min(...prices.slice(place, next))).toBeLessThanOrEqual(98);
        }
      }),
    );
  });
});

it('two states differ in what they remember, not in when they were looked at last', () => {
  const state = { ...ARMED, firedAt: instant(60) };
  expect(differs(state, { ...state, seenAt: 600 })).toBe(false);
  expect(differs(state, { ...state, active: true })).toBe(true);
  expect(differs(state, { ...state, sides: '+' })).toBe(true);
  expect(differs(state, { ...state, firedAt: instant(61) })).toBe(true);
});
