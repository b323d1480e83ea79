import {
  atLeast,
  crores,
  enoughBars,
  moveAt,
  told,
  turnoverAt,
  volumeRatioAt,
} from './measures.ts';
import { at, count, defineStrategy, indicator, number, whereAll } from './strategy.ts';
import type { Condition, Strategy, StrategyBars } from './strategy.ts';

/** Ten crores a day: InStock's floor is for a market with fifty times the turnover of a usual share here. */
const TURNOVER = number('turnover', 100_000_000, 'rupees that must have been dealt for');
/** Bars before the first that is looked at. */
const HISTORY = 61;
/** Bars that usual volume is the mean of. */
const SPAN = 5;

interface Surge {
  readonly rise: number;
  readonly turnover: number;
  readonly ratio: number;
}

/** What makes a surge: a rise, money, and volume. */
function surge(bars: StrategyBars, { rise, turnover, ratio }: Surge): Condition[] {
  const { open, close } = bars;
  return [
    enoughBars(HISTORY),
    atLeast('up by percent', (i) => moveAt(bars, i), rise),
    {
      holds: (i) => at(close, i) >= at(open, i),
      words: (i) => `close ${told(at(close, i))} against open ${told(at(open, i))}`,
    },
    atLeast('turnover', (i) => turnoverAt(bars, i), turnover, crores),
    atLeast(`volume against the mean of ${SPAN} bars`, (i) => volumeRatioAt(bars, SPAN, i), ratio),
  ];
}

const SURGE = [
  number('rise', 2, 'percent that the close must be above the close before'),
  TURNOVER,
  number('ratio', 2, 'times the mean volume of the five bars before'),
] as const;

/** Picks by what was dealt. */
export const VOLUME_PICKS: readonly Strategy[] = [
  defineStrategy({
    name: 'volume_surge',
    summary: 'A rise on a multiple of the usual volume',
    source: 'InStock, strategy “enter”; turnover floor for NSE',
    kind: 'pick',
    parameters: SURGE,
    prepare: (bars, values) => whereAll('enter', surge(bars, values)),
  }),
  defineStrategy({
    name: 'climax_sell',
    summary: 'A fall by about a price band on a multiple of the usual volume',
    source: 'InStock, strategy “climax_limitdown”; turnover floor for NSE',
    kind: 'pick',
    parameters: [
      number('fall', 9.5, 'percent that the close must be below the close before', 100),
      TURNOVER,
      number('ratio', 4, 'times the mean volume of the five bars before'),
    ],
    prepare: (bars, { fall, turnover, ratio }) =>
      whereAll('exit', [
        enoughBars(HISTORY),
        atLeast('down by percent', (i) => -moveAt(bars, i), fall),
        atLeast('turnover', (i) => turnoverAt(bars, i), turnover, crores),
        atLeast(
          `volume against the mean of ${SPAN} bars`,
          (i) => volumeRatioAt(bars, SPAN, i),
          ratio,
        ),
      ]),
  }),
  defineStrategy({
    name: 'platform_breakout',
    summary:
      'A volume surge through the 60-bar average after weeks near it; on while in the window',
    source: 'InStock, strategy “breakthrough_platform”',
    kind: 'pick',
    parameters: [
      ...SURGE,
      count('window', 60, 'bars in which it must have happened', 2),
      count('average', 60, 'bars of the average', 2),
      number('above', 5, 'percent that closes before may be above the average'),
      number('below', 20, 'percent that closes before may be below it', 100),
    ],
    prepare(bars, values) {
      const { open, close } = bars;
      const { window, average, above, below } = values;
      const mean = indicator(bars, 'sma', [average]);
      const surges = surge(bars, values);
      const breaks = (i: number): boolean =>
        at(open, i) < at(mean, i) &&
        at(close, i) >= at(mean, i) &&
        surges.every(({ holds }) => holds(i));
      const breakIn = (place: number): number => {
        for (let i = place - window + 1; i <= place; i++) if (breaks(i)) return i;
        return -1;
      };
      const near = (i: number): boolean => {
        if (Number.isNaN(at(mean, i))) return true;
        const under = ((at(mean, i) - at(close, i)) / at(mean, i)) * 100;
        return under > -above && under < below;
      };
      const quietBefore = (place: number): boolean => {
        const broke = breakIn(place);
        for (let i = place - window + 1; i < broke; i++) if (!near(i)) return false;
        return true;
      };
      return whereAll('enter', [
        enoughBars(Math.max(window, average)),
        {
          holds: (i) => breakIn(i) >= 0,
          words: (i) =>
            breakIn(i) < 0
              ? `no surge through the average of ${average} bars in ${window} bars`
              : `surge through the average of ${average} bars ${i - breakIn(i)} bars ago`,
        },
        { holds: quietBefore, words: () => 'closes near the average before it' },
      ]);
    },
  }),
];
