import { told } from './measures.ts';
import { at, count, defineStrategy, onEvents } from './strategy.ts';
import type { Strategy, StrategyBars } from './strategy.ts';

/** Highest and lowest price of each session’s first bars, from the bar after them on. */
interface OpeningRange {
  readonly high: Float64Array;
  readonly low: Float64Array;
}

function openingRange({ high, low, days }: StrategyBars, bars: number): OpeningRange {
  const { length } = high;
  const columns = {
    high: new Float64Array(length).fill(Number.NaN),
    low: new Float64Array(length).fill(Number.NaN),
  };
  let [place, top, bottom] = [0, -Infinity, Infinity];
  for (let i = 0; i < length; i++) {
    if (days[i] !== days[i - 1]) [place, top, bottom] = [0, -Infinity, Infinity];
    if (place < bars) {
      top = Math.max(top, at(high, i));
      bottom = Math.min(bottom, at(low, i));
    } else {
      columns.high[i] = top;
      columns.low[i] = bottom;
    }
    place++;
  }
  return columns;
}

/** Strategies of the trading day: they need bars that are shorter than a session. */
export const OPENING_RANGES: readonly Strategy[] = [
  defineStrategy({
    name: 'opening_range_breakout',
    summary: 'Enters when the close passes above the range of the first bars, exits below it',
    source: 'Crabel, Day Trading with Short Term Price Patterns and Opening Range Breakout (1990)',
    kind: 'trade',
    parameters: [count('bars', 3, 'first bars of the session that make its range')],
    prepare(series, { bars }) {
      const { close } = series;
      const range = openingRange(series, bars);
      /** The bar before, unless it is of the opening: then the range itself was not passed yet. */
      const before = (i: number): number =>
        Number.isNaN(at(range.high, i - 1)) ? Number.NaN : at(close, i - 1);
      return onEvents(
        (i) => at(close, i) > at(range.high, i) && !(before(i) > at(range.high, i)),
        (i) => at(close, i) < at(range.low, i) && !(before(i) < at(range.low, i)),
        (i) =>
          Number.isNaN(at(range.high, i))
            ? 'the opening is not over, or the bar is a whole session'
            : `close ${told(at(close, i))}, opening range ${told(at(range.low, i))} to ${told(at(range.high, i))}`,
      );
    },
  }),
];
