import { describe, expect, it } from 'vitest';
import { adjust, factorAfter } from '../../../src/core/corporate-actions/adjust.ts';
import { alreadyIn } from '../../../src/core/corporate-actions/already-in.ts';
import type { DailyBar } from '../../../src/core/market/bar.ts';
import { paise } from '../../../src/core/market/money.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';

const bar = (session: string, close: number, volume: number): DailyBar => ({
  session: sessionDate(session),
  openPaise: paise(close),
  highPaise: paise(close + 10),
  lowPaise: paise(close - 10),
  closePaise: paise(close),
  volume,
});
const bars = [
  bar('2026-01-01', 10_000, 300),
  bar('2026-02-01', 5_000, 600),
  bar('2026-03-01', 1_000, 3_000),
];
const factors = [
  { exDate: sessionDate('2026-03-01'), factor: 0.2 },
  { exDate: sessionDate('2026-02-01'), factor: 0.5 },
];

describe('adjusted bars', () => {
  it('have every later factor in prices and volumes, and the last bar as it is', () => {
    const adjusted = adjust(bars, factors, ({ session }) => session);
    expect(adjusted.map(({ closePaise, volume }) => [closePaise, volume])).toEqual([
      [1_000, 3_000],
      [1_000, 3_000],
      [1_000, 3_000],
    ]);
    expect(adjusted[2]).toBe(bars[2]);
  });

  it('are the bars themselves without factors', () => {
    expect(adjust(bars, [], ({ session }) => session)).toEqual(bars);
  });

  it('do not feel a factor on its own ex-date', () => {
    expect(factorAfter(factors, sessionDate('2026-03-01'))).toBe(1);
    expect(factorAfter(factors, sessionDate('2026-02-28'))).toBe(0.2);
  });
});

describe('a series that is called split-adjusted', () => {
  it.each([
    [5_050, 10_000, 0.5, false],
    [9_900, 10_000, 0.5, true],
    [101_000, 10_000, 10, false],
    [9_000, 10_000, 0.9, true],
  ])('with open %d after close %d and factor %d: %s', (open, close, factor, expected) =>
    expect(alreadyIn(paise(open), paise(close), factor)).toBe(expected),
  );
});
