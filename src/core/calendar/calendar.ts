import type { ExchangeCode } from '../market/listing.ts';
import type { Instant } from '../market/instant.ts';
import type { SessionDate } from '../market/session-date.ts';

/** A stretch of continuous trading, from its first moment up to, not including, its last. */
export interface TradingHours {
  readonly open: Instant;
  readonly close: Instant;
}

/** A day on which the exchange trades. */
export interface OpenDay {
  readonly state: 'open';
  readonly exchange: ExchangeCode;
  readonly session: SessionDate;
  /**
   * `regular`; `special` for weekend and budget sessions with full or split hours; `muhurat` for
   * the hour of Diwali; `shortened` for a weekday that ended early.
   */
  readonly kind: 'regular' | 'special' | 'muhurat' | 'shortened';
  /** Continuous trading, oldest first; at least one stretch. */
  readonly hours: readonly TradingHours[];
  /** When the pre-open (order entry) begins; absent where there is none. */
  readonly preOpen?: Instant;
  /** End of continuous trading of stocks with futures, where it differs (from 3 August 2026). */
  readonly derivativeStocksClose?: Instant;
  /** Why the day is out of the ordinary; absent for a regular one. */
  readonly why?: string;
}

export interface ClosedDay {
  readonly state: 'closed';
  readonly exchange: ExchangeCode;
  readonly session: SessionDate;
  /** `Sunday`, `Republic Day`, `holiday`. */
  readonly why: string;
}

/** A day past the data's last year: nobody has said whether it is a session. */
export interface UnknownDay {
  readonly state: 'unknown';
  readonly exchange: ExchangeCode;
  readonly session: SessionDate;
  /** What is known, and what to do. */
  readonly why: string;
}

export type CalendarDay = OpenDay | ClosedDay | UnknownDay;

/** When one exchange trades. */
export interface Calendar {
  readonly exchange: ExchangeCode;
  /** IANA name of the zone of its wall time. */
  readonly zone: string;
  /** First and last day about which something is known. */
  readonly knownFrom: SessionDate;
  readonly knownTo: SessionDate;
  day(date: SessionDate): CalendarDay;
  /** Known sessions of the range, both ends in it, oldest first; unknown days are left out. */
  sessions(from: SessionDate, to: SessionDate): readonly OpenDay[];
  /** The date on the exchange's wall at that moment. */
  dateAt(at: Instant): SessionDate;
}

/** What a holiday list says about one day, as it was learned. */
export interface LearnedDay {
  readonly exchange: ExchangeCode;
  readonly session: SessionDate;
  readonly state: 'open' | 'closed';
  readonly why: string;
  /** Continuous trading of a special session, where the list tells its hours. */
  readonly hours?: readonly TradingHours[];
}

/** Starts of the bars of a day, oldest first: a bar may be cut short by the end of trading. */
export function slots(day: OpenDay, minutes: number): Instant[] {
  const out: Instant[] = [];
  for (const { open, close } of day.hours) {
    for (let start = open as number; start < close; start += minutes * 60) {
      out.push(start as Instant);
    }
  }
  return out;
}

/** First moment of continuous trading of the day. */
export function opensAt(day: OpenDay): Instant {
  return day.hours[0]?.open ?? (0 as Instant);
}

/** Moment after the last of continuous trading of the day. */
export function closesAt(day: OpenDay): Instant {
  return day.hours[day.hours.length - 1]?.close ?? (0 as Instant);
}
