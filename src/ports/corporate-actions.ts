import type { Announcement, ToldMeeting } from '../core/corporate-actions/earnings.ts';
import type { ActionExchange, ToldAction } from '../core/corporate-actions/corporate-action.ts';
import type { RefusedRow } from '../core/market/bar.ts';
import type { SessionDate } from '../core/market/session-date.ts';

/** Days to ask for, both ends in it; of one company where a symbol is given. */
export interface AskedDays {
  readonly from: SessionDate;
  readonly to: SessionDate;
  readonly symbol?: string;
}

/** Good rows in the order of the answer, and those that were refused. */
export interface ToldRows<Row> {
  readonly rows: readonly Row[];
  readonly refused: readonly RefusedRow[];
}

/**
 * A place that tells of corporate actions by ex-date. Rows of other days than those asked for are
 * left out.
 *
 * Every method of these three @throws Failure as `Http` does, and `bad-data` when the whole answer
 * is refused.
 */
export interface CorporateActionSource {
  readonly name: string;
  readonly exchange: ActionExchange;
  /** Tells all of a window, so that what is not there any more was withdrawn; a feed does not. */
  readonly whole: boolean;
  actions(days: AskedDays): Promise<ToldRows<ToldAction>>;
}

/** A place that passes on what companies file, by the exchange's day. */
export interface AnnouncementSource {
  readonly name: Announcement['source'];
  announcements(days: AskedDays): Promise<ToldRows<Announcement>>;
}

/** A place that tells when boards meet, by the day of the meeting. */
export interface MeetingSource {
  readonly name: string;
  /** Knows meetings to come only: windows of the past are not worth asking for. */
  readonly comingOnly: boolean;
  meetings(days: AskedDays): Promise<ToldRows<ToldMeeting>>;
}
