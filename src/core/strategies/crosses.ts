import { told } from './measures.ts';
import { at, count, crossesAbove, defineStrategy, indicator, onEvents } from './strategy.ts';
import type { Decider, Strategy } from './strategy.ts';

/** Enters where one line passes above the other, exits where it passes below. */
function onCrosses(
  one: readonly [string, Float64Array],
  other: readonly [string, Float64Array],
): Decider {
  const [[name, line], [otherName, otherLine]] = [one, other];
  return onEvents(
    (i) => crossesAbove(line, otherLine, i),
    (i) => crossesAbove(otherLine, line, i),
    (i) => `${name} ${told(at(line, i))}, ${otherName} ${told(at(otherLine, i))}`,
  );
}

const LENGTHS = {
  fast: (usual: number) => count('fast', usual, 'bars of the fast average'),
  slow: (usual: number) => count('slow', usual, 'bars of the slow average'),
};

const FAST_BELOW_SLOW = { less: 'fast', than: 'slow' } as const;

/** Strategies that follow two lines that cross. */
export const CROSSES: readonly Strategy[] = [
  defineStrategy({
    name: 'sma_cross',
    summary: 'Enters when a fast simple average passes above a slow one, exits when below',
    source: 'Two moving averages, as Brock, Lakonishok and LeBaron tested them (1992)',
    kind: 'trade',
    parameters: [LENGTHS.fast(20), LENGTHS.slow(50)],
    order: FAST_BELOW_SLOW,
    prepare: (bars, { fast, slow }) =>
      onCrosses(
        [`average of ${fast}`, indicator(bars, 'sma', [fast])],
        [`of ${slow}`, indicator(bars, 'sma', [slow])],
      ),
  }),
  defineStrategy({
    name: 'ema_cross',
    summary: 'Enters when a fast exponential average passes above a slow one, exits when below',
    source: 'Two exponential averages, as in Appel’s MACD without its signal',
    kind: 'trade',
    parameters: [LENGTHS.fast(12), LENGTHS.slow(26)],
    order: FAST_BELOW_SLOW,
    prepare: (bars, { fast, slow }) =>
      onCrosses(
        [`exponential average of ${fast}`, indicator(bars, 'ema', [fast])],
        [`of ${slow}`, indicator(bars, 'ema', [slow])],
      ),
  }),
  defineStrategy({
    name: 'macd_cross',
    summary: 'Enters when MACD passes above its signal line, exits when below',
    source: 'Appel, Technical Analysis: Power Tools for Active Investors (2005)',
    kind: 'trade',
    parameters: [LENGTHS.fast(12), LENGTHS.slow(26), count('signal', 9, 'bars of the signal line')],
    order: FAST_BELOW_SLOW,
    prepare(bars, { fast, slow, signal }) {
      const lengths = [fast, slow, signal];
      return onCrosses(
        ['MACD', indicator(bars, 'macd', lengths)],
        ['signal', indicator(bars, 'macd', lengths, 'signal')],
      );
    },
  }),
  defineStrategy({
    name: 'supertrend',
    summary: 'Enters when the close passes above the supertrend line, exits when below',
    source: 'Seban’s supertrend, as the indicator of that name',
    kind: 'trade',
    parameters: [
      count('period', 10, 'bars of the average true range'),
      { ...count('multiplier', 3, 'ranges between price and line'), integer: false },
    ],
    prepare: (bars, { period, multiplier }) =>
      onCrosses(
        ['close', bars.close],
        ['line', indicator(bars, 'supertrend', [period, multiplier])],
      ),
  }),
];
