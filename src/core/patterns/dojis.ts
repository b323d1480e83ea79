import { at } from './candles.ts';
import { colourAt, definePattern, gapDown, gapUp, white } from './pattern.ts';
import type { Pattern } from './pattern.ts';

const ALONE = { candles: 1, lookback: 10 };

/** Patterns of candles that close where they opened. Those of one candle are always +100. */
export const DOJIS: readonly Pattern[] = [
  definePattern('DOJI', { ...ALONE, summary: 'hardly a body' }, ({ body }, limits) => {
    const doji = limits.doji(0);
    return (i) => (at(body, i) <= at(doji, i) ? 100 : 0);
  }),
  definePattern(
    'LONGLEGGEDDOJI',
    { ...ALONE, summary: 'doji with a shadow longer than its body' },
    ({ body, upper, lower }, limits) => {
      const doji = limits.doji(0);
      return (i) =>
        at(body, i) <= at(doji, i) && (at(lower, i) > at(body, i) || at(upper, i) > at(body, i))
          ? 100
          : 0;
    },
  ),
  definePattern(
    'RICKSHAWMAN',
    { ...ALONE, summary: 'doji with two long shadows and its body near the middle' },
    ({ body, upper, lower, low, range, bottom, top }, limits) => {
      const [doji, near] = [limits.doji(0), limits.near(0)];
      return (i) => {
        if (!(at(body, i) <= at(doji, i))) return 0;
        if (!(at(lower, i) > at(body, i) && at(upper, i) > at(body, i))) return 0;
        const middle = at(low, i) + at(range, i) / 2;
        return at(bottom, i) <= middle + at(near, i) && at(top, i) >= middle - at(near, i)
          ? 100
          : 0;
      };
    },
  ),
  definePattern(
    'DRAGONFLYDOJI',
    { ...ALONE, summary: 'doji at the high of its bar' },
    ({ body, upper, lower }, limits) => {
      const [doji, none] = [limits.doji(0), limits.noShadow(0)];
      return (i) =>
        at(body, i) <= at(doji, i) && at(upper, i) < at(none, i) && at(lower, i) > at(none, i)
          ? 100
          : 0;
    },
  ),
  definePattern(
    'GRAVESTONEDOJI',
    { ...ALONE, summary: 'doji at the low of its bar' },
    ({ body, upper, lower }, limits) => {
      const [doji, none] = [limits.doji(0), limits.noShadow(0)];
      return (i) =>
        at(body, i) <= at(doji, i) && at(lower, i) < at(none, i) && at(upper, i) > at(none, i)
          ? 100
          : 0;
    },
  ),
  definePattern(
    'TAKURI',
    { ...ALONE, summary: 'doji at the high with a very long lower shadow' },
    ({ body, upper, lower }, limits) => {
      const [doji, none] = [limits.doji(0), limits.noShadow(0)];
      return (i) =>
        at(body, i) <= at(doji, i) && at(upper, i) < at(none, i) && at(lower, i) > 2 * at(body, i)
          ? 100
          : 0;
    },
  ),
  definePattern(
    'DOJISTAR',
    { candles: 2, lookback: 11, summary: 'doji beyond a long body, against its colour' },
    (candles, limits) => {
      const { body } = candles;
      const [mean, doji] = [limits.body(1), limits.doji(0)];
      return (i) => {
        if (!(at(body, i) <= at(doji, i) && at(body, i - 1) > at(mean, i - 1))) return 0;
        const beyond = white(candles, i - 1)
          ? gapUp(candles, i, i - 1)
          : gapDown(candles, i, i - 1);
        return beyond ? -100 * colourAt(candles, i - 1) : 0;
      };
    },
  ),
  definePattern(
    'TRISTAR',
    { candles: 3, lookback: 12, summary: 'three dojis, the middle one apart' },
    (candles, limits) => {
      const { body, top, bottom } = candles;
      const doji = limits.doji(2);
      return (i) => {
        const limit = at(doji, i - 2);
        if (!(at(body, i) <= limit && at(body, i - 1) <= limit && at(body, i - 2) <= limit)) {
          return 0;
        }
        // The values of the two forms add up to nothing where a bar has both, as none can.
        if (gapUp(candles, i - 1, i - 2) && at(top, i) < at(top, i - 1)) return -100;
        return gapDown(candles, i - 1, i - 2) && at(bottom, i) > at(bottom, i - 1) ? 100 : 0;
      };
    },
  ),
];
