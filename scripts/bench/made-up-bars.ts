import type { DailyBar, IntradayBar, Ohlcv } from '../../src/core/market/bar.ts';
import { instant, istInstant } from '../../src/core/market/instant.ts';
import { paise } from '../../src/core/market/money.ts';
import { addDays, sessionDate, weekday } from '../../src/core/market/session-date.ts';
import type { SessionDate } from '../../src/core/market/session-date.ts';

const MINUTES = 375;
const TICK_PAISE = 5;
const FIRST = sessionDate('2021-01-04');

/** Numbers from 0 to 1 that are the same in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4_294_967_296;
  };
}

/** Bars of one listing: a walk on the tick from a price between 5 and 50,000 rupees. */
function walk(listing: number, moveRatio: number): () => Ohlcv {
  const random = seeded(listing * 7919 + 17);
  const onTick = (price: number) => Math.max(1, Math.round(price / TICK_PAISE)) * TICK_PAISE;
  let last = onTick(500 * 10_000 ** random());
  // Few shares trade by the million in a minute, most by the hundred.
  const busiest = 10 ** (2 + 4 * random());
  return () => {
    const open = onTick(last * (1 + (random() - 0.5) * moveRatio));
    const close = onTick(open * (1 + (random() - 0.5) * moveRatio));
    const high = onTick(Math.max(open, close) * (1 + random() * moveRatio * 0.5));
    const low = onTick(Math.min(open, close) * (1 - random() * moveRatio * 0.5));
    last = close;
    return {
      openPaise: paise(open),
      highPaise: paise(Math.max(high, open, close)),
      lowPaise: paise(Math.min(low, open, close)),
      closePaise: paise(close),
      volume: Math.floor(busiest * random() ** 3),
    };
  };
}

/** Weekdays from the first on. */
function weekdays(count: number): SessionDate[] {
  const days: SessionDate[] = [];
  for (let day = FIRST; days.length < count; day = addDays(day, 1)) {
    if (weekday(day) % 6 !== 0) days.push(day);
  }
  return days;
}

/** Listings by their number from 1, each with its bars, oldest first. */
export type Bars<Bar> = readonly (readonly Bar[])[];

/** One-minute bars: five sessions of as many listings as make the rows. */
export function minuteBars(rows: number, sessions = 5): Bars<IntradayBar> {
  const starts = weekdays(sessions).flatMap((day) => {
    const opens = istInstant(day, '09:15');
    return Array.from({ length: MINUTES }, (_, minute) => instant(opens + minute * 60));
  });
  return Array.from({ length: Math.max(1, Math.round(rows / starts.length)) }, (_, index) => {
    const next = walk(index + 1, 0.002);
    return starts.map((start) => ({ start, ...next() }));
  });
}

/** Daily bars: five years of as many listings as make the rows. */
export function dailyBars(rows: number): Bars<DailyBar> {
  const days = weekdays(1250);
  return Array.from({ length: Math.max(1, Math.round(rows / days.length)) }, (_, index) => {
    const next = walk(index + 1, 0.03);
    return days.map((session) => ({ session, ...next() }));
  });
}
