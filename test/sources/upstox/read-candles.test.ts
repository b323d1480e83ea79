import { describe, expect, it } from 'vitest';
import { istInstant } from '../../../src/core/market/instant.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { readDailyCandles, readIntradayCandles } from '../../../src/sources/upstox/read-candles.ts';
import { sourceJson } from '../../support/source-fixture.ts';

const listing = { exchange: 'XNSE', symbol: 'TEAPOT&CO', sourceKeys: {} } as const;
const daily = { listing, from: sessionDate('2026-05-18'), to: sessionDate('2026-05-20') };
const day = sessionDate('2026-05-19');
const five = { listing, from: day, to: day, interval: '5m', today: false } as const;

function candles(...rows: readonly unknown[]): unknown {
  return { status: 'success', data: { candles: rows } };
}

const GOOD = ['2026-05-19T09:15:00+05:30', 101, 102, 100.55, 101.75, 9800, 0];

function changed(place: number, cell: unknown): unknown[] {
  return GOOD.map((old, index) => (index === place ? cell : old));
}

describe('daily candles', () => {
  it('come out oldest first, by the day written in their stamp', () => {
    const { bars, refused } = readDailyCandles(sourceJson('upstox-daily.made-up.json'), daily);
    expect(refused).toEqual([]);
    expect(bars.map(({ session }) => session)).toEqual(['2026-05-18', '2026-05-19', '2026-05-20']);
    expect(bars[1]).toEqual({
      session: '2026-05-19',
      openPaise: 10100,
      highPaise: 10450,
      lowPaise: 9995,
      closePaise: 10320,
      volume: 125000,
    });
  });

  it('outside the window are left out', () => {
    const ask = { ...daily, to: day };
    const { bars, refused } = readDailyCandles(sourceJson('upstox-daily.made-up.json'), ask);
    expect(bars).toHaveLength(2);
    expect(refused).toEqual([
      { row: 'candles[0]', reason: '2026-05-20 is outside 2026-05-18..2026-05-19' },
    ]);
  });
});

describe('candles inside a session', () => {
  it('carry their start', () => {
    const { bars } = readIntradayCandles(sourceJson('upstox-5m.made-up.json'), five);
    expect(bars.map(({ start }) => start)).toEqual([
      istInstant(day, '09:15'),
      istInstant(day, '09:20'),
      istInstant(day, '09:25'),
    ]);
    expect(bars[2]?.volume).toBe(0);
  });

  it('that come twice count once', () => {
    const { bars, refused } = readIntradayCandles(candles(GOOD, GOOD), five);
    expect(bars).toHaveLength(1);
    expect(refused).toEqual([{ row: 'candles[1]', reason: 'same time as candles[0]' }]);
  });

  it.each([
    ['null for a price', changed(2, null), 'high NaN is no price'],
    ['a start between bars', changed(0, '2026-05-19T09:16:00+05:30'), 'no start of a 5-minute bar'],
    ['half a share', changed(5, 0.5), 'volume 0.5'],
  ])('with %s are refused', (_, row, reason) => {
    const later = ['2026-05-19T09:20:00+05:30', 101, 102, 100.55, 101.75, 9800, 0];
    const { bars, refused } = readIntradayCandles(candles(later, row), five);
    expect(bars).toHaveLength(1);
    expect(refused).toEqual([
      { row: 'candles[1]', reason: expect.stringContaining(reason) as string },
    ]);
  });

  it.each<[string, unknown, string]>([
    ['a price as text', candles(GOOD, changed(3, '100.55')), 'a number at data.candles[1][3]'],
    ['a missing price', candles(GOOD.slice(0, 3)), 'a number at data.candles[0][3], found nothing'],
    ['an object for a row', candles({ open: 1 }), 'a list at data.candles[0]'],
    [
      'a stamp without its zone',
      candles(changed(0, '2026-05-19T09:15:00')),
      'at data.candles[0][0]',
    ],
    ['a stamp that is no time', candles(changed(0, '2026-05-19T99:15:00+05:30')), 'candles[0][0]'],
    ['a number for a stamp', candles(changed(0, 1779162300)), 'at data.candles[0][0]'],
    ['no candles', { status: 'success', data: {} }, 'at data.candles, found nothing'],
    ['another status', { status: 'error', data: { candles: [] } }, 'at status, found "error"'],
    ['null', null, 'at the top level'],
  ])('are refused as a whole for %s, naming its place', (_, envelope, sentence) => {
    expect(() => readIntradayCandles(envelope, five)).toThrow(sentence);
  });
});
