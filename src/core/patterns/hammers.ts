import { at } from './candles.ts';
import { definePattern, gapDown, gapUp } from './pattern.ts';
import type { Pattern } from './pattern.ts';

const AFTER_ONE = { candles: 2, lookback: 11 };

/** Patterns of a short body at one end of its bar, told apart by the bar before. */
export const HAMMERS: readonly Pattern[] = [
  definePattern(
    'HAMMER',
    {
      ...AFTER_ONE,
      summary: 'short body over a long lower shadow, near the low of the bar before',
    },
    ({ body, upper, lower, bottom, low }, limits) => {
      const [mean, none, near] = [limits.body(0), limits.noShadow(0), limits.near(1)];
      return (i) =>
        at(body, i) < at(mean, i) &&
        at(lower, i) > at(body, i) &&
        at(upper, i) < at(none, i) &&
        at(bottom, i) <= at(low, i - 1) + at(near, i - 1)
          ? 100
          : 0;
    },
  ),
  definePattern(
    'HANGINGMAN',
    {
      ...AFTER_ONE,
      summary: 'short body over a long lower shadow, near the high of the bar before',
    },
    ({ body, upper, lower, bottom, high }, limits) => {
      const [mean, none, near] = [limits.body(0), limits.noShadow(0), limits.near(1)];
      return (i) =>
        at(body, i) < at(mean, i) &&
        at(lower, i) > at(body, i) &&
        at(upper, i) < at(none, i) &&
        at(bottom, i) >= at(high, i - 1) - at(near, i - 1)
          ? -100
          : 0;
    },
  ),
  definePattern(
    'INVERTEDHAMMER',
    { ...AFTER_ONE, summary: 'short body under a long upper shadow, below the body before' },
    (candles, limits) => {
      const { body, upper, lower } = candles;
      const [mean, none] = [limits.body(0), limits.noShadow(0)];
      return (i) =>
        at(body, i) < at(mean, i) &&
        at(upper, i) > at(body, i) &&
        at(lower, i) < at(none, i) &&
        gapDown(candles, i, i - 1)
          ? 100
          : 0;
    },
  ),
  definePattern(
    'SHOOTINGSTAR',
    { ...AFTER_ONE, summary: 'short body under a long upper shadow, above the body before' },
    (candles, limits) => {
      const { body, upper, lower } = candles;
      const [mean, none] = [limits.body(0), limits.noShadow(0)];
      return (i) =>
        at(body, i) < at(mean, i) &&
        at(upper, i) > at(body, i) &&
        at(lower, i) < at(none, i) &&
        gapUp(candles, i, i - 1)
          ? -100
          : 0;
    },
  ),
];
