import type { ExchangeCode } from '../market/listing.ts';
import type { SessionDate } from '../market/session-date.ts';
import type { OpenDay } from './calendar.ts';
import type { WallClock } from './wall-clock.ts';

/** A stretch of continuous trading in minutes after midnight on the exchange's wall. */
export interface WallStretch {
  readonly open: number;
  readonly close: number;
}

/** The hours of a day in minutes after midnight on the exchange's wall. */
export interface WallHours {
  /** Oldest first, at least one. */
  readonly stretches: readonly WallStretch[];
  /** Absent where there is no pre-open. */
  readonly preOpen?: number;
  /** Absent where stocks with derivatives stop with the others. */
  readonly derivativeStocksClose?: number;
}

/** What is out of the ordinary about a day; a day without a fact follows its weekday. */
export type DayFact =
  | { readonly state: 'closed'; readonly why: string }
  /** A weekday that trades as usual although an older list has it closed. */
  | { readonly state: 'regular' }
  | {
      readonly state: 'open';
      readonly kind: Exclude<OpenDay['kind'], 'regular'>;
      readonly hours: WallHours;
      readonly why: string;
    };

/** Facts by day. */
export type DayFacts = ReadonlyMap<SessionDate, DayFact>;

/** All that is shipped about the days of an exchange. */
export interface ExchangeRules {
  readonly exchange: ExchangeCode;
  readonly clock: WallClock;
  /** Whole years: 1 January of the first, 31 December of the last. */
  readonly knownFrom: SessionDate;
  readonly knownTo: SessionDate;
  /** Last day that is history: no list corrects it or an earlier one. */
  readonly historyTo: SessionDate;
  /** `MM-DD` of a holiday that every whole list of a year holds where it is a weekday. */
  readonly landmark: string;
  /** Hours of an ordinary day. */
  usualHours(date: SessionDate): WallHours;
  /** Days out of the ordinary of a year within the shipped ones; else empty. */
  facts(year: number): DayFacts;
  /**
   * Usual hours of a Muhurat session whose own nobody has told; absent where the exchange holds
   * none.
   */
  readonly muhuratHours?: WallHours;
}

/** Reads `HH:MM` as minutes after midnight. */
export function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** Reads `09:15-10:00 11:30-12:30` as stretches. */
export function stretchesOf(text: string): readonly WallStretch[] {
  return text
    .split(' ')
    .map((part) => ({ open: minuteOf(part.slice(0, 5)), close: minuteOf(part.slice(6)) }));
}
