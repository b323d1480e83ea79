import { at } from './candles.ts';
import type { Candles } from './candles.ts';
import { definePattern } from './pattern.ts';
import type { Limits, Pattern } from './pattern.ts';

const TRIO = { candles: 3, lookback: 12 };

/** Whether three bars close ever higher. */
function rising(candles: Candles, i: number): boolean {
  const { close } = candles;
  return at(close, i) > at(close, i - 1) && at(close, i - 1) > at(close, i - 2);
}

/** Whether the bar opens above the open before, and not far above the close before. */
function opensWithin({ open, close }: Candles, near: Float64Array, i: number): boolean {
  return at(open, i) > at(open, i - 1) && at(open, i) <= at(close, i - 1) + at(near, i - 1);
}

/** Whether the rise tires: bodies that shrink, or shadows above them. */
function tiring({ body, upper }: Candles, limits: Limits): (i: number) => boolean {
  const [far1, far2, near1] = [limits.far(1), limits.far(2), limits.near(1)];
  const [short0, short1] = [limits.shortShadow(0), limits.shortShadow(1)];
  return (i) => {
    const [newest, middle, oldest] = [at(body, i), at(body, i - 1), at(body, i - 2)];
    return (
      (middle < oldest - at(far2, i - 2) && newest < middle + at(near1, i - 1)) ||
      newest < middle - at(far1, i - 1) ||
      (newest < middle &&
        middle < oldest &&
        (at(upper, i) > at(short0, i) || at(upper, i - 1) > at(short1, i - 1))) ||
      (newest < middle && at(upper, i) > newest)
    );
  };
}

/** Patterns of three white candles, each from the body before. */
export const SOLDIERS: readonly Pattern[] = [
  definePattern(
    '3WHITESOLDIERS',
    {
      ...TRIO,
      summary: 'three rising white bars, each from the body before to its high',
      colours: 'www',
    },
    (candles, limits) => {
      const { body, upper } = candles;
      const [none, none1, none2] = [limits.noShadow(0), limits.noShadow(1), limits.noShadow(2)];
      const [near1, near2] = [limits.near(1), limits.near(2)];
      const [far1, far2, mean] = [limits.far(1), limits.far(2), limits.body(0)];
      return (i) =>
        rising(candles, i) &&
        at(upper, i - 2) < at(none2, i - 2) &&
        at(upper, i - 1) < at(none1, i - 1) &&
        at(upper, i) < at(none, i) &&
        opensWithin(candles, near2, i - 1) &&
        opensWithin(candles, near1, i) &&
        at(body, i - 1) > at(body, i - 2) - at(far2, i - 2) &&
        at(body, i) > at(body, i - 1) - at(far1, i - 1) &&
        at(body, i) > at(mean, i)
          ? 100
          : 0;
    },
  ),
  definePattern(
    'ADVANCEBLOCK',
    { ...TRIO, summary: 'three rising white bars whose strength wanes', colours: 'www' },
    (candles, limits) => {
      const { body, upper } = candles;
      const [long, short] = [limits.body(2), limits.shortShadow(2)];
      const [near1, near2] = [limits.near(1), limits.near(2)];
      const tires = tiring(candles, limits);
      return (i) =>
        rising(candles, i) &&
        opensWithin(candles, near2, i - 1) &&
        opensWithin(candles, near1, i) &&
        at(body, i - 2) > at(long, i - 2) &&
        at(upper, i - 2) < at(short, i - 2) &&
        tires(i)
          ? -100
          : 0;
    },
  ),
  definePattern(
    'STALLEDPATTERN',
    {
      ...TRIO,
      summary: 'two long rising white bars, and a short one at the top of the second',
      colours: 'www',
    },
    (candles, limits) => {
      const { body, open, close, upper } = candles;
      const [long2, long1, short] = [limits.body(2), limits.body(1), limits.body(0)];
      const [none1, near1, near2] = [limits.noShadow(1), limits.near(1), limits.near(2)];
      return (i) =>
        rising(candles, i) &&
        at(body, i - 2) > at(long2, i - 2) &&
        at(body, i - 1) > at(long1, i - 1) &&
        at(upper, i - 1) < at(none1, i - 1) &&
        opensWithin(candles, near2, i - 1) &&
        at(body, i) < at(short, i) &&
        at(open, i) >= at(close, i - 1) - at(body, i) - at(near1, i - 1)
          ? -100
          : 0;
    },
  ),
];
