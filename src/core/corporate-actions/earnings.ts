import type { Instant } from '../market/instant.ts';
import { istDate } from '../market/instant.ts';
import { addDays } from '../market/session-date.ts';
import type { SessionDate } from '../market/session-date.ts';

/** How sure the day of a company's results is: named by a calendar, by the company, or past. */
export const EARNINGS_STATES = ['expected', 'confirmed', 'reported'] as const;
export type EarningsState = (typeof EARNINGS_STATES)[number];

/** A meeting of a board, as an exchange tells of it. */
export interface ToldMeeting {
  /** `confirmed`: the company's own letter; `expected`: a calendar. */
  readonly state: Exclude<EarningsState, 'reported'>;
  readonly symbol: string;
  readonly isin?: string;
  readonly company: string;
  readonly date: SessionDate;
  readonly purpose: string;
  readonly details: string;
  /** The day from which it was moved here. */
  readonly movedFrom?: SessionDate;
  readonly announcedAt?: Instant;
}

/** A filing as an exchange passed it on. */
export interface Announcement {
  readonly source: 'nse' | 'bse' | 'nse-rss';
  /** NSE's growing number, BSE's identifier, of a feed the address of what was filed. */
  readonly sequenceId: string;
  /** Absent where the source names the company only. */
  readonly symbol?: string;
  readonly isin?: string;
  readonly company: string;
  readonly category: string;
  readonly text: string;
  /** When the exchange had it. */
  readonly at: Instant;
  /** Address of the file; absent for questions that the exchange asked. */
  readonly attachment?: string;
}

/** A day of a company's results. */
export interface Earnings {
  readonly symbol: string;
  readonly date: SessionDate;
  readonly isin?: string;
  readonly company: string;
  readonly state: EarningsState;
  readonly purpose: string;
  readonly details: string;
  readonly announcedAt?: Instant;
  /** Number of the filing with the results. */
  readonly reportedBy?: string;
}

const RESULTS = /financial results?|(?:quarterly|annual|audited|unaudited) .{0,40}results?/i;
/** Purposes that tell nothing of the matter: then the letter's own words count. */
const GENERAL = /intimation|re-?scheduled|adjourn/i;
/** What a board is to do with results, beside all else that a letter may say of them. */
const TO_CONSIDER = /(?:consider|approve|adopt|on record)[^.]{0,250}results?/i;
/** Categories and words under which results are filed. */
const REPORT =
  /outcome of board meeting|financial results? updates?|integrated filing ?- ?financial|^result/i;
/** Days after a meeting within which its results are filed. */
const REPORT_DAYS = 3;

/** Whether the meeting is about results: other purposes make no day of earnings. */
function isAboutResults({ purpose, details }: ToldMeeting): boolean {
  return RESULTS.test(purpose) || (GENERAL.test(purpose) && TO_CONSIDER.test(details));
}

function surer(a: ToldMeeting, b: ToldMeeting): ToldMeeting {
  return EARNINGS_STATES.indexOf(b.state) > EARNINGS_STATES.indexOf(a.state) ? b : a;
}

/** Whether the filing can hold the results of the meeting. */
function reports(filing: Announcement, { symbol, date, isin }: ToldMeeting): boolean {
  const day = istDate(filing.at);
  return (
    (filing.symbol === symbol || (isin !== undefined && filing.isin === isin)) &&
    day >= date &&
    day <= addDays(date, REPORT_DAYS) &&
    REPORT.test(filing.category) &&
    (RESULTS.test(filing.text) || /result|integrated filing/i.test(filing.category))
  );
}

/**
 * Days of results from what the exchanges tell: one for each company and day. A day from which a
 * meeting was moved away is left out, although calendars keep it. Nothing is invented: a day that
 * nobody named is not here.
 *
 * @param meetings in any order; several rows for one meeting are usual
 * @param filings which turn a day into `reported`
 * @returns by date, then symbol
 */
export function earningsOf(
  meetings: readonly ToldMeeting[],
  filings: readonly Announcement[],
): Earnings[] {
  const about = meetings.filter(isAboutResults);
  const moved = new Set(
    about.flatMap(({ symbol, date, movedFrom }) =>
      movedFrom === undefined || movedFrom === date ? [] : [`${symbol} ${movedFrom}`],
    ),
  );
  const days = new Map<string, ToldMeeting>();
  for (const meeting of about) {
    const key = `${meeting.symbol} ${meeting.date}`;
    const known = days.get(key);
    if (!moved.has(key)) days.set(key, known ? surer(known, meeting) : meeting);
  }
  return [...days.values()]
    .toSorted((a, b) => (`${a.date} ${a.symbol}` < `${b.date} ${b.symbol}` ? -1 : 1))
    .map((meeting) => {
      const { movedFrom: _, ...told } = meeting;
      const report = filings.find((filing) => reports(filing, meeting));
      return report ? { ...told, state: 'reported' as const, reportedBy: report.sequenceId } : told;
    });
}
