import { at } from './candles.ts';
import { definePattern, gapUp, within } from './pattern.ts';
import type { Pattern } from './pattern.ts';

const TRIO = { candles: 3, lookback: 12 };

/** Patterns of successive black candles. */
export const CROWS: readonly Pattern[] = [
  definePattern(
    '2CROWS',
    {
      ...TRIO,
      summary: 'black bar above a long white body, and another that closes in it',
      colours: 'wbb',
    },
    (candles, limits) => {
      const { body, open, close } = candles;
      const long = limits.body(2);
      return (i) =>
        gapUp(candles, i - 1, i - 2) &&
        at(body, i - 2) > at(long, i - 2) &&
        at(open, i) < at(open, i - 1) &&
        at(open, i) > at(close, i - 1) &&
        at(close, i) > at(open, i - 2) &&
        at(close, i) < at(close, i - 2)
          ? -100
          : 0;
    },
  ),
  definePattern(
    'UPSIDEGAP2CROWS',
    {
      ...TRIO,
      summary: 'two black bars above a long white body, the second around the first',
      colours: 'wbb',
    },
    (candles, limits) => {
      const { body, open, close } = candles;
      const [long, short] = [limits.body(2), limits.body(1)];
      return (i) =>
        gapUp(candles, i - 1, i - 2) &&
        at(body, i - 2) > at(long, i - 2) &&
        at(body, i - 1) <= at(short, i - 1) &&
        at(open, i) > at(open, i - 1) &&
        at(close, i) < at(close, i - 1) &&
        at(close, i) > at(close, i - 2)
          ? -100
          : 0;
    },
  ),
  definePattern(
    '3BLACKCROWS',
    {
      candles: 4,
      lookback: 13,
      summary: 'three falling black bars after a white one, each from the body before to its low',
      colours: 'wbbb',
    },
    (candles, limits) => {
      const { open, high, close, lower } = candles;
      const [none, none1, none2] = [limits.noShadow(0), limits.noShadow(1), limits.noShadow(2)];
      return (i) =>
        at(lower, i - 2) < at(none2, i - 2) &&
        at(lower, i - 1) < at(none1, i - 1) &&
        at(lower, i) < at(none, i) &&
        at(open, i - 1) < at(open, i - 2) &&
        at(open, i - 1) > at(close, i - 2) &&
        at(open, i) < at(open, i - 1) &&
        at(open, i) > at(close, i - 1) &&
        at(high, i - 3) > at(close, i - 2) &&
        at(close, i - 2) > at(close, i - 1) &&
        at(close, i - 1) > at(close, i)
          ? -100
          : 0;
    },
  ),
  definePattern(
    'IDENTICAL3CROWS',
    {
      ...TRIO,
      summary: 'three falling black bars, each from the close before to its low',
      colours: 'bbb',
    },
    (candles, limits) => {
      const { open, close, lower } = candles;
      const [none, none1, none2] = [limits.noShadow(0), limits.noShadow(1), limits.noShadow(2)];
      const [equal1, equal2] = [limits.equal(1), limits.equal(2)];
      return (i) =>
        at(lower, i - 2) < at(none2, i - 2) &&
        at(lower, i - 1) < at(none1, i - 1) &&
        at(lower, i) < at(none, i) &&
        at(close, i - 2) > at(close, i - 1) &&
        at(close, i - 1) > at(close, i) &&
        within(at(open, i - 1), at(close, i - 2), at(equal2, i - 2)) &&
        within(at(open, i), at(close, i - 1), at(equal1, i - 1))
          ? -100
          : 0;
    },
  ),
  definePattern(
    '3STARSINSOUTH',
    { ...TRIO, summary: 'three black bars whose ranges shrink upwards', colours: 'bbb' },
    (candles, limits) => {
      const { body, open, high, low, close, upper, lower } = candles;
      const [long, short] = [limits.body(2), limits.body(0)];
      const [none, none1] = [limits.noShadow(0), limits.noShadow(1)];
      return (i) =>
        at(body, i - 2) > at(long, i - 2) &&
        at(lower, i - 2) > at(body, i - 2) &&
        at(body, i - 1) < at(body, i - 2) &&
        at(open, i - 1) > at(close, i - 2) &&
        at(open, i - 1) <= at(high, i - 2) &&
        at(low, i - 1) < at(close, i - 2) &&
        at(low, i - 1) >= at(low, i - 2) &&
        at(lower, i - 1) > at(none1, i - 1) &&
        at(body, i) < at(short, i) &&
        at(lower, i) < at(none, i) &&
        at(upper, i) < at(none, i) &&
        at(low, i) > at(low, i - 1) &&
        at(high, i) < at(high, i - 1)
          ? 100
          : 0;
    },
  ),
  definePattern(
    'CONCEALBABYSWALL',
    {
      candles: 4,
      lookback: 13,
      summary: 'two black marubozus, a gap down with an upper shadow, and a black bar around it',
      colours: 'bbbb',
    },
    (candles, limits) => {
      const { high, low, close, upper, lower, top, bottom } = candles;
      const [none1, none2, none3] = [1, 2, 3].map((age) => limits.noShadow(age));
      if (!none1 || !none2 || !none3) throw new Error('no limits');
      return (i) =>
        at(lower, i - 3) < at(none3, i - 3) &&
        at(upper, i - 3) < at(none3, i - 3) &&
        at(lower, i - 2) < at(none2, i - 2) &&
        at(upper, i - 2) < at(none2, i - 2) &&
        at(top, i - 1) < at(bottom, i - 2) &&
        at(upper, i - 1) > at(none1, i - 1) &&
        at(high, i - 1) > at(close, i - 2) &&
        at(high, i) > at(high, i - 1) &&
        at(low, i) < at(low, i - 1)
          ? 100
          : 0;
    },
  ),
];
