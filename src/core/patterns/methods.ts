import { at } from './candles.ts';
import type { Candles } from './candles.ts';
import { colourAt, definePattern, gapDown, gapUp } from './pattern.ts';
import type { Pattern } from './pattern.ts';

const QUINTET = { candles: 5, lookback: 14 };

/** How far the reaction may come back into the first body of a mat hold. */
const PENETRATION = 0.5;

/** Whether the bar opens inside the body before, give or take. */
function opensInBody({ open, top, bottom }: Candles, near: Float64Array, i: number): boolean {
  return (
    at(open, i) >= at(bottom, i - 1) - at(near, i - 1) &&
    at(open, i) <= at(top, i - 1) + at(near, i - 1)
  );
}

/** Whether closes of the bars rise, or fall for -1, from the one place to the other. */
function closesMove({ close }: Candles, sign: number, from: number, to: number): boolean {
  for (let i = from + 1; i <= to; i++) {
    if (!(sign * at(close, i) > sign * at(close, i - 1))) return false;
  }
  return true;
}

/** Whether a breakaway's middle bars go on from the gap, in highs and lows. */
function goesOn({ high, low }: Candles, sign: number, i: number): boolean {
  return (
    sign * at(high, i - 2) > sign * at(high, i - 3) &&
    sign * at(low, i - 2) > sign * at(low, i - 3) &&
    sign * at(high, i - 1) > sign * at(high, i - 2) &&
    sign * at(low, i - 1) > sign * at(low, i - 2)
  );
}

/** Patterns of four and five candles: a move, a rest, and what becomes of the move. */
export const METHODS: readonly Pattern[] = [
  definePattern(
    '3LINESTRIKE',
    {
      candles: 4,
      lookback: 8,
      summary: 'three bars of one colour, and one of the other that takes them all back',
      colours: 'wwwb',
      mirrored: true,
    },
    (candles, limits) => {
      const { open, close } = candles;
      const [near2, near3] = [limits.near(2), limits.near(3)];
      return (i) => {
        const colour = colourAt(candles, i - 1);
        if (!closesMove(candles, colour, i - 3, i - 1)) return 0;
        return opensInBody(candles, near3, i - 2) &&
          opensInBody(candles, near2, i - 1) &&
          colour * at(open, i) > colour * at(close, i - 1) &&
          colour * at(close, i) < colour * at(open, i - 3)
          ? 100 * colour
          : 0;
      };
    },
  ),
  definePattern(
    'BREAKAWAY',
    {
      ...QUINTET,
      summary: 'gap after a long body, two bars further, and a return into the gap',
      colours: 'ww?wb',
      mirrored: true,
    },
    (candles, limits) => {
      const { body, open, close } = candles;
      const long = limits.body(4);
      return (i) => {
        const colour = colourAt(candles, i - 4);
        if (!(at(body, i - 4) > at(long, i - 4))) return 0;
        const apart = colour === 1 ? gapUp(candles, i - 3, i - 4) : gapDown(candles, i - 3, i - 4);
        return apart &&
          goesOn(candles, colour, i) &&
          colour * at(close, i) < colour * at(open, i - 3) &&
          colour * at(close, i) > colour * at(close, i - 4)
          ? -100 * colour
          : 0;
      };
    },
  ),
  definePattern(
    'LADDERBOTTOM',
    {
      ...QUINTET,
      summary: 'four falling black bars, the last with an upper shadow, and a white one above',
      colours: 'bbbbw',
    },
    (candles, limits) => {
      const { open, high, close, upper } = candles;
      const none = limits.noShadow(1);
      return (i) =>
        at(open, i - 4) > at(open, i - 3) &&
        at(open, i - 3) > at(open, i - 2) &&
        at(close, i - 4) > at(close, i - 3) &&
        at(close, i - 3) > at(close, i - 2) &&
        at(upper, i - 1) > at(none, i - 1) &&
        at(open, i) > at(open, i - 1) &&
        at(close, i) > at(high, i - 1)
          ? 100
          : 0;
    },
  ),
  definePattern(
    'MATHOLD',
    {
      ...QUINTET,
      summary: 'long white bar, a gap, three short bars that hold, and a white one above',
      colours: 'wb??w',
    },
    (candles, limits) => {
      const { body, open, high, close, top, bottom } = candles;
      const [long, short3, short2, short1] = [4, 3, 2, 1].map((age) => limits.body(age));
      if (!long || !short3 || !short2 || !short1) throw new Error('no limits');
      return (i) => {
        if (!gapUp(candles, i - 3, i - 4)) return 0;
        const [first, floor] = [at(close, i - 4), at(close, i - 4) - at(body, i - 4) * PENETRATION];
        return at(body, i - 4) > at(long, i - 4) &&
          at(body, i - 3) < at(short3, i - 3) &&
          at(body, i - 2) < at(short2, i - 2) &&
          at(body, i - 1) < at(short1, i - 1) &&
          at(bottom, i - 2) < first &&
          at(bottom, i - 1) < first &&
          at(bottom, i - 2) > floor &&
          at(bottom, i - 1) > floor &&
          at(top, i - 2) < at(open, i - 3) &&
          at(top, i - 1) < at(top, i - 2) &&
          at(open, i) > at(close, i - 1) &&
          at(close, i) > Math.max(at(high, i - 3), at(high, i - 2), at(high, i - 1))
          ? 100
          : 0;
      };
    },
  ),
  definePattern(
    'RISEFALL3METHODS',
    {
      ...QUINTET,
      summary: 'long bar, three short ones against it inside its range, and a long one on',
      colours: 'wbbbw',
      mirrored: true,
    },
    (candles, limits) => {
      const { body, open, high, low, close, top, bottom } = candles;
      const [long4, short3, short2, short1, long0] = [4, 3, 2, 1, 0].map((age) => limits.body(age));
      if (!long4 || !short3 || !short2 || !short1 || !long0) throw new Error('no limits');
      const overlaps = (i: number, first: number): boolean =>
        at(bottom, i) < at(high, first) && at(top, i) > at(low, first);
      return (i) => {
        const colour = colourAt(candles, i - 4);
        return at(body, i - 4) > at(long4, i - 4) &&
          at(body, i - 3) < at(short3, i - 3) &&
          at(body, i - 2) < at(short2, i - 2) &&
          at(body, i - 1) < at(short1, i - 1) &&
          at(body, i) > at(long0, i) &&
          overlaps(i - 3, i - 4) &&
          overlaps(i - 2, i - 4) &&
          overlaps(i - 1, i - 4) &&
          closesMove(candles, -colour, i - 3, i - 1) &&
          colour * at(open, i) > colour * at(close, i - 1) &&
          colour * at(close, i) > colour * at(close, i - 4)
          ? 100 * colour
          : 0;
      };
    },
  ),
];
