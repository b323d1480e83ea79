import { describe, expect, it } from 'vitest';
import { istInstant } from '../../../src/core/market/instant.ts';
import type { Instant } from '../../../src/core/market/instant.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import type { ChartColumns } from '../../../src/sources/yahoo/envelope.ts';
import { readDailyChart, readIntradayChart } from '../../../src/sources/yahoo/read-chart.ts';

const listing = { exchange: 'XNSE', symbol: 'TEAPOT&CO', sourceKeys: {} } as const;
const day = sessionDate('2026-05-19');
const daily = { listing, from: sessionDate('2026-05-18'), to: day };
const five = { listing, from: day, to: day, interval: '5m', today: true } as const;

type Row = readonly [
  at: unknown,
  open: unknown,
  high: unknown,
  low: unknown,
  close: unknown,
  volume: unknown,
];

function columns(...rows: readonly Row[]): ChartColumns {
  const column = (place: number): unknown[] => rows.map((row) => row[place]);
  return {
    timestamp: column(0),
    open: column(1),
    high: column(2),
    low: column(3),
    close: column(4),
    volume: column(5),
  };
}

function at(time: string, date: string = day): Instant {
  return istInstant(sessionDate(date), time);
}

const PRICES = [101, 104.5, 99.94999694824219, 103.19999694824219, 125000] as const;

describe('daily bars', () => {
  it('are of the day in India, in whole paise', () => {
    expect(readDailyChart(columns([at('09:15'), ...PRICES]), daily)).toEqual({
      bars: [
        {
          session: day,
          openPaise: 10100,
          highPaise: 10450,
          lowPaise: 9995,
          closePaise: 10320,
          volume: 125000,
        },
      ],
      refused: [],
    });
  });

  it('of one day twice: the later row counts', () => {
    const live = [102, 105, 102, 104, 7] as const;
    const { bars, refused } = readDailyChart(
      columns([at('09:15'), ...PRICES], [at('15:07'), ...live]),
      daily,
    );
    expect(bars.map(({ closePaise }) => closePaise)).toEqual([10400]);
    expect(refused).toEqual([{ row: 'timestamp[0]', reason: 'same time as timestamp[1]' }]);
  });

  it('past the window are left out', () => {
    const { bars, refused } = readDailyChart(
      columns([at('09:15', '2026-05-20'), ...PRICES]),
      daily,
    );
    expect(bars).toEqual([]);
    expect(refused).toHaveLength(1);
  });

  it('without any price are absent, even with a volume', () => {
    const rows = columns([at('09:15', '2026-05-18'), null, null, null, null, 87000]);
    expect(readDailyChart(rows, daily)).toEqual({ bars: [], refused: [] });
  });

  it.each([
    ['a price', [101, null, 99, 100, 7], 'high NaN is no price'],
    ['the volume', [101, 102, 99, 100, null], 'volume NaN'],
  ] as const)('without %s are refused', (_, prices, reason) => {
    const rows = columns([at('09:15', '2026-05-18'), ...PRICES], [at('09:15'), ...prices]);
    const { bars, refused } = readDailyChart(rows, daily);
    expect(bars).toHaveLength(1);
    expect(refused[0]?.row).toBe('timestamp[1]');
    expect(refused[0]?.reason).toContain(reason);
  });

  it.each<[string, Row, string]>([
    ['text for a price', [at('09:15'), '101', 1, 1, 1, 1], 'quote[0].open[0], found "101"'],
    [
      'nothing for a price',
      [at('09:15'), 1, 1, 1, undefined, 1],
      'quote[0].close[0], found nothing',
    ],
    ['text for a time', ['2026-05-19', ...PRICES], 'chart.result[0].timestamp[0]'],
    ['a time in no year', [1e300, ...PRICES], 'chart.result[0].timestamp[0]'],
  ])('are refused as a whole for %s, naming its place', (_, row, sentence) => {
    expect(() => readDailyChart(columns(row), daily)).toThrow(sentence);
  });
});

describe('bars inside a session', () => {
  it('carry their start; a minute without a trade may have no volume', () => {
    const rows = columns([at('09:15'), 101, 102, 100, 101, 0], [at('09:20'), ...PRICES]);
    const { bars } = readIntradayChart(rows, five);
    expect(bars.map(({ start }) => start)).toEqual([at('09:15'), at('09:20')]);
    expect(bars[0]?.volume).toBe(0);
  });

  it('that have only begun are left out, and are no sign of a wrong answer', () => {
    const { bars, refused } = readIntradayChart(columns([at('09:15:07'), ...PRICES]), five);
    expect(bars).toEqual([]);
    expect(refused[0]?.reason).toContain('no start of a 5-minute bar');
  });

  it('of another day are left out', () => {
    const rows = columns([at('15:25', '2026-05-18'), ...PRICES], [at('09:15'), ...PRICES]);
    expect(readIntradayChart(rows, five).bars).toHaveLength(1);
  });
});
