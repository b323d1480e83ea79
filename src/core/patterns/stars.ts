import { at } from './candles.ts';
import type { Candles } from './candles.ts';
import { colourAt, definePattern, gapDown, gapUp } from './pattern.ts';
import type { Limits, Pattern, Rule } from './pattern.ts';

const TRIO = { candles: 3, lookback: 12 };

/** How far the third bar must come back into the first body. */
const PENETRATION = 0.3;

/**
 * A long body, a small one beyond it, and a body that comes back into the first.
 *
 * @param sign 1: morning, after a black bar; -1: evening, after a white one
 * @param small limits that the middle body must not exceed
 */
function star(sign: 1 | -1, small: (limits: Limits) => Float64Array): Rule {
  return (candles, limits) => {
    const { body, close } = candles;
    const [long, middle, last] = [limits.body(2), small(limits), limits.body(0)];
    const beyond = sign === 1 ? gapDown : gapUp;
    return (i) => {
      if (!beyond(candles, i - 1, i - 2)) return 0;
      const back = at(body, i - 2) * PENETRATION;
      const returned =
        sign === 1
          ? at(close, i) > at(close, i - 2) + back
          : at(close, i) < at(close, i - 2) - back;
      return returned &&
        at(body, i - 2) > at(long, i - 2) &&
        at(body, i - 1) <= at(middle, i - 1) &&
        at(body, i) > at(last, i)
        ? 100 * sign
        : 0;
    };
  };
}

/** Whether the middle bar's whole range lies beyond its neighbours', and the third comes back. */
function abandoned({ body, high, low, close }: Candles, sign: number, i: number): boolean {
  const back = at(body, i - 2) * PENETRATION;
  if (sign === 1) {
    return (
      at(close, i) > at(close, i - 2) + back &&
      at(high, i - 1) < at(low, i - 2) &&
      at(low, i) > at(high, i - 1)
    );
  }
  return (
    at(close, i) < at(close, i - 2) - back &&
    at(low, i - 1) > at(high, i - 2) &&
    at(high, i) < at(low, i - 1)
  );
}

/** Patterns of three candles that turn around the middle one. */
export const STARS: readonly Pattern[] = [
  definePattern(
    'MORNINGSTAR',
    { ...TRIO, summary: 'short body below a long black one, and a white return', colours: 'b?w' },
    star(1, (limits) => limits.body(1)),
  ),
  definePattern(
    'EVENINGSTAR',
    { ...TRIO, summary: 'short body above a long white one, and a black return', colours: 'w?b' },
    star(-1, (limits) => limits.body(1)),
  ),
  definePattern(
    'MORNINGDOJISTAR',
    { ...TRIO, summary: 'doji below a long black body, and a white return', colours: 'b?w' },
    star(1, (limits) => limits.doji(1)),
  ),
  definePattern(
    'EVENINGDOJISTAR',
    { ...TRIO, summary: 'doji above a long white body, and a black return', colours: 'w?b' },
    star(-1, (limits) => limits.doji(1)),
  ),
  definePattern(
    'ABANDONEDBABY',
    {
      ...TRIO,
      summary: 'doji whose whole range lies apart between two bars that turn',
      colours: 'b?w',
      mirrored: true,
    },
    (candles, limits) => {
      const { body } = candles;
      const [long, doji, last] = [limits.body(2), limits.doji(1), limits.body(0)];
      return (i) => {
        const sign = colourAt(candles, i);
        return at(body, i - 1) <= at(doji, i - 1) &&
          at(body, i - 2) > at(long, i - 2) &&
          at(body, i) > at(last, i) &&
          abandoned(candles, sign, i)
          ? 100 * sign
          : 0;
      };
    },
  ),
  definePattern(
    'UNIQUE3RIVER',
    {
      ...TRIO,
      summary: 'long black bar, a black one to a new low, a short white one below',
      colours: 'bbw',
    },
    (candles, limits) => {
      const { body, open, low, close } = candles;
      const [long, short] = [limits.body(2), limits.body(0)];
      return (i) =>
        at(body, i - 2) > at(long, i - 2) &&
        at(close, i - 1) > at(close, i - 2) &&
        at(open, i - 1) <= at(open, i - 2) &&
        at(low, i - 1) < at(low, i - 2) &&
        at(body, i) < at(short, i) &&
        at(open, i) > at(low, i - 1)
          ? 100
          : 0;
    },
  ),
  definePattern(
    'STICKSANDWICH',
    {
      candles: 3,
      lookback: 7,
      summary: 'white bar between two black ones with the same close',
      colours: 'bwb',
    },
    (candles, limits) => {
      const { low, close } = candles;
      const equal = limits.equal(2);
      return (i) =>
        at(low, i - 1) > at(close, i - 2) &&
        at(close, i) <= at(close, i - 2) + at(equal, i - 2) &&
        at(close, i) >= at(close, i - 2) - at(equal, i - 2)
          ? 100
          : 0;
    },
  ),
];
