import { NEAR, at } from './candles.ts';
import type { Candles } from './candles.ts';
import { definePattern } from './pattern.ts';
import type { Pattern, ValueAt } from './pattern.ts';

/** A trap can be confirmed on so many bars after it. */
const CONFIRMED_WITHIN = 3;

/** Whether the bar's range lies inside that of the bar before. */
function isInside({ high, low }: Candles, i: number): boolean {
  return at(high, i) < at(high, i - 1) && at(low, i) > at(low, i - 1);
}

/** 1 where both high and low fall below those of the bar before, -1 where both rise above, else 0. */
function breakOut({ high, low }: Candles, i: number): number {
  if (at(high, i) < at(high, i - 1) && at(low, i) < at(low, i - 1)) return 1;
  return at(high, i) > at(high, i - 1) && at(low, i) > at(low, i - 1) ? -1 : 0;
}

/**
 * 100 in a trap's direction on its bar, 200 on the first of the next three bars that closes beyond the
 * bar before the trap's; a newer trap takes an older one's place.
 *
 * @param trapAt the direction of the trap that the bar completes; 0: none
 */
function trapped({ high, low, close }: Candles, trapAt: ValueAt): ValueAt {
  let direction = 0;
  let setAt = -Infinity;
  return (i) => {
    const trap = trapAt(i);
    if (trap !== 0) {
      direction = trap;
      setAt = i;
      return 100 * direction;
    }
    if (i > setAt + CONFIRMED_WITHIN) return 0;
    const confirmed =
      direction === 1 ? at(close, i) > at(high, setAt - 1) : at(close, i) < at(low, setAt - 1);
    if (!confirmed) return 0;
    setAt = -Infinity;
    return 200 * direction;
  };
}

/** Patterns of an inside bar whose break-out fails. */
export const HIKKAKES: readonly Pattern[] = [
  definePattern(
    'HIKKAKE',
    {
      candles: 3,
      lookback: 5,
      memory: CONFIRMED_WITHIN,
      summary: 'break out of an inside bar against which the price turns; 200 when it has turned',
    },
    (candles) => trapped(candles, (i) => (isInside(candles, i - 1) ? breakOut(candles, i) : 0)),
  ),
  definePattern(
    'HIKKAKEMOD',
    {
      candles: 4,
      lookback: 10,
      memory: CONFIRMED_WITHIN,
      summary: 'hikkake after two inside bars, the first with its close at the far end',
    },
    (candles) => {
      const { high, low, close } = candles;
      // Its sum begins with the bars that it must have seen, before its first bar.
      const near = candles.limit(NEAR, 0);
      return trapped(candles, (i) => {
        if (!isInside(candles, i - 2) || !isInside(candles, i - 1)) return 0;
        const direction = breakOut(candles, i);
        const [closed, limit] = [at(close, i - 2), at(near, i - 2)];
        const atEnd =
          direction === 1 ? closed <= at(low, i - 2) + limit : closed >= at(high, i - 2) - limit;
        return atEnd ? direction : 0;
      });
    },
  ),
];
