import { closesAt, opensAt } from '../calendar/calendar.ts';
import type { Calendar } from '../calendar/calendar.ts';
import type { Instant } from './instant.ts';
import { instant } from './instant.ts';
import type { Paise } from './money.ts';
import { addDays } from './session-date.ts';

/** The price of a listing as its exchange had it at a moment. What a source does not tell is absent. */
export interface Quote {
  readonly lastPaise: Paise;
  /** The exchange's time of that price, not the time of asking. */
  readonly at: Instant;
  /** Shares traded in the session so far. */
  readonly volume?: number;
  readonly openPaise?: Paise;
  readonly highPaise?: Paise;
  readonly lowPaise?: Paise;
  /** Close of the session before. */
  readonly previousClosePaise?: Paise;
  /** The best price that somebody offers to buy at, and to sell at. */
  readonly bidPaise?: Paise;
  readonly askPaise?: Paise;
  /** Prices between which the exchange lets the session trade. */
  readonly lowerCircuitPaise?: Paise;
  readonly upperCircuitPaise?: Paise;
}

/** Behind its session by more than this, a quote is stale: a quarter of an hour. */
export const STALE_SECONDS = 15 * 60;

/** The longest closure that is looked back over; the longest of NSE was ten days. */
const CLOSURE_DAYS = 31;

/**
 * Why a quote is impossible, in words; absent when it is possible. The last price may lie outside the
 * day's range: before the open the two are of different days. The open is of the range's day.
 */
export function impossibleQuote(quote: Quote): string | undefined {
  const { lastPaise, openPaise, highPaise, lowPaise, volume } = quote;
  const { lowerCircuitPaise, upperCircuitPaise } = quote;
  if (!Number.isSafeInteger(lastPaise) || lastPaise <= 0) return `last ${lastPaise} is no price`;
  if (highPaise !== undefined && lowPaise !== undefined && highPaise < lowPaise) {
    return `high ${highPaise} is below low ${lowPaise} paise`;
  }
  if (openPaise !== undefined && openPaise > (highPaise ?? openPaise)) {
    return `open ${openPaise} is above high ${highPaise} paise`;
  }
  if (openPaise !== undefined && openPaise < (lowPaise ?? openPaise)) {
    return `open ${openPaise} is below low ${lowPaise} paise`;
  }
  if (volume !== undefined && (!Number.isSafeInteger(volume) || volume < 0)) {
    return `volume ${volume} is no count of shares`;
  }
  const band = lowerCircuitPaise !== undefined && upperCircuitPaise !== undefined;
  if (band && upperCircuitPaise < lowerCircuitPaise) {
    return `upper circuit ${upperCircuitPaise} is below lower ${lowerCircuitPaise} paise`;
  }
  return undefined;
}

/**
 * The latest moment of trading at or before now: now itself while the exchange trades, else the end
 * of trading. Absent when the calendar knows no session of the last month.
 */
export function lastTrading(calendar: Calendar, now: Instant): Instant | undefined {
  const today = calendar.dateAt(now);
  const begun = calendar
    .sessions(addDays(today, -CLOSURE_DAYS), today)
    .filter((day) => opensAt(day) <= now)
    .at(-1);
  if (!begun) return undefined;
  const stretch = begun.hours.filter(({ open }) => open <= now).at(-1);
  return instant(Math.min(now, stretch?.close ?? closesAt(begun)));
}

/**
 * How far a price is behind what trading allows: seconds from its time to the latest moment of
 * trading; 0 for a price of the closing or later. Absent where the calendar knows no session.
 */
export function secondsBehind(calendar: Calendar, at: Instant, now: Instant): number | undefined {
  const due = lastTrading(calendar, now);
  return due === undefined ? undefined : Math.max(0, due - at);
}

/** Whether a price is older than its session allows. */
export function isStale(calendar: Calendar, at: Instant, now: Instant): boolean {
  return (secondsBehind(calendar, at, now) ?? 0) > STALE_SECONDS;
}
