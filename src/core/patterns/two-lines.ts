import { at } from './candles.ts';
import type { Candles } from './candles.ts';
import { colourAt, definePattern, white, within } from './pattern.ts';
import type { Limits, Pattern, Rule } from './pattern.ts';

const PAIR = { candles: 2, lookback: 11 };

/**
 * A long black bar, and a white one that opens below its low: how far up the close comes tells the
 * patterns apart.
 */
function fromBelow(
  reached: (candles: Candles, limits: Limits) => (i: number) => boolean,
  value: number,
): Rule {
  return (candles, limits) => {
    const { body, open, low } = candles;
    const long = limits.body(1);
    const closes = reached(candles, limits);
    return (i) =>
      at(open, i) < at(low, i - 1) && at(body, i - 1) > at(long, i - 1) && closes(i) ? value : 0;
  };
}

/** Whether the bar is a marubozu. */
function marubozuAt(
  { body, upper, lower }: Candles,
  long: Float64Array,
  none: Float64Array,
  i: number,
): boolean {
  return at(body, i) > at(long, i) && at(upper, i) < at(none, i) && at(lower, i) < at(none, i);
}

/** Two marubozus of opposite colours with nothing between their ranges. */
function kicking(value: (candles: Candles, i: number) => number): Rule {
  return (candles, limits) => {
    const { high, low } = candles;
    const [long, longBefore] = [limits.body(0), limits.body(1)];
    const [none, noneBefore] = [limits.noShadow(0), limits.noShadow(1)];
    return (i) => {
      const before = colourAt(candles, i - 1);
      const apart = before === 1 ? at(high, i) < at(low, i - 1) : at(low, i) > at(high, i - 1);
      return apart &&
        marubozuAt(candles, long, none, i) &&
        marubozuAt(candles, longBefore, noneBefore, i - 1)
        ? 100 * value(candles, i)
        : 0;
    };
  };
}

/** Patterns of two candles that meet, miss or part. */
export const TWO_LINES: readonly Pattern[] = [
  definePattern(
    'DARKCLOUDCOVER',
    {
      ...PAIR,
      summary: 'black bar from above a long white one down into its lower half',
      colours: 'wb',
    },
    (candles, limits) => {
      const { body, open, high, close } = candles;
      const long = limits.body(1);
      return (i) =>
        at(body, i - 1) > at(long, i - 1) &&
        at(open, i) > at(high, i - 1) &&
        at(close, i) > at(open, i - 1) &&
        at(close, i) < at(close, i - 1) - at(body, i - 1) * 0.5
          ? -100
          : 0;
    },
  ),
  definePattern(
    'PIERCING',
    {
      ...PAIR,
      summary: 'long white bar from below a long black one up into its upper half',
      colours: 'bw',
    },
    (candles, limits) => {
      const { body, open, close } = candles;
      const long = limits.body(0);
      const pierced = fromBelow(
        () => (i) =>
          at(body, i) > at(long, i) &&
          at(close, i) < at(open, i - 1) &&
          at(close, i) > at(close, i - 1) + at(body, i - 1) * 0.5,
        100,
      );
      return pierced(candles, limits);
    },
  ),
  definePattern(
    'ONNECK',
    { ...PAIR, summary: 'white bar below a long black one that closes at its low', colours: 'bw' },
    fromBelow(({ close, low }, limits) => {
      const equal = limits.equal(1);
      return (i) => within(at(close, i), at(low, i - 1), at(equal, i - 1));
    }, -100),
  ),
  definePattern(
    'INNECK',
    {
      ...PAIR,
      summary: 'white bar below a long black one that closes just into its body',
      colours: 'bw',
    },
    fromBelow(({ close }, limits) => {
      const equal = limits.equal(1);
      return (i) =>
        at(close, i) <= at(close, i - 1) + at(equal, i - 1) && at(close, i) >= at(close, i - 1);
    }, -100),
  ),
  definePattern(
    'THRUSTING',
    {
      ...PAIR,
      summary: 'white bar below a long black one that closes in its lower half',
      colours: 'bw',
    },
    fromBelow(({ close, body }, limits) => {
      const equal = limits.equal(1);
      return (i) =>
        at(close, i) > at(close, i - 1) + at(equal, i - 1) &&
        at(close, i) <= at(close, i - 1) + at(body, i - 1) * 0.5;
    }, -100),
  ),
  definePattern(
    'COUNTERATTACK',
    {
      ...PAIR,
      summary: 'two long bars of opposite colours with the same close',
      colours: 'bw',
      mirrored: true,
    },
    (candles, limits) => {
      const { body, close } = candles;
      const [long, longBefore, equal] = [limits.body(0), limits.body(1), limits.equal(1)];
      return (i) =>
        at(body, i - 1) > at(longBefore, i - 1) &&
        at(body, i) > at(long, i) &&
        within(at(close, i), at(close, i - 1), at(equal, i - 1))
          ? 100 * colourAt(candles, i)
          : 0;
    },
  ),
  definePattern(
    'SEPARATINGLINES',
    {
      ...PAIR,
      summary: 'belt hold from the open of a bar of the other colour',
      colours: 'bw',
      mirrored: true,
    },
    (candles, limits) => {
      const { body, open, upper, lower } = candles;
      const [long, none, equal] = [limits.body(0), limits.noShadow(0), limits.equal(1)];
      return (i) => {
        if (!within(at(open, i), at(open, i - 1), at(equal, i - 1))) return 0;
        const shadow = white(candles, i) ? at(lower, i) : at(upper, i);
        return at(body, i) > at(long, i) && shadow < at(none, i) ? 100 * colourAt(candles, i) : 0;
      };
    },
  ),
  definePattern(
    'MATCHINGLOW',
    { candles: 2, lookback: 6, summary: 'two black bars with the same close', colours: 'bb' },
    (candles, limits) => {
      const { close } = candles;
      const equal = limits.equal(1);
      return (i) => (within(at(close, i), at(close, i - 1), at(equal, i - 1)) ? 100 : 0);
    },
  ),
  definePattern(
    'KICKING',
    {
      ...PAIR,
      summary: 'two marubozus of opposite colours, apart from each other',
      colours: 'bw',
      mirrored: true,
    },
    kicking((candles, i) => colourAt(candles, i)),
  ),
  definePattern(
    'KICKINGBYLENGTH',
    {
      ...PAIR,
      summary: 'kicking that takes the colour of the longer body',
      colours: 'bw',
      mirrored: true,
    },
    kicking((candles, i) =>
      colourAt(candles, at(candles.body, i) > at(candles.body, i - 1) ? i : i - 1),
    ),
  ),
];
