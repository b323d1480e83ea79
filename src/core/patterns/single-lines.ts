import { at } from './candles.ts';
import { colourAt, definePattern, white } from './pattern.ts';
import type { Pattern } from './pattern.ts';

const ALONE = { candles: 1, lookback: 10 };

/** Patterns of one candle with a body: the value carries its colour. */
export const SINGLE_LINES: readonly Pattern[] = [
  definePattern(
    'BELTHOLD',
    { ...ALONE, summary: 'long body that opens at its extreme' },
    (candles, limits) => {
      const { body, upper, lower } = candles;
      const [mean, none] = [limits.body(0), limits.noShadow(0)];
      return (i) => {
        if (!(at(body, i) > at(mean, i))) return 0;
        const shadow = white(candles, i) ? at(lower, i) : at(upper, i);
        return shadow < at(none, i) ? 100 * colourAt(candles, i) : 0;
      };
    },
  ),
  definePattern(
    'CLOSINGMARUBOZU',
    { ...ALONE, summary: 'long body that closes at its extreme' },
    (candles, limits) => {
      const { body, upper, lower } = candles;
      const [mean, none] = [limits.body(0), limits.noShadow(0)];
      return (i) => {
        if (!(at(body, i) > at(mean, i))) return 0;
        const shadow = white(candles, i) ? at(upper, i) : at(lower, i);
        return shadow < at(none, i) ? 100 * colourAt(candles, i) : 0;
      };
    },
  ),
  definePattern(
    'MARUBOZU',
    { ...ALONE, summary: 'long body with hardly a shadow at either end' },
    (candles, limits) => {
      const { body, upper, lower } = candles;
      const [mean, none] = [limits.body(0), limits.noShadow(0)];
      return (i) =>
        at(body, i) > at(mean, i) && at(upper, i) < at(none, i) && at(lower, i) < at(none, i)
          ? 100 * colourAt(candles, i)
          : 0;
    },
  ),
  definePattern(
    'LONGLINE',
    { ...ALONE, summary: 'long body with short shadows' },
    (candles, limits) => {
      const { body, upper, lower } = candles;
      const [mean, short] = [limits.body(0), limits.shortShadow(0)];
      return (i) =>
        at(body, i) > at(mean, i) && at(upper, i) < at(short, i) && at(lower, i) < at(short, i)
          ? 100 * colourAt(candles, i)
          : 0;
    },
  ),
  definePattern(
    'SHORTLINE',
    { ...ALONE, summary: 'short body with short shadows' },
    (candles, limits) => {
      const { body, upper, lower } = candles;
      const [mean, short] = [limits.body(0), limits.shortShadow(0)];
      return (i) =>
        at(body, i) < at(mean, i) && at(upper, i) < at(short, i) && at(lower, i) < at(short, i)
          ? 100 * colourAt(candles, i)
          : 0;
    },
  ),
  definePattern(
    'SPINNINGTOP',
    { ...ALONE, summary: 'short body with both shadows longer than it' },
    (candles, limits) => {
      const { body, upper, lower } = candles;
      const mean = limits.body(0);
      return (i) =>
        at(body, i) < at(mean, i) && at(upper, i) > at(body, i) && at(lower, i) > at(body, i)
          ? 100 * colourAt(candles, i)
          : 0;
    },
  ),
  definePattern(
    'HIGHWAVE',
    { ...ALONE, summary: 'short body with both shadows more than twice as long' },
    (candles, limits) => {
      const { body, upper, lower } = candles;
      const mean = limits.body(0);
      return (i) =>
        at(body, i) < at(mean, i) &&
        at(upper, i) > 2 * at(body, i) &&
        at(lower, i) > 2 * at(body, i)
          ? 100 * colourAt(candles, i)
          : 0;
    },
  ),
];
