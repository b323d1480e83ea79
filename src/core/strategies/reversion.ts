import { told } from './measures.ts';
import { at, count, defineStrategy, indicator, number, onEvents } from './strategy.ts';
import type { Strategy } from './strategy.ts';

/** Strategies that expect a price to come back. */
export const REVERSIONS: readonly Strategy[] = [
  defineStrategy({
    name: 'rsi_reversion',
    summary: 'Enters when RSI comes back up out of oversold, exits when it reaches overbought',
    source: 'Wilder, New Concepts in Technical Trading Systems (1978), section VI',
    kind: 'trade',
    parameters: [
      count('period', 14, 'bars of RSI', 2),
      number('oversold', 30, 'RSI below which a price has fallen too far', 100),
      number('overbought', 70, 'RSI from which it has risen far enough', 100),
    ],
    order: { less: 'oversold', than: 'overbought' },
    prepare(bars, { period, oversold, overbought }) {
      const rsi = indicator(bars, 'rsi', [period]);
      return onEvents(
        (i) => at(rsi, i - 1) < oversold && at(rsi, i) >= oversold,
        (i) => at(rsi, i - 1) < overbought && at(rsi, i) >= overbought,
        (i) =>
          `RSI ${told(at(rsi, i))} after ${told(at(rsi, i - 1))}, oversold below ${oversold}, overbought from ${overbought}`,
      );
    },
  }),
  defineStrategy({
    name: 'zscore_reversion',
    summary: 'Enters so many standard deviations below the average, exits back near it',
    source: 'Chan, Algorithmic Trading (2013), chapter 3: linear mean reversion by z-score',
    kind: 'trade',
    parameters: [
      count('period', 20, 'bars of average and deviation', 2),
      number('enter', 2, 'standard deviations below the average that enter'),
      number('exit', 0, 'standard deviations below the average that exit'),
    ],
    order: { less: 'exit', than: 'enter' },
    prepare(bars, { period, enter, exit }) {
      const mean = indicator(bars, 'sma', [period]);
      const deviation = indicator(bars, 'stddev', [period, 1]);
      const score = (i: number): number => (at(bars.close, i) - at(mean, i)) / at(deviation, i);
      return onEvents(
        (i) => score(i) <= -enter,
        (i) => score(i - 1) < -exit && score(i) >= -exit,
        (i) => `z-score ${told(score(i))}, enters at ${-enter}, exits at ${0 - exit}`,
      );
    },
  }),
];
