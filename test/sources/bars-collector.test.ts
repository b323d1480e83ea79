import { expect, it } from 'vitest';
import { sessionDate } from '../../src/core/market/session-date.ts';
import { collectBars, outsideWindow } from '../../src/sources/bars-collector.ts';

it('orders what came newest first', () => {
  const bars = collectBars<string>('bars', 'first');
  bars.accept('[0]', 30, 'c');
  bars.accept('[1]', 20, 'b');
  bars.accept('[2]', 10, 'a');
  expect(bars.answer()).toEqual({ bars: ['a', 'b', 'c'], refused: [] });
});

it.each([
  ['first', 'early', '[2]', 'same time as [0]'],
  ['last', 'late', '[0]', 'same time as [2]'],
] as const)('of two with one time the %s counts', (doubled, kept, row, reason) => {
  const bars = collectBars<string>('bars', doubled);
  bars.accept('[0]', 10, 'early');
  bars.accept('[1]', 5, 'other');
  bars.accept('[2]', 10, 'late');
  expect(bars.answer()).toEqual({ bars: ['other', kept], refused: [{ row, reason }] });
});

it('refuses the answer when every row is impossible, with the first reason', () => {
  const bars = collectBars<string>('1d bars of TEAPOT&CO', 'first');
  bars.refuse('[0]', 'high below low');
  bars.refuse('[1]', 'volume -1');
  expect(() => bars.answer()).toThrow(
    'expected 1d bars of TEAPOT&CO, found all 2 rows refused; the first, [0]: high below low',
  );
});

it('takes rows that were not asked for as no sign of a wrong answer', () => {
  const bars = collectBars<string>('bars', 'first');
  const window = { from: sessionDate('2026-05-18'), to: sessionDate('2026-05-19') };
  bars.leaveOut('[0]', outsideWindow('2026-05-20', window));
  expect(bars.answer()).toEqual({
    bars: [],
    refused: [{ row: '[0]', reason: '2026-05-20 is outside 2026-05-18..2026-05-19' }],
  });
});

it('tells of all rows that were left out in one', () => {
  const bars = collectBars<string>('bars', 'first');
  bars.accept('[0]', 10, 'good');
  bars.refuse('[1]', 'high below low');
  for (const row of ['[2]', '[3]', '[4]']) bars.leaveOut(row, 'of yesterday');
  expect(bars.answer()).toEqual({
    bars: ['good'],
    refused: [
      { row: '[1]', reason: 'high below low' },
      { row: '[2]', reason: 'of yesterday, as 2 more rows' },
    ],
  });
});
