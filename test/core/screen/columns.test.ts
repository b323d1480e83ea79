import { assert, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DailySeries } from '../../../src/core/analysis/daily-series.ts';
import { sliceSeries } from '../../../src/core/analysis/daily-series.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import {
  BAR_COLUMNS,
  barValues,
  SCREEN_COLUMNS,
  screenRow,
} from '../../../src/core/screen/columns.ts';
import { SCREEN_NAMES } from '../../../src/core/screen/names.ts';
import type { SideFacts } from '../../../src/core/screen/side-facts.ts';
import { sessionsOf } from '../../support/bars.ts';
import { walk } from '../patterns/made-up-candles.ts';
import { NOTHING } from './no-side-facts.ts';

const SESSIONS = sessionsOf('2024-01-01', '2025-12-31').map(sessionDate);

/** A walk with volumes that go up and down. */
function walked(count: number, seed = 7): DailySeries {
  const bars = walk(count, seed);
  const column = (place: 0 | 1 | 2 | 3): Float64Array =>
    Float64Array.from(bars, (bar) => bar[place]);
  return {
    sessions: SESSIONS.slice(0, count),
    open: column(0),
    high: column(1),
    low: column(2),
    close: column(3),
    volume: Float64Array.from(bars, (_, place) => 1000 + ((place * 7919) % 641)),
  };
}

function valuesAt(series: DailySeries, place: number): Readonly<Record<string, number>> {
  const values = barValues(series, [place]);
  return Object.fromEntries(BAR_COLUMNS.map(({ name }, at) => [name, values[at] ?? Number.NaN]));
}

/** A short series of closes; opens are the closes before, highs and lows one beyond. */
function closed(closes: readonly number[], volumes: readonly number[] = []): DailySeries {
  const open = closes.map((close, place) => closes[place - 1] ?? close);
  return {
    sessions: SESSIONS.slice(0, closes.length),
    open: Float64Array.from(open),
    high: Float64Array.from(closes, (close, place) => Math.max(close, open[place] ?? close) + 1),
    low: Float64Array.from(closes, (close, place) => Math.min(close, open[place] ?? close) - 1),
    close: Float64Array.from(closes),
    volume: Float64Array.from(closes, (_, place) => volumes[place] ?? 100),
  };
}

describe('columns that bars tell', () => {
  it('are the table’s, in its order', () => {
    expect(SCREEN_COLUMNS.map(({ name }) => name)).toEqual([...SCREEN_NAMES]);
  });

  it('are what a person works out', () => {
    const series = closed([100, 110, 99, 108, 120, 132], [10, 10, 10, 10, 10, 30]);
    expect(valuesAt(series, 5)).toMatchObject({
      close: 132,
      prev_close: 120,
      change: expect.closeTo(0.1, 12),
      gap: 0,
      amplitude: expect.closeTo(14 / 120, 12),
      volume_ratio: 3,
      return_3: expect.closeTo(132 / 99 - 1, 12),
      return_5: expect.closeTo(0.32, 12),
      up_days: 3,
      down_days: 0,
      white_days: 3,
      sma_5: expect.closeTo((110 + 99 + 108 + 120 + 132) / 5, 12),
      new_high_5: 1,
      new_low_5: 0,
      all_time_high: 1,
      all_time_low: 0,
      surge_up: 1,
      sessions_kept: 6,
      high_52w: 133,
      low_52w: 98,
      place_52w: expect.closeTo(34 / 35, 12),
      return_10: Number.NaN,
      sma_200: Number.NaN,
      return_ytd: Number.NaN,
    });
  });

  it('of all that is kept: when the extremes were, and what a year comes to', () => {
    const short = closed([100, 120, 110, 90, 95]);
    expect(valuesAt(short, 4)).toMatchObject({
      // 121 was reached three and two sessions ago, 89 a session ago and on the last.
      since_high: 2,
      since_low: 0,
      yearly_return_kept: Number.NaN,
      volatility_kept: Number.NaN,
    });
    expect(valuesAt(closed([100, 101, 103, 102.5]), 3)).toMatchObject({
      since_high: 0,
      since_low: 2,
    });
    const closes = Array.from({ length: 22 }, (_, at) => 100 * 1.01 ** at);
    const steady = valuesAt(closed(closes), 21);
    expect(steady['yearly_return_kept']).toBeCloseTo(1.01 ** 252 - 1, 9);
    expect(steady['volatility_kept']).toBeCloseTo(0, 9);
    const ways = Array.from({ length: 21 }, (_, at) => (at % 2 === 0 ? 100 : 110));
    // Twenty returns of ±ln 1.1 about a mean of zero: their deviation is ln 1.1·√(20/19).
    expect(valuesAt(closed(ways), 20)['volatility_kept']).toBeCloseTo(
      Math.log(1.1) * Math.sqrt(20 / 19) * Math.sqrt(252),
      9,
    );
  });

  it('tell crosses, alignment and volume on the bar where they happen', () => {
    const closes = [...Array.from({ length: 70 }, (_, at) => 200 - at), 150, 151, 152];
    const volumes = [...Array.from({ length: 70 }, (_, at) => 1000 - at), 1, 2, 3];
    const series = closed(closes, volumes);
    const last = valuesAt(series, 69);
    expect(last).toMatchObject({ averages_falling: 1, averages_rising: 0, fall_on_thin_volume: 1 });
    expect(valuesAt(series, 70)).toMatchObject({
      cross_above_sma_5: 1,
      breakout_20: 0,
      big_white_1: 1,
    });
    expect(valuesAt(series, 71)).toMatchObject({ cross_above_sma_5: 0 });
    expect(valuesAt(series, 72)).toMatchObject({ rise_on_volume: 0, peak_volume_60: 0 });
  });

  it('agree with another calculation', () => {
    const series = walked(400);
    const place = 390;
    const closes = [...series.close].slice(0, place + 1);
    const logs = closes
      .slice(-61)
      .map((close, at, all) => Math.log(close / (all[at - 1] ?? close)));
    const returns = logs.slice(1);
    const mean = returns.reduce((a, b) => a + b, 0) / 60;
    const variance = returns.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 59;
    const values = valuesAt(series, place);
    expect(values['volatility_60']).toBeCloseTo(Math.sqrt(variance * 252), 12);
    const year = series.sessions[place]?.slice(0, 4) ?? '';
    const before = series.sessions.findIndex((session) => session.startsWith(year)) - 1;
    expect(values['return_ytd']).toBeCloseTo((closes[place] ?? 0) / (closes[before] ?? 0) - 1, 12);
    const highs = [...series.high].slice(place - 19, place + 1);
    expect(values['new_high_20']).toBe(Number(Math.max(...highs) === series.high[place]));
  });

  it('of a bar do not hang on bars after it, whatever these are', () => {
    assert(
      property(integer({ min: 30, max: 330 }), integer({ min: 1, max: 99 }), (place, seed) => {
        const [whole, other] = [walked(360, seed), walked(360, seed + 1)];
        const cut = sliceSeries(whole, 0, place + 1);
        const mixed: DailySeries = {
          ...whole,
          ...Object.fromEntries(
            (['open', 'high', 'low', 'close', 'volume'] as const).map((name) => [
              name,
              whole[name].map((value, at) => (at <= place ? value : (other[name][at] ?? value))),
            ]),
          ),
        };
        const alone = barValues(cut, [place]);
        expect(barValues(whole, [place])).toEqual(alone);
        expect(barValues(mixed, [place])).toEqual(alone);
      }),
      { numRuns: 15 },
    );
  });

  it('that are ratios do not hang on the unit of prices', () => {
    const series = walked(300);
    const times = (column: Float64Array): Float64Array => column.map((value) => value * 4);
    const dearer = {
      ...series,
      open: times(series.open),
      high: times(series.high),
      low: times(series.low),
      close: times(series.close),
    };
    const [one, four] = [valuesAt(series, 299), valuesAt(dearer, 299)];
    for (const { name, unit } of BAR_COLUMNS) {
      if (Number.isNaN(one[name])) expect(four[name], name).toBeNaN();
      else if (unit === 'price') expect(four[name], name).toBeCloseTo(4 * (one[name] ?? 0), 8);
      else expect(four[name], name).toBeCloseTo(one[name] ?? 0, 8);
    }
  });
});

describe('columns that files beside the prices tell', () => {
  const series = walked(300);
  const own = barValues(series, [299]);
  const named = (facts: SideFacts): Readonly<Record<string, number>> => {
    const row = screenRow(own, facts);
    return Object.fromEntries(SCREEN_NAMES.map((name, at) => [name, row[at] ?? Number.NaN]));
  };

  it('are absent where nobody tells, and follow the bars’', () => {
    const values = named(NOTHING);
    for (const name of [
      'value',
      'vwap',
      'delivery_ratio',
      'excess_5',
      'deal_net_value',
      'fii_net',
    ]) {
      expect(values[name], name).toBeNaN();
    }
    expect(values['close']).toBe(series.close[299]);
    expect(values['dividend_yield']).toBe(0);
  });

  it('are in rupees, shares and fractions', () => {
    const values = named({
      ...NOTHING,
      valuePaise: 5_000_000,
      volume: 1000,
      trades: 12,
      delivered: 400,
      deliveryRatios: [0.4, 0.2],
      valuesPaise: [5_000_000, 1_000_000],
      indexReturns: new Map([[5, 0.01]]),
      actions: { nextInDays: 3, dividendYear: 4.5, sharesChanged: 1 },
      results: { next: 7, last: 80 },
      deals: {
        listed: true,
        netPaise: -100,
        netMonthPaise: 250,
        buyersQuarter: 2,
        shortQuantity: 9,
      },
      fiiNetPaise: 12_300,
      band: 20,
      daysListed: 42,
    });
    expect(values).toMatchObject({
      value: 50_000,
      value_avg_20: 30_000,
      vwap: 50,
      delivery_ratio: 0.4,
      delivery_ratio_20: expect.closeTo(0.3, 12),
      excess_5: expect.closeTo((values['return_5'] ?? 0) - 0.01, 12),
      days_to_ex: 3,
      dividend_yield: 4.5 / (values['close'] ?? 1),
      days_to_results: 7,
      deal_net_value: -1,
      deal_net_value_30d: 2.5,
      short_quantity: 9,
      fii_net: 123,
      dii_net: Number.NaN,
      price_band: 20,
      days_listed: 42,
    });
  });
});
