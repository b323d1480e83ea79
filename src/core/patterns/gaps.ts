import { at } from './candles.ts';
import { colourAt, definePattern, gapDown, gapUp, within } from './pattern.ts';
import type { Pattern } from './pattern.ts';

/** Patterns of a gap between bodies, and what the bars after it make of it. */
export const GAPS: readonly Pattern[] = [
  definePattern(
    'GAPSIDESIDEWHITE',
    {
      candles: 3,
      lookback: 7,
      summary: 'two white bars of the same size and open beyond a gap',
      colours: '?ww',
    },
    (candles, limits) => {
      const { body, open } = candles;
      const [near, equal] = [limits.near(1), limits.equal(1)];
      return (i) => {
        const up = gapUp(candles, i - 1, i - 2) && gapUp(candles, i, i - 2);
        if (!up && !(gapDown(candles, i - 1, i - 2) && gapDown(candles, i, i - 2))) return 0;
        const alike =
          within(at(body, i), at(body, i - 1), at(near, i - 1)) &&
          within(at(open, i), at(open, i - 1), at(equal, i - 1));
        if (!alike) return 0;
        return up ? 100 : -100;
      };
    },
  ),
  definePattern(
    'TASUKIGAP',
    {
      candles: 3,
      lookback: 7,
      summary: 'bar of the other colour that closes into a gap, not through',
      colours: '?wb',
      mirrored: true,
    },
    (candles, limits) => {
      const { body, open, close, top, bottom } = candles;
      const near = limits.near(1);
      return (i) => {
        const colour = colourAt(candles, i - 1);
        const [opened, closed] = [at(open, i), at(close, i)];
        const [openBefore, closeBefore] = [at(open, i - 1), at(close, i - 1)];
        const into =
          colour === 1
            ? gapUp(candles, i - 1, i - 2) &&
              opened < closeBefore &&
              opened > openBefore &&
              closed < openBefore &&
              closed > at(top, i - 2)
            : gapDown(candles, i - 1, i - 2) &&
              opened < openBefore &&
              opened > closeBefore &&
              closed > openBefore &&
              closed < at(bottom, i - 2);
        return into && Math.abs(at(body, i - 1) - at(body, i)) < at(near, i - 1) ? 100 * colour : 0;
      };
    },
  ),
  definePattern(
    'XSIDEGAP3METHODS',
    {
      candles: 3,
      lookback: 2,
      summary: 'bar of the other colour that closes a gap between two alike',
      colours: 'wwb',
      mirrored: true,
    },
    (candles) => {
      const { open, close, top, bottom } = candles;
      return (i) => {
        const colour = colourAt(candles, i - 1);
        const apart = colour === 1 ? gapUp(candles, i - 1, i - 2) : gapDown(candles, i - 1, i - 2);
        return apart &&
          at(open, i) < at(top, i - 1) &&
          at(open, i) > at(bottom, i - 1) &&
          at(close, i) < at(top, i - 2) &&
          at(close, i) > at(bottom, i - 2)
          ? 100 * colour
          : 0;
      };
    },
  ),
];
