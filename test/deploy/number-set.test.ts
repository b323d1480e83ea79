import { assert, integer, property, uniqueArray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CALENDAR_STYLE, CRON_STYLE, numberSet } from '../../src/deploy/number-set.ts';
import { readCronPattern } from '../../src/kit/cron-pattern.ts';

const range = (from: number, to: number, step = 1): number[] =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, n) => from + n * step);

describe('a set of numbers', () => {
  it.each([
    [range(0, 59), '*', '*'],
    [[5], '05', '5'],
    [[20, 35], '20,35', '20,35'],
    [range(15, 59), '15..59', '15-59'],
    [[0, 1, 2, 30], '00..02,30', '0-2,30'],
    [[0, 15, 30, 45], '00/15', '*/15'],
    [[5, 20, 35, 50], '05/15', '5-50/15'],
    [[0, 15, 30], '00..30/15', '0-30/15'],
  ])('%j is %s for systemd and %s for cron', (numbers, calendar, cron) => {
    expect(numberSet(numbers, [0, 59], CALENDAR_STYLE)).toBe(calendar);
    expect(numberSet(numbers, [0, 59], CRON_STYLE)).toBe(cron);
  });

  it('means for cron what went in', () => {
    assert(
      property(uniqueArray(integer({ min: 0, max: 59 }), { minLength: 1 }), (numbers) => {
        const rising = numbers.toSorted((a, b) => a - b);
        const read = readCronPattern(`${numberSet(rising, [0, 59], CRON_STYLE)} * * * *`);
        expect(read).toMatchObject({ minutes: rising });
      }),
    );
  });
});
