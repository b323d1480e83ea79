import type { Ohlcv } from '../market/bar.ts';
import { paise } from '../market/money.ts';
import type { Paise } from '../market/money.ts';
import type { SessionDate } from '../market/session-date.ts';

/** A factor and the first session that already has it in its prices. */
export interface DatedFactor {
  readonly exDate: SessionDate;
  readonly factor: number;
  /** A person entered it, as for a demerger: sources that adjust for splits know nothing of it. */
  readonly byHand?: true;
}

/** The product of the factors whose ex-date comes after the session; 1 for none. */
export function factorAfter(factors: readonly DatedFactor[], session: SessionDate): number {
  return factors.reduce(
    (product, { exDate, factor }) => (exDate > session ? product * factor : product),
    1,
  );
}

const times = (price: Paise, factor: number): Paise => paise(Math.round(price * factor));

/**
 * Bars as if every share had always been what it is after the last ex-date: prices before each
 * ex-date times its factor, volumes divided by it; prices to the paisa, volumes to the share. What
 * is kept is never changed: this is done by reading.
 *
 * @param bars in any order, as traded
 * @param factors of the bars' security, in any order
 */
export function adjust<Bar extends Ohlcv>(
  bars: readonly Bar[],
  factors: readonly DatedFactor[],
  sessionOf: (bar: Bar) => SessionDate,
): Bar[] {
  return bars.map((bar) => {
    const factor = factorAfter(factors, sessionOf(bar));
    if (factor === 1) return bar;
    return {
      ...bar,
      openPaise: times(bar.openPaise, factor),
      highPaise: times(bar.highPaise, factor),
      lowPaise: times(bar.lowPaise, factor),
      closePaise: times(bar.closePaise, factor),
      volume: Math.round(bar.volume / factor),
    };
  });
}
