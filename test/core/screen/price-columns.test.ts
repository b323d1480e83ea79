import { describe, expect, it } from 'vitest';
import { BAR_COLUMNS, barValues } from '../../../src/core/screen/columns.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { sessionsOf } from '../../support/bars.ts';

const SESSIONS = sessionsOf('2024-01-01', '2025-12-31').map(sessionDate);

interface Facts {
  readonly opens?: readonly number[];
  readonly volumes?: readonly number[];
  readonly first?: string;
}

/** Columns at the last of some closes; highs are 5 above and lows 5 below, opens the closes. */
function figuresOf(
  closes: readonly number[],
  { opens = closes, volumes = [], first = '2024-01-01' }: Facts = {},
): Readonly<Record<string, number>> {
  const from = SESSIONS.findIndex((session) => session >= first);
  const series = {
    sessions: SESSIONS.slice(from, from + closes.length),
    open: Float64Array.from(opens),
    high: Float64Array.from(closes, (close) => close + 5),
    low: Float64Array.from(closes, (close) => close - 5),
    close: Float64Array.from(closes),
    volume: Float64Array.from(closes, (_, place) => volumes[place] ?? 100),
  };
  const values = barValues(series, [closes.length - 1]);
  return Object.fromEntries(BAR_COLUMNS.map(({ name }, at) => [name, values[at] ?? Number.NaN]));
}

/** 1, 2, 3 … */
const counted = (count: number): number[] => Array.from({ length: count }, (_, at) => at + 1);

describe('closes', () => {
  it('in a row count from the last one that went the other way', () => {
    expect(figuresOf([5, 4, 5, 6, 7])).toMatchObject({ up_days: 3, down_days: 0 });
    expect(figuresOf([5, 6, 5, 4])).toMatchObject({ up_days: 0, down_days: 2 });
    expect(figuresOf([5, 6, 6])).toMatchObject({ up_days: 0, down_days: 0 });
    expect(figuresOf([1, 2, 3]), 'as far as there are any').toMatchObject({ up_days: 2 });
  });

  it('above or below their open make candles in a row, the first one too', () => {
    const opens = [9, 9, 9];
    expect(figuresOf([10, 11, 10], { opens })).toMatchObject({ white_days: 3, black_days: 0 });
    expect(figuresOf([10, 8, 8.5], { opens })).toMatchObject({ white_days: 0, black_days: 2 });
    expect(figuresOf([10, 10, 9], { opens })).toMatchObject({ white_days: 0, black_days: 0 });
  });

  it('of the year before are where its return begins', () => {
    // Six sessions end 2024, the four after them begin 2025.
    const first = SESSIONS.filter((session) => session < '2025').at(-6) ?? '';
    const closes = [100, 101, 104, 110, 120, 130, 143, 140, 150, 156];
    expect(figuresOf(closes, { first })['return_ytd']).toBeCloseTo(156 / 130 - 1, 12);
    expect(figuresOf(closes.slice(0, 6), { first })['return_ytd'], 'nothing before').toBeNaN();
  });
});

describe('means and ranges', () => {
  it('of volume take the sessions that they name', () => {
    // The last twenty of 1 to 21 are 2 to 21; the five before the last are 16 to 20.
    const figures = figuresOf(counted(21), { volumes: counted(21) });
    expect(figures).toMatchObject({ volume_avg_20: 11.5, volume_ratio: 21 / 18 });
    expect(figuresOf(counted(20), { volumes: counted(20) })['volume_avg_20']).toBe(10.5);
    expect(figuresOf(counted(19))['volume_avg_20']).toBeNaN();
    expect(figuresOf(counted(5))['volume_ratio']).toBeNaN();
    expect(figuresOf(counted(6), { volumes: [0, 0, 0, 0, 0, 9] })['volume_ratio']).toBeNaN();
  });

  it('range_10 is the height of ten sessions by their lowest price', () => {
    const closes = [500, 105, 106, 107, 108, 109, 110, 109, 108, 107, 106];
    // Highest 115, lowest 100.
    expect(figuresOf(closes)['range_10']).toBeCloseTo(0.15, 12);
    expect(figuresOf(closes.slice(1))['range_10']).toBeCloseTo(0.15, 12);
    expect(figuresOf(closes.slice(2))['range_10']).toBeNaN();
  });

  it('true ranges of ten rupees at a close of a hundred are a tenth', () => {
    expect(figuresOf(Array.from({ length: 40 }, () => 100))['atr_ratio']).toBeCloseTo(0.1, 12);
  });

  it('new highs and lows equal those of their sessions, or go beyond them', () => {
    expect(figuresOf([9, 5, 7, 7])).toMatchObject({ new_high_3: 1, new_low_3: 0, new_high_5: NaN });
    expect(figuresOf([1, 5, 7, 5])).toMatchObject({ new_high_3: 0, new_low_3: 1 });
    expect(figuresOf([1, 5, 7, 5])).toMatchObject({ all_time_high: 0, all_time_low: 0 });
    expect(figuresOf([5, 7, 5])).toMatchObject({ all_time_low: 1, since_low: 0, since_high: 1 });
    expect(figuresOf([7, 5, 7])).toMatchObject({ all_time_high: 1, all_time_low: 0 });
  });
});

describe('the year of 365 days', () => {
  it('holds the session 364 days before, and not the one before that', () => {
    const last = SESSIONS.indexOf(sessionDate('2025-06-04'));
    const edge = SESSIONS.indexOf(sessionDate('2024-06-05'));
    expect([last, edge].includes(-1)).toBe(false);
    const closes = (dear: number): number[] =>
      SESSIONS.slice(0, last + 1).map((_, place) => (place === dear ? 195 : 100));
    const [within, beyond] = [figuresOf(closes(edge)), figuresOf(closes(edge - 1))];
    expect(within).toMatchObject({ high_52w: 200, low_52w: 95, from_high_52w: -0.5 });
    expect(within['from_low_52w']).toBeCloseTo(100 / 95 - 1, 12);
    expect(within['place_52w']).toBeCloseTo(5 / 105, 12);
    expect(beyond).toMatchObject({ high_52w: 105, low_52w: 95, place_52w: 0.5 });
  });
});

describe('figures of all sessions that are kept', () => {
  it('ask for twenty sessions before', () => {
    const grown = Array.from({ length: 21 }, (_, at) => 100 + at);
    expect(figuresOf(grown)['yearly_return_kept']).toBeCloseTo(1.2 ** 12.6 - 1, 9);
    expect(figuresOf(grown.slice(1))['yearly_return_kept']).toBeNaN();
    expect(figuresOf(grown)['volatility_kept']).toBeGreaterThan(0);
    expect(figuresOf(grown.slice(1))['volatility_kept']).toBeNaN();
  });
});
