import { describe, expect, it } from 'vitest';
import { BAR_COLUMNS, barValues } from '../../../src/core/screen/columns.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { sessionsOf } from '../../support/bars.ts';

type Candle = readonly [open: number, high: number, low: number, close: number, volume?: number];

const SESSIONS = sessionsOf('2025-01-01', '2025-12-31').map(sessionDate);

/** What a column says of the last of some candles. */
function saidOf(name: string, ...candles: readonly Candle[]): number {
  const column = (place: 0 | 1 | 2 | 3 | 4): Float64Array =>
    Float64Array.from(candles, (candle) => candle[place] ?? 100);
  const series = {
    sessions: SESSIONS.slice(0, candles.length),
    open: column(0),
    high: column(1),
    low: column(2),
    close: column(3),
    volume: column(4),
  };
  const values = barValues(series, [candles.length - 1]);
  return values[BAR_COLUMNS.findIndex((one) => one.name === name)] ?? Number.NaN;
}

/** Candles that open where the one before closed, and reach no further. */
function closing(...closes: readonly number[]): Candle[] {
  return closes.map((close, place) => {
    const open = closes[place - 1] ?? close;
    return [open, Math.max(open, close), Math.min(open, close), close];
  });
}

/** So many closes that do not move. */
const still = (count: number, at = 100): number[] => Array.from({ length: count }, () => at);

describe('shapes of candles', () => {
  const black: Candle = [110, 111, 99, 100];

  it.each<[number, string, Candle]>([
    [1, 'opens above the black close and closes above the black open', [101, 112, 100, 111]],
    [0, 'opens at the black close', [100, 112, 99, 111]],
    [0, 'closes at the black open', [101, 111, 100, 110]],
    [0, 'is black itself, for all that it opened and closed above', [120, 121, 112, 113]],
  ])('rising_sun is %i where the candle %s', (said, _, candle) => {
    expect(saidOf('rising_sun', black, candle)).toBe(said);
  });

  it('rising_sun needs a black candle before, and one at all', () => {
    expect(saidOf('rising_sun', [100, 111, 99, 110], [111, 121, 110, 120])).toBe(0);
    expect(saidOf('rising_sun', [100, 101, 99, 100], [101, 112, 100, 111])).toBe(0);
    expect(saidOf('rising_sun', [101, 112, 100, 111])).toBeNaN();
  });

  it.each<[number, string, readonly Candle[]]>([
    [1, 'ends higher', closing(100, 110, 105, 111)],
    [1, 'ends a little higher, by a small candle', closing(100, 110, 109.5, 110.25)],
    [0, 'ends where the first white one did', closing(100, 110, 105, 110)],
    [0, 'has a middle as low as the first open', closing(100, 110, 100, 111)],
    [0, 'has a middle that did not move', closing(100, 110, 110, 111)],
    [0, 'has three white ones', closing(100, 110, 111, 112)],
    [0, 'ends with a black one', [...closing(100, 110, 105), [113, 113, 111, 111]]],
    [0, 'begins with a black one', [[112, 112, 100, 110], ...closing(110, 105, 111).slice(1)]],
  ])('white_black_white is %i where it %s', (said, _, candles) => {
    expect(saidOf('white_black_white', ...candles)).toBe(said);
  });

  it('big_white takes 5 % of the open, closed in the top tenth of the range', () => {
    const big: Candle = [100, 106, 96, 105];
    expect(saidOf('big_white_1', big)).toBe(1);
    expect(saidOf('big_white_1', [100, 106, 96, 104.9])).toBe(0);
    expect(saidOf('big_white_1', [100, 106.5, 96, 105])).toBe(0);
    expect(saidOf('big_white_2', big, big)).toBe(1);
    expect(saidOf('big_white_2', black, big)).toBe(0);
    expect(saidOf('big_white_2', big, black)).toBe(0);
    expect(saidOf('big_white_2', big)).toBeNaN();
  });
});

describe('prices with volume', () => {
  const steps = (closes: readonly number[], volumes: readonly number[]): Candle[] =>
    closing(...closes).map(([o, h, l, c], place) => [o, h, l, c, volumes[place] ?? 0]);

  it('three closes that rose on more and more, or fell on less and less', () => {
    const [up, down] = [
      [1, 2, 3, 4],
      [4, 3, 2, 1],
    ];
    expect(saidOf('rise_on_volume', ...steps(up, up))).toBe(1);
    expect(saidOf('rise_on_volume', ...steps(up, [2, 2, 3, 4]))).toBe(0);
    expect(saidOf('rise_on_volume', ...steps([2, 2, 3, 4], up))).toBe(0);
    expect(saidOf('rise_on_volume', ...steps([2, 3, 4], [2, 3, 4]))).toBeNaN();
    expect(saidOf('fall_on_thin_volume', ...steps(down, down))).toBe(1);
    expect(saidOf('fall_on_thin_volume', ...steps(down, up))).toBe(0);
  });

  it('surge_up is a rise on twice the mean volume of the five sessions before', () => {
    const closes = [...still(5), 101];
    expect(saidOf('surge_up', ...steps(closes, [1, 2, 3, 4, 5, 6]))).toBe(1);
    expect(saidOf('surge_up', ...steps(closes, [1, 2, 3, 4, 5, 5.9]))).toBe(0);
    expect(saidOf('surge_up', ...steps(still(6), [1, 2, 3, 4, 5, 9]))).toBe(0);
    expect(saidOf('surge_up', ...steps(closes.slice(1), [2, 3, 4, 5, 9]))).toBeNaN();
  });

  it('peak_volume_60 looks at sixty sessions, the last one included', () => {
    const volumes = (first: number, second: number): Candle[] =>
      steps(still(61), [first, second, ...still(58, 5), 9]);
    expect(saidOf('peak_volume_60', ...volumes(99, 9))).toBe(1);
    expect(saidOf('peak_volume_60', ...volumes(1, 10))).toBe(0);
    expect(saidOf('peak_volume_60', ...volumes(1, 1).slice(2))).toBeNaN();
  });
});

describe('levels that are passed', () => {
  it('a mean of five is crossed from at most it to above it', () => {
    expect(saidOf('cross_above_sma_5', ...closing(...still(5), 101))).toBe(1);
    expect(saidOf('cross_above_sma_5', ...closing(...still(5), 101, 102))).toBe(0);
    expect(saidOf('cross_above_sma_5', ...closing(...still(6)))).toBe(0);
    expect(saidOf('cross_above_sma_5', ...closing(...still(4), 101))).toBeNaN();
  });

  it('breakout_20 is above every high of the twenty sessions before', () => {
    const from = (first: number, second: number, last: number): Candle[] =>
      closing(first, second, ...still(19), last);
    // The candle after the first one opens there, so its high is the first close at least.
    expect(saidOf('breakout_20', ...from(120, 110, 121))).toBe(1);
    expect(saidOf('breakout_20', ...from(120, 110, 120))).toBe(0);
    expect(saidOf('breakout_20', ...closing(120, ...still(20), 101))).toBe(0);
    expect(saidOf('breakout_20', ...closing(120, ...still(21), 101))).toBe(1);
    expect(saidOf('breakout_20', ...closing(...still(20), 101))).toBe(1);
    expect(saidOf('breakout_20', ...closing(...still(19), 101))).toBeNaN();
  });

  it('averages_rising asks that no two means are equal', () => {
    const rising = Array.from({ length: 60 }, (_, place) => 100 + place);
    expect(saidOf('averages_rising', ...closing(...rising))).toBe(1);
    expect(saidOf('averages_falling', ...closing(...rising))).toBe(0);
    expect(saidOf('averages_rising', ...closing(...still(60)))).toBe(0);
    expect(saidOf('averages_rising', ...closing(...rising.slice(1)))).toBeNaN();
  });
});
