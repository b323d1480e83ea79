import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PICK_NAMES, STRATEGY_NAMES } from '../../../src/core/strategies/names.ts';
import { STRATEGIES, strategyNamed } from '../../../src/core/strategies/registry.ts';
import { FACTS, decisionsOf, readParameters } from '../../../src/core/strategies/strategy.ts';
import type { FactName, StrategyBars } from '../../../src/core/strategies/strategy.ts';
import { barsOf, wild } from './made-up-bars.ts';

const seeds = fc.integer({ min: 1, max: 2_147_483_646 });
const LENGTH = 330;
const RUNS = { numRuns: 8 };

/** A walk with facts that come and go. */
function bars(seed: number): StrategyBars {
  const made = barsOf(wild(LENGTH, seed));
  const column = (name: FactName): Float64Array =>
    made.close.map((close, place) =>
      place % 7 === 0 ? Number.NaN : name === 'momentumRank' ? (close * 7) % 1 : (close * 7) % 30,
    );
  return { ...made, facts: Object.fromEntries(FACTS.map((name) => [name, column(name)])) };
}

function map(given: StrategyBars, of: (column: Float64Array) => Float64Array): StrategyBars {
  const { open, high, low, close, volume, days, facts } = given;
  return {
    open: of(open),
    high: of(high),
    low: of(low),
    close: of(close),
    volume: of(volume),
    days: Int32Array.from(of(Float64Array.from(days))),
    facts: Object.fromEntries(Object.entries(facts ?? {}).map(([name, one]) => [name, of(one)])),
  };
}

describe.each([...STRATEGY_NAMES])('%s', (name) => {
  const strategy = strategyNamed(name);
  const values = readParameters(strategy);

  it('decides nothing anew when bars are added, and takes nothing back', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 0, max: LENGTH }), (seed, length) => {
        const whole = bars(seed);
        const before = decisionsOf(strategy, whole, values).filter(({ place }) => place < length);
        const part = map(whole, (column) => column.slice(0, length));
        expect(decisionsOf(strategy, part, values)).toEqual(before);
      }),
      RUNS,
    );
  });

  it('decides the same when the future is another', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: LENGTH - 1 }), (seed, length) => {
        const [one, other] = [bars(seed), bars((seed % 1000) + 1)];
        const mixed = {
          ...one,
          close: Float64Array.from(one.close, (close, i) =>
            i < length ? close : (other.close[i] ?? 0),
          ),
          volume: Float64Array.from(one.volume, (volume, i) => (i < length ? volume : 9 * volume)),
        };
        const past = (given: StrategyBars) =>
          decisionsOf(strategy, given, values).filter(({ place }) => place < length);
        expect(past(mixed)).toEqual(past(one));
      }),
      RUNS,
    );
  });

  it('does not depend on the unit of prices', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: -4, max: 4 }), (seed, power) => {
        const given = bars(seed);
        const times = (column: Float64Array) => column.map((price) => price * 2 ** power);
        const scaled = {
          ...given,
          open: times(given.open),
          high: times(given.high),
          low: times(given.low),
          close: times(given.close),
        };
        const turnover = values['turnover'];
        const scaledValues =
          turnover === undefined ? values : { ...values, turnover: turnover * 2 ** power };
        const acts = (all: StrategyBars, own = values) =>
          decisionsOf(strategy, all, own).map(({ place, action }) => `${place} ${action}`);
        expect(acts(scaled, scaledValues)).toEqual(acts(given));
      }),
      RUNS,
    );
  });

  it('gives a reason with numbers for every bar, whether it acts or not', () => {
    const given = bars(7);
    const { actionAt, reasonAt } = strategy.prepare(given, values);
    const from = decisionsOf(strategy, given, values, 200);
    expect(from).toEqual(decisionsOf(strategy, given, values).filter(({ place }) => place >= 200));
    for (let place = 0; place < LENGTH; place++) {
      expect(['enter', 'exit', 'none']).toContain(actionAt(place));
      expect(reasonAt(place)).toMatch(/\w{3}/);
      expect(reasonAt(place)).not.toMatch(/NaN|undefined|Infinity/);
    }
  });

  it('says what it is, and what each of its numbers means', () => {
    const { summary, source, parameters, kind } = strategy;
    expect([summary, source].every((text) => text.length > 10)).toBe(true);
    expect(kind).toBe(PICK_NAMES.some((pick) => pick === name) ? 'pick' : 'trade');
    for (const { help, default: usual, min } of parameters) {
      expect(help.length).toBeGreaterThan(3);
      expect(usual).toBeGreaterThanOrEqual(min);
    }
  });
});

it('the list of names is that of the strategies', () => {
  expect([...STRATEGIES.keys()].toSorted()).toEqual([...STRATEGY_NAMES].toSorted());
});
