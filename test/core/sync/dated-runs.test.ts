import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { noteOn, sameValues, valueOn, withChanges } from '../../../src/core/sync/dated-runs.ts';
import type { DatedValue } from '../../../src/core/sync/dated-runs.ts';

/** Takes note of days in the order given. */
function noting(days: readonly (readonly [day: string, value: string])[]): DatedValue<string>[] {
  let runs: DatedValue<string>[] = [];
  const seen: string[] = [];
  for (const [day, value] of days) {
    const next = seen.toSorted().find((one) => one > day);
    runs = withChanges(
      runs,
      noteOn(runs, day, value, () => next),
    );
    seen.push(day);
  }
  return runs;
}

/** What the kept values are when every day is known from the start. */
function expected(days: ReadonlyMap<string, string>): DatedValue<string>[] {
  const runs: DatedValue<string>[] = [];
  for (const [from, value] of [...days].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    if (runs.at(-1)?.value !== value) runs.push({ from, value });
  }
  return runs;
}

const day = fc.integer({ min: 10, max: 40 }).map((number) => `2020-01-${number}`);
const days = fc.uniqueArray(fc.tuple(day, fc.constantFrom('a', 'b', 'c')), {
  selector: ([on]) => on,
  maxLength: 20,
});

test('the kept values are those of all days seen, whatever the order in which they were', () => {
  fc.assert(
    fc.property(days, (list) => {
      const runs = noting(list);
      expect(runs).toEqual(expected(new Map(list)));
      for (const [on, value] of list) expect(valueOn(runs, on)).toBe(value);
    }),
  );
});

test('a day seen again changes nothing, and a correction of it changes that day', () => {
  const list = [
    ['2020-01-10', 'a'],
    ['2020-01-11', 'a'],
    ['2020-01-12', 'a'],
  ] as const;
  const runs = noting(list);
  expect(noteOn(runs, '2020-01-11', 'a', () => '2020-01-12')).toEqual({ put: [], remove: [] });
  const corrected = withChanges(
    runs,
    noteOn(runs, '2020-01-11', 'b', () => '2020-01-12'),
  );
  expect(corrected).toEqual([
    { from: '2020-01-10', value: 'a' },
    { from: '2020-01-11', value: 'b' },
    { from: '2020-01-12', value: 'a' },
  ]);
});

test('before the first value holds the first, and of none there is none', () => {
  expect(valueOn([{ from: '2020-01-10', value: 'a' }], '2019-01-01')).toBe('a');
  expect(valueOn([], '2019-01-01')).toBeUndefined();
});

test('two lists are the same when days and values are', () => {
  const one = [{ from: '2020-01-10', value: 'a' }];
  expect(sameValues(one, [{ from: '2020-01-10', value: 'a' }])).toBe(true);
  expect(sameValues(one, [])).toBe(false);
  expect(sameValues(one, [{ from: '2020-01-10', value: 'b' }])).toBe(false);
  expect(sameValues(one, [{ from: '2020-01-11', value: 'a' }])).toBe(false);
});
