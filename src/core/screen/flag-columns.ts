import type { Bars } from '../indicators/indicator.ts';
import { INDICATORS } from '../indicators/registry.ts';
import { at, flag, indicatorOf, lastOf, meanOf } from './column.ts';
import type { BarColumn, ScreenBars } from './column.ts';
import { longerBars } from './longer-bars.ts';
import type { Period } from './longer-bars.ts';

const is = (name: string, help: string, of: BarColumn['at']): BarColumn => ({
  name,
  unit: 'count',
  help: `1 where ${help}`,
  at: of,
});

/** Whether one column passes above another at the place. */
function crosses(one: Float64Array, other: Float64Array, place: number): number {
  const before = at(one, place - 1) - at(other, place - 1);
  const now = at(one, place) - at(other, place);
  return flag(before <= 0 && now > 0, before, now);
}

/** Indicators whose line crosses another: name, parameters, line, other line. */
const CROSSES = {
  macd: ['macd', [12, 26, 9], 'macd', 'signal'],
  kdj: ['kdj', [9, 3, 3], 'k', 'd'],
} as const;

function goldenCross(name: keyof typeof CROSSES, help: string): BarColumn[] {
  const [indicator, parameters, line, other] = CROSSES[name];
  const longer = (period: Period): BarColumn =>
    is(`${name}_golden_cross_${period}`, `${help}, on bars of ${period}s so far`, (bars, place) => {
      const long: Bars = longerBars(bars, period, place);
      const known = INDICATORS.get(indicator);
      const outputs = known?.compute(long, parameters) ?? [];
      const [one, two] = [line, other].map(
        (output) => outputs[known?.outputs.indexOf(output) ?? -1],
      );
      return one && two ? crosses(one, two, long.close.length - 1) : Number.NaN;
    });
  return [
    is(`${name}_golden_cross`, help, (bars, place) =>
      crosses(
        indicatorOf(bars, indicator, parameters, line),
        indicatorOf(bars, indicator, parameters, other),
        place,
      ),
    ),
    longer('week'),
    longer('month'),
  ];
}

const averageAt = ({ close }: ScreenBars, sessions: number, place: number): number =>
  meanOf(lastOf(close, sessions, place));

const crossAbove = (sessions: number): BarColumn =>
  is(
    `cross_above_sma_${sessions}`,
    `the close passes above its mean of ${sessions}`,
    (bars, place) => {
      const before = at(bars.close, place - 1) - averageAt(bars, sessions, place - 1);
      const now = at(bars.close, place) - averageAt(bars, sessions, place);
      return flag(before <= 0 && now > 0, before, now);
    },
  );

/** Whether the averages of 5, 10, 20, 30 and 60 closes stand in order. */
function aligned(bars: ScreenBars, place: number, way: 1 | -1): number {
  const means = [5, 10, 20, 30, 60].map((sessions) => averageAt(bars, sessions, place));
  const ordered = means.every(
    (mean, order) => order === 0 || way * ((means[order - 1] ?? 0) - mean) > 0,
  );
  return flag(ordered, ...means);
}

/** Whether three closes in a row went one way, each with more, or less, volume than before. */
function threeWith({ close, volume }: ScreenBars, place: number, way: 1 | -1): number {
  const steps = [0, 1, 2].map((back) => ({
    price: at(close, place - back) - at(close, place - back - 1),
    shares: at(volume, place - back) - at(volume, place - back - 1),
  }));
  const holds = steps.every(({ price, shares }) => way * price > 0 && way * shares > 0);
  return flag(holds, ...steps.map(({ price }) => price));
}

/** A body of 5 % or more that closed in the top tenth of the day's range. */
function isBigWhite({ open, high, low, close }: ScreenBars, place: number): boolean {
  const top = at(high, place) - 0.1 * (at(high, place) - at(low, place));
  return at(close, place) >= 1.05 * at(open, place) && at(close, place) >= top;
}

const bigWhites = (candles: 1 | 2): BarColumn =>
  is(
    `big_white_${candles}`,
    `the last ${candles === 1 ? 'candle' : 'two candles'} rose 5 % or more and closed near the high`,
    (bars, place) =>
      flag(
        Array.from({ length: candles }, (_, back) => isBigWhite(bars, place - back)).every(Boolean),
        at(bars.close, place - candles + 1),
      ),
  );

/** A black candle, then a white one that opens above its close and closes above its open. */
function risingSun({ open, close }: ScreenBars, place: number): number {
  const [before, beforeClose] = [at(open, place - 1), at(close, place - 1)];
  const white = at(close, place) > at(open, place);
  const holds =
    beforeClose < before && white && at(open, place) > beforeClose && at(close, place) > before;
  return flag(holds, beforeClose);
}

/** White, black, white; the last closes above the first one's close, the middle lies within both. */
function whiteBlackWhite({ open, close }: ScreenBars, place: number): number {
  const body = (back: number): number => at(close, place - back) - at(open, place - back);
  const holds =
    body(2) > 0 &&
    body(1) < 0 &&
    body(0) > 0 &&
    at(close, place) > at(close, place - 2) &&
    at(close, place - 1) > at(open, place - 2);
  return flag(holds, body(2));
}

function highestBefore({ high }: ScreenBars, place: number): number {
  const highs = lastOf(high, 20, place - 1);
  return highs ? highs.reduce((best, value) => Math.max(best, value)) : Number.NaN;
}

/** What bars show: crosses, order of averages, candles. Single candle patterns are in `cdl…`. */
export const FLAG_COLUMNS: readonly BarColumn[] = [
  ...goldenCross('macd', 'the MACD line passes above its signal'),
  ...goldenCross('kdj', 'K passes above D'),
  ...[5, 10, 20, 30, 60].map(crossAbove),
  is('breakout_20', 'the close is above every high of the 20 sessions before', (bars, place) => {
    const best = highestBefore(bars, place);
    return flag(at(bars.close, place) > best, best);
  }),
  is(
    'averages_rising',
    'the means of 5, 10, 20, 30 and 60 closes stand above one another',
    (bars, place) => aligned(bars, place, 1),
  ),
  is('averages_falling', 'they stand below one another', (bars, place) => aligned(bars, place, -1)),
  is('rise_on_volume', 'three closes rose, each on more volume', (bars, place) =>
    threeWith(bars, place, 1),
  ),
  is('fall_on_thin_volume', 'three closes fell, each on less volume', (bars, place) =>
    threeWith(bars, place, -1),
  ),
  bigWhites(1),
  bigWhites(2),
  is(
    'rising_sun',
    'a white candle opens above a black one’s close and closes above its open',
    risingSun,
  ),
  is(
    'white_black_white',
    'a black candle between two white ones ends with a higher close',
    whiteBlackWhite,
  ),
  is(
    'surge_up',
    'the close rose on twice the mean volume of the 5 sessions before',
    (bars, place) => {
      const usual = meanOf(lastOf(bars.volume, 5, place - 1));
      const rise = at(bars.close, place) - at(bars.close, place - 1);
      return flag(rise > 0 && at(bars.volume, place) >= 2 * usual, usual, rise);
    },
  ),
  is('peak_volume_60', 'the volume is the highest of 60 sessions', (bars, place) => {
    const volumes = lastOf(bars.volume, 60, place);
    return volumes
      ? Number(volumes.every((volume) => volume <= at(bars.volume, place)))
      : Number.NaN;
  }),
];
