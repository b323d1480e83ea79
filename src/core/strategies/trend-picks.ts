import { atLeast, enoughBars, extremeIn, moveAt, told } from './measures.ts';
import { at, count, defineStrategy, indicator, number, whereAll } from './strategy.ts';
import type { Strategy, StrategyBars } from './strategy.ts';

/** Whether a window has a fall that the drawdown strategy does not bear. */
function hasLargeFall(
  bars: StrategyBars,
  from: number,
  to: number,
  { bar, pair }: { readonly bar: number; readonly pair: number },
): boolean {
  const { open, close } = bars;
  for (let i = from; i <= to; i++) {
    if (moveAt(bars, i) < -bar || (at(close, i) / at(open, i) - 1) * 100 < -bar) return true;
    if (i === from) continue;
    if (moveAt(bars, i - 1) + moveAt(bars, i) < -pair) return true;
    if ((at(close, i) / at(open, i - 1) - 1) * 100 < -pair) return true;
  }
  return false;
}

/** A high after an upward crossing of a long average, and the low of the way back. */
interface Retracement {
  readonly high: number;
  readonly low: number;
}

/** The retracement that the window ends with; absent: it has none above the average. */
function retracementIn(
  { close }: StrategyBars,
  average: Float64Array,
  from: number,
  to: number,
): Retracement | undefined {
  const high = extremeIn(close, from, to, 1);
  if (high === from) return undefined;
  const crossed =
    at(close, from) < at(average, from) && at(close, high - 1) > at(average, high - 1);
  if (!crossed) return undefined;
  for (let i = high; i <= to; i++) if (!(at(close, i) >= at(average, i))) return undefined;
  return { high, low: extremeIn(close, high, to, -1) };
}

/** Picks by how the price went. */
export const TREND_PICKS: readonly Strategy[] = [
  defineStrategy({
    name: 'ma_uptrend',
    summary: 'An average that rose through all its last bars, by a fifth in all',
    source: 'InStock, strategy “keep_increasing”, with all its averages known',
    kind: 'pick',
    parameters: [
      count('average', 30, 'bars of the average, and bars that it must have risen through', 3),
      number('rise', 1.2, 'newest average as a multiple of the oldest'),
    ],
    prepare(bars, { average, rise }) {
      const mean = indicator(bars, 'sma', [average]);
      // First, a third on, two thirds on, and last of the latest bars.
      const ages = [average - 1, (average * 2) / 3 - 1, average / 3 - 1, 0].map(Math.round);
      const valuesAt = (place: number): number[] => ages.map((age) => at(mean, place - age));
      return whereAll('enter', [
        enoughBars(2 * average - 1),
        {
          holds(place) {
            const [first = 0, second = 0, third = 0, last = 0] = valuesAt(place);
            return first < second && second < third && third < last;
          },
          words: (place) => `averages of ${average} bars ${valuesAt(place).map(told).join(' → ')}`,
        },
        {
          holds: (place) => at(mean, place) > rise * at(mean, place - average + 1),
          words: (place) =>
            `average up ${told(at(mean, place) / at(mean, place - average + 1))} times, asked more than ${rise}`,
        },
      ]);
    },
  }),
  defineStrategy({
    name: 'ma250_retracement',
    summary:
      'A way back towards the 250-bar average on falling volume, after a crossing from below',
    source: 'InStock, strategy “backtrace_ma250”',
    kind: 'pick',
    parameters: [
      count('window', 60, 'bars in which it must have happened', 2),
      count('average', 250, 'bars of the average', 2),
      count('min_days', 10, 'calendar days from the high to the low, at least'),
      count('max_days', 50, 'calendar days from the high to the low, at most'),
      number('volume', 2, 'volume at the high as a multiple of that at the low, to be exceeded'),
      number('fall', 0.8, 'low as a multiple of the high, to be fallen short of', 1),
    ],
    prepare(bars, { window, average, min_days: min, max_days: max, volume, fall }) {
      const mean = indicator(bars, 'sma', [average]);
      const found = (place: number): Retracement | undefined =>
        retracementIn(bars, mean, place - window + 1, place);
      const daysOf = ({ high, low }: Retracement): number =>
        (bars.days[low] ?? 0) - (bars.days[high] ?? 0);
      const volumeOf = ({ high, low }: Retracement): number =>
        at(bars.volume, low) > 0 ? at(bars.volume, high) / at(bars.volume, low) : Number.NaN;
      const fallOf = ({ high, low }: Retracement): number =>
        at(bars.close, low) / at(bars.close, high);
      const test =
        (of: (one: Retracement) => boolean) =>
        (place: number): boolean => {
          const one = found(place);
          return one !== undefined && of(one);
        };
      const figure =
        (what: string, of: (one: Retracement) => number) =>
        (place: number): string => {
          const one = found(place);
          return `${what} ${told(one ? of(one) : Number.NaN)}`;
        };
      return whereAll('enter', [
        enoughBars(average),
        { holds: test(() => true), words: () => `back towards the average of ${average} bars` },
        {
          holds: test((one) => daysOf(one) >= min && daysOf(one) <= max),
          words: figure(`asked ${min} to ${max} days from high to low, found`, daysOf),
        },
        {
          holds: test((one) => volumeOf(one) > volume),
          words: figure(`volume at the high against the low, asked more than ${volume}:`, volumeOf),
        },
        {
          holds: test((one) => fallOf(one) < fall),
          words: figure(`low against high, asked less than ${fall}:`, fallOf),
        },
      ]);
    },
  }),
  defineStrategy({
    name: 'no_large_drawdown',
    summary: 'A gain of three fifths in 60 bars without a large fall on the way',
    source: 'InStock, strategy “low_backtrace_increase” as it was meant: no bound that never holds',
    kind: 'pick',
    parameters: [
      count('window', 60, 'bars that are looked at', 2),
      number('gain', 0.6, 'gain over the window, as a fraction'),
      number('bar_fall', 7, 'percent that no bar may fall by', 100),
      number('pair_fall', 10, 'percent that no two bars may fall by', 100),
    ],
    prepare(bars, { window, gain, bar_fall: bar, pair_fall: pair }) {
      const { close } = bars;
      const gained = (i: number): number => at(close, i) / at(close, i - window + 1) - 1;
      return whereAll('enter', [
        enoughBars(window),
        atLeast(`gain over ${window} bars`, gained, gain),
        {
          holds: (i) => !hasLargeFall(bars, i - window + 1, i, { bar, pair }),
          words: () => `no bar down by more than ${bar} %, no two by more than ${pair} %`,
        },
      ]);
    },
  }),
  defineStrategy({
    name: 'low_atr_growth',
    summary: 'Growth by a tenth in ten bars of small moves',
    source: 'InStock, strategy “low_atr” as it was designed: its bound could not be reached',
    kind: 'pick',
    parameters: [
      count('history', 250, 'bars that must be there'),
      count('window', 10, 'bars that are looked at', 2),
      number('move', 3, 'percent that the mean move of a bar may not exceed'),
      number('gain', 0.1, 'highest close above the lowest, as a fraction, to be exceeded'),
    ],
    prepare(bars, { history, window, move, gain }) {
      const { close } = bars;
      const meanMove = (place: number): number => {
        let sum = 0;
        for (let i = place - window + 1; i <= place; i++) sum += Math.abs(moveAt(bars, i));
        return sum / window;
      };
      const spread = (place: number): number => {
        const from = place - window + 1;
        const lowest = at(close, extremeIn(close, from, place, -1));
        return (at(close, extremeIn(close, from, place, 1)) - lowest) / lowest;
      };
      return whereAll('enter', [
        enoughBars(history),
        {
          holds: (i) => meanMove(i) <= move,
          words: (i) => `mean move ${told(meanMove(i))} %, asked ${move} % or less`,
        },
        {
          holds: (i) => spread(i) > gain,
          words: (i) => `closes ${told(spread(i))} apart, asked more than ${gain}`,
        },
      ]);
    },
  }),
];
