import { period } from './indicator.ts';
import type { Bars, Indicator } from './indicator.ts';
import { ema, sma } from './moving-averages.ts';
import { typical } from './oscillators.ts';
import { column } from './runs.ts';

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
  const away = typical(bars);
  const mean = ema(away, channel);
  const sizes = column(away.length);
  for (let bar = 0; bar < away.length; bar++) {
    if (bar >= channel - 1) away[bar] = (away[bar] as number) - (mean[bar] as number);
    sizes[bar] = Math.abs(away[bar] as number);
  }
  const deviation = ema(sizes, channel);
  for (let bar = 0; bar < away.length; bar++) {
    const size = deviation[bar] as number;
    // Also where the deviation is absent.
    away[bar] = size > 0 ? (away[bar] as number) / (0.015 * size) : 0;
  }
  const line = ema(away, average);
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
      'T = (H + L + C)/3, e = ema(T, n), d = ema(|T − e|, n); wt1 = ema((T − e)/(0.015·d), m); wt2 = sma(wt1, s); e and the quotient are 0 while they warm up',
    source: 'InStock',
    compute: (bars, [channel = 10, average = 21, signal = 4]) =>
      waveTrend(bars, channel, average, signal),
  },
];
