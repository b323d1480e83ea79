import type { Instant } from './instant.ts';
import type { Paise } from './money.ts';
import type { SessionDate } from './session-date.ts';

/** Bar lengths that are kept, shortest first. */
export const INTERVALS = ['1m', '5m', '15m', '1d'] as const;
export type Interval = (typeof INTERVALS)[number];
export type IntradayInterval = Exclude<Interval, '1d'>;

/** Minutes in one bar of an intraday interval. */
export const INTERVAL_MINUTES: Readonly<Record<IntradayInterval, number>> = {
  '1m': 1,
  '5m': 5,
  '15m': 15,
};

/** Four prices and the traded quantity of one bar; volume in shares, 0 for indices. */
export interface Ohlcv {
  readonly openPaise: Paise;
  readonly highPaise: Paise;
  readonly lowPaise: Paise;
  readonly closePaise: Paise;
  readonly volume: number;
}

/** One session's bar. */
export interface DailyBar extends Ohlcv {
  readonly session: SessionDate;
}

/** A bar inside a session, named by its start. */
export interface IntradayBar extends Ohlcv {
  readonly start: Instant;
}

/**
 * What a daily series is: `raw` prices as traded, never changed, or `split-adjusted` as the source
 * had them at the time of asking.
 */
export type Basis = 'raw' | 'split-adjusted';

/** Why a bar is impossible, in words; absent when it is possible. */
export function impossible(bar: Ohlcv): string | undefined {
  const { openPaise: open, highPaise: high, lowPaise: low, closePaise: close, volume } = bar;
  if (!(low > 0)) return `low ${low} paise is not above zero`;
  const whole = Number.isSafeInteger(open) && Number.isSafeInteger(high);
  if (!whole || !Number.isSafeInteger(low) || !Number.isSafeInteger(close)) {
    return `open ${open}, high ${high}, low ${low}, close ${close} are not all whole paise`;
  }
  if (high < low) return `high ${high} is below low ${low} paise`;
  if (open < low || open > high) return `open ${open} is outside ${low}..${high} paise`;
  if (close < low || close > high) return `close ${close} is outside ${low}..${high} paise`;
  if (!Number.isSafeInteger(volume) || volume < 0) return `volume ${volume} is no count of shares`;
  return undefined;
}

/** A row that was refused at the door, where it stood, and why. */
export interface RefusedRow {
  /** Position in the source's answer: `candles[3]`, `line 17`. */
  readonly row: string;
  readonly reason: string;
}
