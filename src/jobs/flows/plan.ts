import { closesAt } from '../../core/calendar/calendar.ts';
import type { Calendar } from '../../core/calendar/calendar.ts';
import { Failure } from '../../core/failure.ts';
import { FLOW_LISTS } from '../../core/flows/flow-list.ts';
import type { FlowList } from '../../core/flows/flow-list.ts';
import { istInstant } from '../../core/market/instant.ts';
import type { Instant } from '../../core/market/instant.ts';
import { addDays } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import type { AskedSessions } from '../../kit/options.ts';
import type { FlowListMark } from '../../store/flow-lists.ts';

/** By then every list of a session is out; until then one that is missing is not published yet. */
const DEADLINE = '21:00';
/** The longest stretch without a session was ten days; looked through for the session before. */
const PAUSE_DAYS = 15;

/** What a run asks for a session. */
export interface FlowUnit {
  readonly session: SessionDate;
  /** Lists that are missing, in the order of asking. */
  readonly missing: readonly FlowList[];
  /** Some list of the session is kept already. */
  readonly begun: boolean;
}

/** What is asked for, and why so much. */
export interface FlowPlan {
  /** Oldest first; empty: nothing is missing. */
  readonly units: readonly FlowUnit[];
  /** Sessions looked at. */
  readonly sessions: number;
  /** The newest session that is over; absent: none is known. */
  readonly newest?: SessionDate;
  /** The newest session's FII/DII figures are kept as they were before the deadline. */
  readonly provisional: boolean;
}

/** The moment from which a list that is missing is late. */
export function deadlineOf(session: SessionDate): Instant {
  return istInstant(session, DEADLINE);
}

/** Whether all of a day has happened by the moment, as far as trading goes. */
export function isOver(calendar: Calendar, date: SessionDate, now: Instant): boolean {
  const day = calendar.day(date);
  return day.state === 'open' ? closesAt(day) <= now : date <= calendar.dateAt(now);
}

/** The session before; absent when the calendar knows none within a fortnight. */
export function sessionBefore(calendar: Calendar, session: SessionDate): SessionDate | undefined {
  const before = calendar.sessions(addDays(session, -PAUSE_DAYS), addDays(session, -1));
  return before.at(-1)?.session;
}

/**
 * Sessions that are over by now and asked for, oldest first.
 *
 * @param windowDays calendar days back from the end of the range where no first session is given
 * @throws Failure `config` for a day by name about which the calendar knows nothing
 */
export function sessionsAsked(
  calendar: Calendar,
  { from, to, only }: AskedSessions,
  windowDays: number,
  now: Instant,
): SessionDate[] {
  const today = calendar.dateAt(now);
  for (const date of only ?? []) {
    const day = calendar.day(date);
    if (day.state === 'unknown') throw new Failure('config', day.why);
  }
  const last = to !== undefined && to < today ? to : today;
  return calendar
    .sessions(from ?? addDays(last, -windowDays), last)
    .filter((day) => closesAt(day) <= now && (only?.has(day.session) ?? true))
    .map(({ session }) => session);
}

/** The newest session that is over; absent when none is known within a fortnight. */
export function newestSession(calendar: Calendar, now: Instant): SessionDate | undefined {
  const today = calendar.dateAt(now);
  return calendar
    .sessions(addDays(today, -PAUSE_DAYS), today)
    .findLast((day) => closesAt(day) <= now)?.session;
}

/**
 * Decides what to ask for: every list of a session that was never had. FII/DII figures are told for
 * the newest session only, so they are missing of no other.
 */
export function planFlows(
  sessions: readonly SessionDate[],
  newest: SessionDate | undefined,
  marks: readonly FlowListMark[],
  now: Instant,
): FlowPlan {
  const had = new Map(marks.map((mark) => [`${mark.session} ${mark.list}`, mark]));
  const units = sessions.flatMap((session): FlowUnit[] => {
    const due = FLOW_LISTS.filter((list) => list !== 'fii-dii' || session === newest);
    const missing = due.filter((list) => !had.has(`${session} ${list}`));
    return missing.length === 0 ? [] : [{ session, missing, begun: missing.length < due.length }];
  });
  const asked = newest !== undefined && sessions.includes(newest);
  const mark = asked ? had.get(`${newest} fii-dii`) : undefined;
  const deadline = newest === undefined ? undefined : deadlineOf(newest);
  const provisional =
    mark !== undefined && deadline !== undefined && mark.answeredAt < deadline && now >= deadline;
  return {
    units,
    sessions: sessions.length,
    provisional,
    ...(newest === undefined ? {} : { newest }),
  };
}
