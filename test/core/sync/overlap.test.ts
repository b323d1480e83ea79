import { describe, expect, test } from 'vitest';
import type { DailyBar } from '../../../src/core/market/bar.ts';
import { paise } from '../../../src/core/market/money.ts';
import { addDays, sessionDate } from '../../../src/core/market/session-date.ts';
import { compareOverlap } from '../../../src/core/sync/overlap.ts';

function series(...closes: readonly number[]): DailyBar[] {
  return closes.map((close, place) => ({
    session: addDays(sessionDate('2026-11-02'), place),
    openPaise: paise(close),
    highPaise: paise(close),
    lowPaise: paise(close),
    closePaise: paise(close),
    volume: 1,
  }));
}

const compare = (before: readonly DailyBar[], fresh: readonly DailyBar[]) =>
  compareOverlap(new Map(before.map((bar) => [bar.session, bar])), fresh);

describe('compareOverlap', () => {
  test('tells nothing without a common session', () => {
    expect(compare([], series(100))).toEqual({ kind: 'none' });
    expect(compare(series(100), [])).toEqual({ kind: 'none' });
    expect(compare(series(100), series(1, 100).slice(1))).toEqual({ kind: 'none' });
  });

  test.each([
    ['equal', [10_000, 10_100], [10_000, 10_100]],
    ['a paisa off', [10_000, 10_100], [10_001, 10_099]],
    ['nearly a fifth of a percent off', [10_000], [10_019]],
    ['a paisa off at a rupee', [100, 101], [101, 100]],
    ['off in one of three', [10_000, 10_100, 10_200], [10_000, 5050, 10_200]],
    ['longer than what is kept', [10_000], [10_000, 99_999]],
  ])('takes prices that are %s for the same series', (_, before, fresh) => {
    expect(compare(series(...before), series(...fresh))).toEqual({ kind: 'same' });
  });

  test.each([
    ['a split 1:2', [10_000, 10_100], [5000, 5050], 0.5],
    ['a bonus of 1:4, rounded', [10_001, 10_103, 10_207], [8001, 8082, 8166], 0.8],
    ['a reverse split', [1000], [10_000], 10],
    ['just too far', [10_000], [10_021], 1.0021],
  ])('tells %s by its factor', (_, before, fresh, factor) => {
    const verdict = compare(series(...before), series(...fresh));
    expect(verdict).toEqual({ kind: 'moved', factor: expect.closeTo(factor, 3) });
  });
});
