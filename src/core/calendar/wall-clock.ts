import { instant, IST_OFFSET_SECONDS } from '../market/instant.ts';
import type { Instant } from '../market/instant.ts';
import type { ExchangeCode } from '../market/listing.ts';
import { dateOfDay, dayNumber } from '../market/session-date.ts';
import type { SessionDate } from '../market/session-date.ts';
import { twoDigits } from './civil-year.ts';
import { isDaylightTime } from './us-daylight-time.ts';

const DAY_SECONDS = 86_400;

/** The clock on an exchange's wall. */
export interface WallClock {
  /** IANA name. */
  readonly zone: string;
  /** Seconds that the wall is ahead of UTC at a moment; negative west of it. */
  offsetSeconds(at: Instant): number;
  /** `IST`, `EST`, `EDT`. */
  abbreviation(at: Instant): string;
}

const INDIA: WallClock = {
  zone: 'Asia/Kolkata',
  offsetSeconds: () => IST_OFFSET_SECONDS,
  abbreviation: () => 'IST',
};

const NEW_YORK: WallClock = {
  zone: 'America/New_York',
  offsetSeconds: (at) => (isDaylightTime(at) ? -4 : -5) * 3600,
  abbreviation: (at) => (isDaylightTime(at) ? 'EDT' : 'EST'),
};

const CLOCKS: Readonly<Record<ExchangeCode, WallClock>> = {
  XNSE: INDIA,
  XBOM: INDIA,
  XNYS: NEW_YORK,
  XNAS: NEW_YORK,
};

/** The clock of an exchange. */
export function clockOf(exchange: ExchangeCode): WallClock {
  return CLOCKS[exchange];
}

/** The date on the wall at that moment. */
export function wallDate(clock: WallClock, at: Instant): SessionDate {
  return dateOfDay(Math.floor((at + clock.offsetSeconds(at)) / DAY_SECONDS));
}

/** Minutes after midnight of that date on the wall; negative before it. */
export function wallMinute(clock: WallClock, date: SessionDate, at: Instant): number {
  return (at + clock.offsetSeconds(at) - dayNumber(date) * DAY_SECONDS) / 60;
}

/**
 * The moment of so many minutes after midnight on the wall. A time that the wall skips or shows
 * twice when its clock is changed comes out as one of the two; no exchange trades then.
 *
 * @param day the date as `dayNumber` counts it, so that a whole year is reckoned quickly
 */
export function wallInstant(clock: WallClock, day: number, minute: number): Instant {
  const asUtc = day * DAY_SECONDS + minute * 60;
  const guess = instant(asUtc - clock.offsetSeconds(instant(asUtc)));
  return instant(asUtc - clock.offsetSeconds(guess));
}

/** `09:15`: the time on the wall to the minute. */
export function wallTime(clock: WallClock, at: Instant): string {
  const seconds = at + clock.offsetSeconds(at);
  const minute = Math.floor((((seconds % DAY_SECONDS) + DAY_SECONDS) % DAY_SECONDS) / 60);
  return `${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}`;
}
