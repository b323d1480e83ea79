import { Failure } from '../failure.ts';
import { nearest } from '../nearest.ts';
import { BREAKOUT_PICKS } from './breakout-picks.ts';
import { CHANNELS } from './channels.ts';
import { CROSSES } from './crosses.ts';
import { FUNDAMENTAL_PICKS } from './fundamental-pick.ts';
import { RANKS } from './momentum-rank.ts';
import { OPENING_RANGES } from './opening-range.ts';
import { REVERSIONS } from './reversion.ts';
import type { Strategy } from './strategy.ts';
import { TREND_PICKS } from './trend-picks.ts';
import { VOLUME_PICKS } from './volume-picks.ts';

const FAMILIES: readonly (readonly Strategy[])[] = [
  VOLUME_PICKS,
  TREND_PICKS,
  BREAKOUT_PICKS,
  FUNDAMENTAL_PICKS,
  CROSSES,
  CHANNELS,
  REVERSIONS,
  RANKS,
  OPENING_RANGES,
];

/** Every strategy by its name: help, configuration and docs come from here. */
export const STRATEGIES: ReadonlyMap<string, Strategy> = new Map(
  FAMILIES.flat().map((strategy) => [strategy.name, strategy]),
);

/** The strategy of that name. @throws Failure `usage` with the nearest name */
export function strategyNamed(name: string): Strategy {
  const strategy = STRATEGIES.get(name.toLowerCase());
  if (strategy) return strategy;
  const close = nearest(name, [...STRATEGIES.keys()]);
  throw new Failure(
    'usage',
    `expected a strategy, one of ${[...STRATEGIES.keys()].join(', ')}, found "${name}"${close === undefined ? '' : `; did you mean "${close}"?`}`,
  );
}
