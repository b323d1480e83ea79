import { told } from './measures.ts';
import {
  at,
  count,
  crossesAbove,
  defineStrategy,
  indicator,
  number,
  onEvents,
} from './strategy.ts';
import type { Strategy } from './strategy.ts';

const PERIOD = count('period', 20, 'bars of the average', 2);
const DEVIATIONS = number('deviations', 2, 'standard deviations from the average to each band');

/** Strategies that leave a channel with the price, or come back into it. */
export const CHANNELS: readonly Strategy[] = [
  defineStrategy({
    name: 'bollinger_breakout',
    summary: 'Enters when the close passes above the upper band, exits below the middle',
    source: 'Bollinger, Bollinger on Bollinger Bands (2001), method I without its squeeze',
    kind: 'trade',
    parameters: [PERIOD, DEVIATIONS],
    prepare(bars, { period, deviations }) {
      const upper = indicator(bars, 'bbands', [period, deviations], 'upper');
      const middle = indicator(bars, 'bbands', [period, deviations], 'middle');
      return onEvents(
        (i) => crossesAbove(bars.close, upper, i),
        (i) => crossesAbove(middle, bars.close, i),
        (i) =>
          `close ${told(at(bars.close, i))}, upper band ${told(at(upper, i))}, middle ${told(at(middle, i))}`,
      );
    },
  }),
  defineStrategy({
    name: 'bollinger_reversion',
    summary: 'Enters when the close passes below the lower band, exits above the middle',
    source: 'Bollinger, Bollinger on Bollinger Bands (2001), the bands as bounds of a fair price',
    kind: 'trade',
    parameters: [PERIOD, DEVIATIONS],
    prepare(bars, { period, deviations }) {
      const lower = indicator(bars, 'bbands', [period, deviations], 'lower');
      const middle = indicator(bars, 'bbands', [period, deviations], 'middle');
      return onEvents(
        (i) => crossesAbove(lower, bars.close, i),
        (i) => crossesAbove(bars.close, middle, i),
        (i) =>
          `close ${told(at(bars.close, i))}, lower band ${told(at(lower, i))}, middle ${told(at(middle, i))}`,
      );
    },
  }),
  defineStrategy({
    name: 'donchian',
    summary: 'Enters above the highest high of the bars before, exits below their lowest low',
    source: 'Donchian’s channel with the turtles’ first system (20 and 10 bars)',
    kind: 'trade',
    parameters: [
      count('entry', 20, 'bars before whose highest high is passed'),
      count('exit', 10, 'bars before whose lowest low is passed'),
    ],
    prepare(bars, { entry, exit }) {
      const highest = indicator(bars, 'highest', [entry], undefined, bars.high);
      const lowest = indicator(bars, 'lowest', [exit], undefined, bars.low);
      return onEvents(
        (i) => at(bars.close, i) > at(highest, i - 1),
        (i) => at(bars.close, i) < at(lowest, i - 1),
        (i) =>
          `close ${told(at(bars.close, i))}, channel ${told(at(lowest, i - 1))} to ${told(at(highest, i - 1))}`,
      );
    },
  }),
];
