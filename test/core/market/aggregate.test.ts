import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aggregate } from '../../../src/core/market/aggregate.ts';
import type { IntradayBar } from '../../../src/core/market/bar.ts';
import { instant } from '../../../src/core/market/instant.ts';
import { paise } from '../../../src/core/market/money.ts';

const OPEN = 1_795_664_700;
const at = (minute: number) => instant(OPEN + minute * 60);

function minuteBar(minute: number, close = 100): IntradayBar {
  return {
    start: at(minute),
    openPaise: paise(close - 1),
    highPaise: paise(close + 3),
    lowPaise: paise(close - 2),
    closePaise: paise(close),
    volume: minute + 1,
  };
}

const minutes = (...which: readonly number[]): IntradayBar[] => which.map((m) => minuteBar(m));
const endAfter = (length: number) => () => at(length);

/** One-minute bars of a stretch with random prices, some of them missing, and its length. */
const stretches = fc
  .array(fc.option(fc.integer({ min: 100, max: 10_000 }), { freq: 12 }), {
    minLength: 1,
    maxLength: 60,
  })
  .map((closes) => ({
    length: closes.length,
    bars: closes.flatMap((close, minute) => (close === null ? [] : [minuteBar(minute, close)])),
  }));

describe('aggregate', () => {
  test('joins five minutes into one bar', () => {
    const bars = [100, 140, 90, 120, 110].map((close, minute) => minuteBar(minute, close));
    expect(aggregate(bars, [at(0)], 5, endAfter(375))).toEqual([
      {
        start: at(0),
        openPaise: 99,
        highPaise: 143,
        lowPaise: 88,
        closePaise: 110,
        volume: 15,
      },
    ]);
  });

  test.each([
    ['the first', [1, 2, 3, 4]],
    ['one in the middle', [0, 1, 3, 4]],
    ['the last', [0, 1, 2, 3]],
    ['every', []],
  ])('makes no bar where %s minute is missing', (_, there) => {
    expect(aggregate(minutes(...there), [at(0)], 5, endAfter(375))).toEqual([]);
  });

  test('makes a short last bar where trading ends inside it', () => {
    const bars = minutes(0, 1, 2, 3, 4, 5, 6);
    const made = aggregate(bars, [at(0), at(5)], 5, endAfter(7));
    expect(made.map(({ start, volume }) => [start, volume])).toEqual([
      [at(0), 15],
      [at(5), 13],
    ]);
    expect(aggregate(bars.slice(0, 6), [at(5)], 5, endAfter(7)), 'one of two minutes').toEqual([]);
  });

  test('leaves out minutes outside the slots, and slots outside trading', () => {
    const bars = minutes(-3, -1, 0, 1, 2, 3, 4, 7, 30);
    expect(aggregate(bars, [at(0)], 5, endAfter(375))).toHaveLength(1);
    expect(aggregate(bars, [at(0)], 5, () => instant(0))).toEqual([]);
    expect(aggregate([], [at(0)], 5, endAfter(375))).toEqual([]);
    expect(aggregate(bars, [], 5, endAfter(375))).toEqual([]);
  });

  test('makes exactly the complete bars, with the sums and extremes of their minutes', () => {
    fc.assert(
      fc.property(stretches, fc.constantFrom(5, 15), ({ bars, length }, span) => {
        const starts = Array.from({ length: Math.ceil(length / span) }, (_, slot) =>
          at(slot * span),
        );
        const made = aggregate(bars, starts, span, endAfter(length));
        const expected = starts.flatMap((start) => {
          const end = Math.min(start + span * 60, at(length));
          const inside = bars.filter((bar) => start <= bar.start && bar.start < end);
          if (inside.length !== (end - start) / 60) return [];
          return [
            {
              start,
              openPaise: inside[0]?.openPaise,
              highPaise: Math.max(...inside.map((bar) => bar.highPaise)),
              lowPaise: Math.min(...inside.map((bar) => bar.lowPaise)),
              closePaise: inside.at(-1)?.closePaise,
              volume: inside.reduce((sum, bar) => sum + bar.volume, 0),
            },
          ];
        });
        expect(made).toEqual(expected);
      }),
    );
  });
});
