import { instant } from '../../src/core/market/instant.ts';
import type { DailyBar, IntradayBar, Ohlcv } from '../../src/core/market/bar.ts';
import { paise } from '../../src/core/market/money.ts';
import { addDays } from '../../src/core/market/session-date.ts';
import { NOW, TODAY } from './opened-store.ts';

/** Prices around a close, in paise. */
export function pricesAround(closePaise: number): Ohlcv {
  return {
    openPaise: paise(closePaise - 10),
    highPaise: paise(closePaise + 30),
    lowPaise: paise(closePaise - 20),
    closePaise: paise(closePaise),
    volume: 1000 + closePaise,
  };
}

/** So many daily bars, a day apart, oldest first; each closes a paisa higher. */
export function dailyBars(count: number, closePaise = 10_000): DailyBar[] {
  return Array.from({ length: count }, (_, place) => ({
    session: addDays(TODAY, place - 1500),
    ...pricesAround(closePaise + place),
  }));
}

/** So many bars of that many minutes, oldest first; each closes a paisa higher. */
export function intradayBars(count: number, minutes = 1, closePaise = 10_000): IntradayBar[] {
  return Array.from({ length: count }, (_, place) => ({
    start: instant(NOW + place * minutes * 60),
    ...pricesAround(closePaise + place),
  }));
}
