import { describe, expect, it } from 'vitest';
import { groupFigures, median } from '../../../src/core/screen/aggregate.ts';
import { INSTOCK_COLUMNS } from '../../../src/core/screen/instock-columns.ts';
import { longerBars } from '../../../src/core/screen/longer-bars.ts';
import { savedScreens, screenNamed } from '../../../src/core/screen/saved-screens.ts';
import {
  columnNamed,
  needsOf,
  readCondition,
  readSortKey,
  SCREEN_VOCABULARY,
} from '../../../src/core/screen/vocabulary.ts';
import { readExpression } from '../../../src/core/expression/read-expression.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';

describe('conditions of the screener', () => {
  it('know every column of three tables, and say what they need', () => {
    expect(columnNamed('cr_ma1')).toMatchObject({ from: 'indicators' });
    expect(columnNamed('cdldoji')).toEqual({ from: 'patterns', pattern: 'CDLDOJI' });
    expect(columnNamed('close')).toMatchObject({ from: 'screen' });
    for (const name of SCREEN_VOCABULARY.series.keys())
      expect(columnNamed(name), name).toBeDefined();
    const plain = {
      indicators: false,
      patterns: false,
      strategies: false,
      bars: false,
      indices: [],
    };
    expect(
      needsOf([readCondition('rsi_14 < 30 and close > sma_200 and index = NIFTY500')]),
    ).toEqual({
      ...plain,
      indices: ['NIFTY500'],
    });
    expect(needsOf([readCondition('kdjk > 80 and pattern = DOJI and strategy = turtle')])).toEqual({
      ...plain,
      indicators: true,
      patterns: true,
      strategies: true,
    });
    expect(needsOf([readCondition('close > sma(20)')])).toEqual({ ...plain, bars: true });
  });

  it('of InStock’s columns read as they are told', () => {
    const told = INSTOCK_COLUMNS.filter(({ here }) => here !== undefined);
    const names = INSTOCK_COLUMNS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(told.length).toBeGreaterThan(80);
    const attributes = new Set(['session', 'symbol', 'sector']);
    for (const { here = '' } of told) {
      if (attributes.has(here)) continue;
      const wanted = /[<>=]/.test(here) ? 'condition' : 'number';
      expect(() => readExpression(here, SCREEN_VOCABULARY, wanted), here).not.toThrow();
    }
    for (const { here, unavailable } of INSTOCK_COLUMNS) {
      expect(here === undefined, `${here} ${unavailable}`).toBe(unavailable !== undefined);
    }
  });

  it('ask no column of the table for its past, which functions of bars have', () => {
    for (const text of [
      'rsi_14 crosses above 50',
      'close crosses below sma_200',
      'previous(kdjk, 1) < 20',
      'sma(close + value, 5) > 1',
    ]) {
      expect(() => readCondition(text), text).toThrow(/earlier sessions count/);
    }
    expect(() => readSortKey('previous(value_avg_20, 5) desc')).toThrow('found "value_avg_20"');
    for (const text of [
      'rsi(14) crosses above 50 and rsi_14 > 50',
      'close crosses above sma(200)',
      'volume > 2 * avg(volume, 20)',
      'ema(rsi(14), 9) > rsi_14',
    ]) {
      expect(() => readCondition(text), text).not.toThrow();
    }
  });

  it('name no length of bars: the table is one of sessions', () => {
    expect(() => readCondition('rsi(14,15m) > 70')).toThrow(
      /expected no interval here at column 8/,
    );
  });

  it('sort upwards unless told', () => {
    expect(readSortKey('return_20 desc')).toMatchObject({ descending: true });
    expect(readSortKey('-return_20')).toMatchObject({
      descending: false,
      expression: { kind: 'negate' },
    });
    expect(readSortKey(' return_20 ASC ')).toEqual(readSortKey('return_20'));
    expect(() => readSortKey('return_20 down')).toThrow(/an operator or the end/);
  });
});

describe('saved screens', () => {
  it('are the two of InStock by what they select, and those of the configuration', () => {
    const saved = savedScreens(['dip: rsi_14 < 30 and index = NIFTY50', 'washed_out: rsi_6 < 10']);
    expect([...saved.keys()]).toEqual(['extreme_momentum', 'washed_out', 'dip']);
    expect(screenNamed(saved, 'washed_out').text).toBe('rsi_6 < 10');
    expect(savedScreens(['dip:rsi_6 < 1']).get('dip')?.text, 'no blank').toBe('rsi_6 < 1');
    expect(() => screenNamed(saved, 'dips')).toThrow('did you mean "dip"?');
  });

  it('refuse what cannot be read, with its name', () => {
    expect(() => savedScreens(['dip: rsi14 < 30'])).toThrow(/screen\.saved, "dip": .*rsi_14/);
    expect(() => savedScreens(['rsi_14 < 30'])).toThrow('expected "name: condition"');
  });
});

describe('figures of sectors', () => {
  it('leave absent figures out', () => {
    const row = { close: 10, return20: 0.1, return250: Number.NaN, value: 100, rsi14: 50 };
    expect(
      groupFigures([
        { ...row, group: 'Banks', change: 0.02, sma200: 9 },
        { ...row, group: 'Banks', change: -0.01, sma200: Number.NaN, value: Number.NaN },
        { ...row, group: 'Auto', change: Number.NaN, sma200: 12 },
      ]),
    ).toEqual([
      {
        group: 'Auto',
        instruments: 1,
        medianReturn20: 0.1,
        aboveSma200: 0,
        medianRsi14: 50,
        value: 100,
      },
      {
        group: 'Banks',
        instruments: 2,
        advancing: 0.5,
        medianChange: expect.closeTo(0.005, 12),
        medianReturn20: 0.1,
        aboveSma200: 1,
        medianRsi14: 50,
        value: 100,
      },
    ]);
  });

  it('count what advanced or closed above its mean, not what stood still or closed at it', () => {
    const row = { group: 'Tea', return20: 0, return250: 0, value: 1, rsi14: 50 };
    const [figures] = groupFigures([
      { ...row, change: 0.01, close: 11, sma200: 10 },
      { ...row, change: 0, close: 10, sma200: 10 },
      { ...row, change: 0, close: 10, sma200: 10, value: 2 },
      { ...row, change: -0.01, close: 9, sma200: 10 },
    ]);
    expect(figures).toMatchObject({ instruments: 4, advancing: 0.25, aboveSma200: 0.25, value: 5 });
  });

  it('have the middle of an odd count, and the mean of the two middle ones of an even', () => {
    expect(median([])).toBeUndefined();
    expect(median([4, 1, 30, 2])).toBe(3);
    expect(median([3, Number.NaN, 1, 2])).toBe(2);
  });
});

describe('bars of weeks and months', () => {
  const sessions = ['2026-01-29', '2026-01-30', '2026-02-02', '2026-02-03'].map(sessionDate);
  const column = (...values: number[]): Float64Array => Float64Array.from(values);
  const series = {
    sessions,
    open: column(10, 11, 12, 13),
    high: column(15, 14, 16, 17),
    low: column(9, 8, 7, 6),
    close: column(11, 12, 13, 14),
    volume: column(1, 2, 3, 4),
  };

  it('begin on Mondays and firsts, the last one as far as it has come', () => {
    expect(longerBars(series, 'week', 2)).toEqual({
      open: column(10, 12),
      high: column(15, 16),
      low: column(8, 7),
      close: column(12, 13),
      volume: column(3, 3),
    });
    expect(longerBars(series, 'month', 3).close).toEqual(column(12, 14));
  });

  it('have a Sunday’s session in the week that it ends', () => {
    const days = ['2026-01-30', '2026-02-01', '2026-02-02', '2026-02-06'].map(sessionDate);
    expect(longerBars({ ...series, sessions: days }, 'week', 3).close).toEqual(column(12, 14));
  });
});
