import { atLeast, enoughBars, extremeIn, moveAt, told } from './measures.ts';
import { at, count, defineStrategy, number, onEvents, whereAll } from './strategy.ts';
import type { Condition, Strategy, StrategyBars } from './strategy.ts';

/** About a price band: a day that went as far as it could. */
const LIMIT = number('limit', 9.5, 'percent that counts as a move by a whole price band');

/** Whether the close is the highest, or lowest for -1, of the last bars. */
function isExtreme({ close }: StrategyBars, bars: number, sign: 1 | -1, place: number): boolean {
  if (place < bars - 1) return false;
  const best = at(close, extremeIn(close, place - bars + 1, place, sign));
  return sign * at(close, place) >= sign * best;
}

/** The first place at which an apron follows a limit move; -1: none. */
function apronBefore(
  bars: StrategyBars,
  place: number,
  { limit, high, band, drift }: Readonly<Record<'limit' | 'high' | 'band' | 'drift', number>>,
): number {
  const { open, close } = bars;
  const rests = (i: number, top: number): boolean => {
    const ratio = at(close, i) / at(open, i);
    return (
      at(open, i) > top && at(close, i) > top && ratio > 1 - band / 100 && ratio < 1 + band / 100
    );
  };
  const quiet = (i: number): boolean => Math.abs(moveAt(bars, i)) < drift;
  for (let day = place - 14; day <= place - 3; day++) {
    if (!(moveAt(bars, day) > limit) || !isExtreme(bars, high, 1, day)) continue;
    const top = at(close, day);
    const rested = rests(day + 1, top) && rests(day + 2, top) && rests(day + 3, top);
    if (rested && quiet(day + 2) && quiet(day + 3)) return day;
  }
  return -1;
}

/** Whether two bars in a row of the flag's pole moved by the limit. */
function hasTwoLimits(bars: StrategyBars, limit: number, place: number): boolean {
  for (let i = place - 22; i <= place - 10; i++) {
    if (moveAt(bars, i) >= limit && moveAt(bars, i - 1) >= limit) return true;
  }
  return false;
}

/** Buyers in deals, where the strategy asks for any. */
function buyersCondition({ facts }: StrategyBars, buyers: number): Condition[] {
  if (buyers === 0) return [];
  const known = facts?.institutionalBuyers ?? new Float64Array();
  return [atLeast('buyers in bulk and block deals of 90 days', (i) => at(known, i), buyers)];
}

/** Picks by new highs. */
export const BREAKOUT_PICKS: readonly Strategy[] = [
  defineStrategy({
    name: 'turtle',
    summary: 'Enters at the highest close of 60 bars, exits at the lowest of 20',
    source: 'InStock, strategy “turtle_trade”; the exit is that of the turtles',
    kind: 'pick',
    parameters: [
      count('days', 60, 'bars whose highest close enters'),
      count('exit_days', 20, 'bars whose lowest close exits'),
    ],
    prepare(bars, { days, exit_days: exitDays }) {
      const { close } = bars;
      return onEvents(
        (i) => isExtreme(bars, days, 1, i),
        (i) => isExtreme(bars, exitDays, -1, i) && !isExtreme(bars, days, 1, i),
        (i) => {
          const from = Math.max(0, i - days + 1);
          const highest = at(close, extremeIn(close, from, i, 1));
          const lowest = at(close, extremeIn(close, Math.max(0, i - exitDays + 1), i, -1));
          return `close ${told(at(close, i))}, highest of ${days} bars ${told(highest)}, lowest of ${exitDays} bars ${told(lowest)}`;
        },
      );
    },
  }),
  defineStrategy({
    name: 'parking_apron',
    summary: 'Three quiet bars above a limit move to a new high; on for twelve sessions',
    source: 'InStock, strategy “parking_apron”',
    kind: 'pick',
    parameters: [
      LIMIT,
      count('high', 15, 'bars of which the move must end at the highest close'),
      number('band', 3, 'percent within which each quiet bar must close of its open'),
      number('drift', 5, 'percent within which the second and third must close of the one before'),
    ],
    prepare: (bars, values) =>
      whereAll('enter', [
        enoughBars(15),
        {
          holds: (i) => apronBefore(bars, i, values) >= 0,
          words: (i) => {
            const day = apronBefore(bars, i, values);
            return day < 0
              ? 'three quiet bars above a limit move within 15 bars'
              : `up ${told(moveAt(bars, day))} % to a new high ${i - day} bars ago, then three quiet bars above it`;
          },
        },
      ]),
  }),
  defineStrategy({
    name: 'high_tight_flag',
    summary: 'A steep rise with two limit moves in a row, up to ten bars ago',
    source:
      'InStock, strategy “high_tight_flag”; its rise of 1.9 times in 14 bars is for a market of limit moves, and its list of institutions is deals of NSE where any are asked for',
    kind: 'pick',
    parameters: [
      number('rise', 1.3, 'high of ten bars ago as a multiple of the lowest low of the 14 before'),
      LIMIT,
      count('buyers', 0, 'different buyers in bulk and block deals of 90 days; 0: none needed', 0),
    ],
    facts: ['institutionalBuyers'],
    prepare(bars, { rise, limit, buyers }) {
      const { high, low } = bars;
      const risen = (i: number): number =>
        at(high, i - 10) / at(low, extremeIn(low, i - 23, i - 10, -1));
      return whereAll('enter', [
        enoughBars(60),
        ...buyersCondition(bars, buyers),
        atLeast('rise in 14 bars', risen, rise),
        {
          holds: (i) => hasTwoLimits(bars, limit, i),
          words: () => `two moves of ${limit} % in a row`,
        },
      ]);
    },
  }),
];
