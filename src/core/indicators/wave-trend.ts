import { period } from './indicator.ts';
import type { Bars, Indicator } from './indicator.ts';
import { ema, sma } from './moving-averages.ts';
import { typical } from './oscillators.ts';

/** Zero while a step is warming up: what InStock passes on to the next step. */
const present = (values: Float64Array): Float64Array =>
  values.map((value) => (Number.isFinite(value) ? value : 0));

/**
 * Wave trend of mean prices: their distance from an average, in deviations, averaged twice. As in
 * InStock each step takes the warming up of the one before for zero, so that the first values lean
 * towards zero.
 */
export function waveTrend(
  bars: Bars,
  channel: number,
  average: number,
  signal: number,
): readonly [Float64Array, Float64Array] {
  const prices = typical(bars);
  const mean = present(ema(prices, channel));
  const distance = prices.map((price, bar) => price - (mean[bar] as number));
  const deviation = ema(distance.map(Math.abs), channel);
  const index = present(distance.map((away, bar) => away / (0.015 * (deviation[bar] as number))));
  const line = ema(index, average);
  return [line, sma(line, signal)];
}

/** Waves of mean prices. */
export const WAVE_TREND: readonly Indicator[] = [
  {
    name: 'wt',
    summary: 'wave trend',
    parameters: [period(10, 'channel'), period(21, 'average'), period(4, 'signal')],
    input: 'bars',
    outputs: ['wt1', 'wt2'],
    formula:
      'T = (H + L + C)/3, e = ema(T, n), d = ema(|T − e|, n); wt1 = ema((T − e)/(0.015·d), m); wt2 = sma(wt1, s)',
    source: 'InStock',
    compute: (bars, [channel = 10, average = 21, signal = 4]) =>
      waveTrend(bars, channel, average, signal),
  },
];
