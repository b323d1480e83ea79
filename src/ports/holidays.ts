import type { LearnedDay } from '../core/calendar/calendar.ts';

/** A place that publishes an exchange's holidays for the running year. */
export interface HolidaySource {
  readonly name: string;
  /** @throws Failure as `Http` does, and `bad-data` */
  holidays(): Promise<readonly LearnedDay[]>;
}
