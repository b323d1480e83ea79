import { at } from './candles.ts';
import type { Candles } from './candles.ts';
import { colourAt, definePattern } from './pattern.ts';
import type { Pattern, ValueAt } from './pattern.ts';

/** A short body inside a long one: 100 strictly, 80 where they have one end in common. */
function inside({ top, bottom }: Candles, i: number): number {
  if (at(top, i) < at(top, i - 1) && at(bottom, i) > at(bottom, i - 1)) return 100;
  return at(top, i) <= at(top, i - 1) && at(bottom, i) >= at(bottom, i - 1) ? 80 : 0;
}

/** Harami with whatever counts as a short body. */
function harami(candles: Candles, long: Float64Array, short: Float64Array): ValueAt {
  const { body } = candles;
  return (i) =>
    at(body, i) <= at(short, i) && at(body, i - 1) > at(long, i - 1)
      ? -colourAt(candles, i - 1) * inside(candles, i)
      : 0;
}

const AFTER_ONE = { candles: 2, lookback: 11 };

/** Patterns of one body around or inside another. */
export const ENGULFING: readonly Pattern[] = [
  definePattern(
    'ENGULFING',
    {
      candles: 2,
      lookback: 2,
      summary: 'body around a body of the other colour',
      colours: 'bw',
      mirrored: true,
    },
    (candles) => {
      const { top, bottom } = candles;
      return (i) => {
        const [above, below] = [at(top, i) - at(top, i - 1), at(bottom, i - 1) - at(bottom, i)];
        if (above < 0 || below < 0 || (above === 0 && below === 0)) return 0;
        return (above > 0 && below > 0 ? 100 : 80) * colourAt(candles, i);
      };
    },
  ),
  definePattern(
    'HARAMI',
    { ...AFTER_ONE, summary: 'short body inside a long one, against its colour' },
    (candles, limits) => harami(candles, limits.body(1), limits.body(0)),
  ),
  definePattern(
    'HARAMICROSS',
    { ...AFTER_ONE, summary: 'doji inside a long body, against its colour' },
    (candles, limits) => harami(candles, limits.body(1), limits.doji(0)),
  ),
  definePattern(
    'HOMINGPIGEON',
    { ...AFTER_ONE, summary: 'short black body inside a long black one', colours: 'bb' },
    (candles, limits) => {
      const { body, open, close } = candles;
      const [long, short] = [limits.body(1), limits.body(0)];
      return (i) =>
        at(open, i) < at(open, i - 1) &&
        at(close, i) > at(close, i - 1) &&
        at(body, i - 1) > at(long, i - 1) &&
        at(body, i) <= at(short, i)
          ? 100
          : 0;
    },
  ),
  definePattern(
    '3INSIDE',
    {
      candles: 3,
      lookback: 12,
      summary: 'short body inside a long one, and a close beyond it',
      colours: 'b?w',
      mirrored: true,
    },
    (candles, limits) => {
      const { body, open, close, top, bottom } = candles;
      const [long, short] = [limits.body(2), limits.body(1)];
      return (i) => {
        const colour = colourAt(candles, i - 2);
        const confirmed =
          colour === 1 ? at(close, i) < at(open, i - 2) : at(close, i) > at(open, i - 2);
        return confirmed &&
          at(top, i - 1) < at(top, i - 2) &&
          at(bottom, i - 1) > at(bottom, i - 2) &&
          at(body, i - 2) > at(long, i - 2) &&
          at(body, i - 1) <= at(short, i - 1)
          ? -100 * colour
          : 0;
      };
    },
  ),
  definePattern(
    '3OUTSIDE',
    {
      candles: 3,
      lookback: 3,
      summary: 'body around one of the other colour, and a close beyond it',
      colours: 'bw?',
      mirrored: true,
    },
    (candles) => {
      const { close, top, bottom } = candles;
      return (i) => {
        const colour = colourAt(candles, i - 1);
        const confirmed =
          colour === 1 ? at(close, i) > at(close, i - 1) : at(close, i) < at(close, i - 1);
        return confirmed && at(top, i - 1) > at(top, i - 2) && at(bottom, i - 1) < at(bottom, i - 2)
          ? 100 * colour
          : 0;
      };
    },
  ),
];
