import { closesAt, opensAt, slots } from '../calendar/calendar.ts';
import type { Calendar, OpenDay } from '../calendar/calendar.ts';
import { INTERVAL_MINUTES } from '../market/bar.ts';
import type { Interval, IntradayInterval } from '../market/bar.ts';
import { instant } from '../market/instant.ts';
import type { Instant } from '../market/instant.ts';
import { addDays, dayNumber } from '../market/session-date.ts';
import type { SessionDate } from '../market/session-date.ts';

/**
 * A daily bar counts as closed this long after continuous trading: the closing auction and the
 * post-close session are over and the official close is out.
 */
const DAILY_SETTLES_SECONDS = 40 * 60;
/** A bar inside a session counts as closed this long after its end: the source needs a moment. */
const BAR_SETTLES_SECONDS = 5;
/** Sessions asked for again before the first missing one, to see whether the basis has moved. */
const OVERLAP_SESSIONS = 5;
/** Days that a window leaves for them. */
const OVERLAP_DAYS = 20;

/** When all of a session's bars of the interval are closed. */
export function finishedAt(day: OpenDay, interval: Interval): Instant {
  const settle = interval === '1d' ? DAILY_SETTLES_SECONDS : BAR_SETTLES_SECONDS;
  return instant(closesAt(day) + settle);
}

/** A successful request of the last day, as the sync history has it. */
export interface AnsweredRange {
  readonly from: SessionDate;
  readonly to: SessionDate;
  /** The as-of moment of the run that asked. */
  readonly asOf: Instant;
}

/** What is known of one series before planning. */
export interface SeriesKnowledge {
  readonly interval: Interval;
  /** Sessions that need no asking: every slot is kept or explained. */
  readonly complete: (session: SessionDate) => boolean;
  /** Whether any row is kept at all. */
  readonly anyRow: boolean;
  /** Ranges that a source answered within the last day. */
  readonly answered: readonly AnsweredRange[];
}

/** Why a window is asked for. */
export type AskReason = 'new' | 'missing' | 'today';

export interface PlannedAsk {
  readonly from: SessionDate;
  readonly to: SessionDate;
  readonly why: AskReason;
  /** Only the running day, from the endpoint of the running day. */
  readonly today: boolean;
}

export interface SeriesPlan {
  readonly asks: readonly PlannedAsk[];
  /** Every finished session of the range is kept or explained. */
  readonly complete: boolean;
  /** Why nothing, or not more, is asked for: for the log and `why`. */
  readonly note: string;
}

/** The range that a series is wanted for, and the limits of the source that will be asked. */
export interface SeriesWish {
  /** Only these sessions of the range; absent: all. */
  readonly only?: ReadonlySet<SessionDate>;
  /** Leave the running day and the overlap with kept rows alone. */
  readonly missingOnly: boolean;
  readonly from: SessionDate;
  readonly to: SessionDate;
  readonly now: Instant;
  readonly windowDays: number;
  /** First day that the source still serves; absent: all. */
  readonly servedFrom?: SessionDate;
}

/** Expected bar starts of a day that are closed by now, oldest first. */
export function closedSlots(day: OpenDay, interval: IntradayInterval, now: Instant): Instant[] {
  const minutes = INTERVAL_MINUTES[interval];
  const settled = now - BAR_SETTLES_SECONDS;
  const all = slots(day, minutes);
  if (closesAt(day) <= settled) return all;
  return all.filter((start) => Math.min(start + minutes * 60, stretchEnd(day, start)) <= settled);
}

/** End of the stretch of continuous trading in which the moment lies; 0 outside of any. */
export function stretchEnd(day: OpenDay, at: Instant): Instant {
  return day.hours.find(({ open, close }) => open <= at && at < close)?.close ?? instant(0);
}

/**
 * Joins the sessions into as few windows as the source allows: each starts at a session that is
 * still to be had and ends at the last one that fits.
 *
 * @param sessions oldest first
 */
export function windowsOver(
  sessions: readonly SessionDate[],
  windowDays: number,
): { from: SessionDate; to: SessionDate }[] {
  const windows: { from: SessionDate; to: SessionDate }[] = [];
  for (const session of sessions) {
    const open = windows[windows.length - 1];
    if (open && dayNumber(session) - dayNumber(open.from) < windowDays) open.to = session;
    else windows.push({ from: session, to: session });
  }
  return windows;
}

function wasAnswered(
  day: OpenDay,
  interval: Interval,
  answered: readonly AnsweredRange[],
): boolean {
  return answered.some(
    ({ from, to, asOf }) =>
      from <= day.session && day.session <= to && asOf >= finishedAt(day, interval),
  );
}

/**
 * A session some before the first wanted one, so that the answer overlaps what is kept; within the
 * source's window and reach.
 */
function overlapStart(
  calendar: Calendar,
  first: SessionDate,
  windowDays: number,
  reach: SessionDate | undefined,
): SessionDate {
  const days = Math.min(OVERLAP_DAYS, windowDays - 1);
  const farthest = addDays(first, -days);
  const start = reach !== undefined && reach > farthest ? reach : farthest;
  const before = calendar.sessions(start, addDays(first, -1)).slice(-OVERLAP_SESSIONS);
  return before[0]?.session ?? first;
}

/**
 * Which windows of one series to ask for, and why. A finished session that was asked for within the
 * day is not asked for again; a day that the calendar does not know is left alone.
 */
export function planSeries(
  calendar: Calendar,
  known: SeriesKnowledge,
  wish: SeriesWish,
): SeriesPlan {
  const { interval } = known;
  const today = calendar.dateAt(wish.now);
  // No lower end at the listing date: companies that were admitted to trading before they were
  // listed have prices of that time. What no source has of it is explained after asking.
  const from =
    wish.servedFrom !== undefined && wish.servedFrom > wish.from ? wish.servedFrom : wish.from;
  const days = calendar
    .sessions(from, wish.to < today ? wish.to : today)
    .filter(({ session }) => !wish.only || wish.only.has(session));
  const finished = days.filter((day) => finishedAt(day, interval) <= wish.now);
  const incomplete = finished.filter((day) => !known.complete(day.session));
  const missing = incomplete.filter((day) => !wasAnswered(day, interval, known.answered));

  const historical = missing.filter(({ session }) => interval === '1d' || session < today);
  const asks: PlannedAsk[] = windowsOver(
    historical.map(({ session }) => session),
    interval === '1d' ? Math.max(1, wish.windowDays - OVERLAP_DAYS) : wish.windowDays,
  ).map((window) => ({
    to: window.to,
    from:
      interval === '1d' && known.anyRow && !wish.missingOnly
        ? overlapStart(calendar, window.from, wish.windowDays, wish.servedFrom)
        : window.from,
    why: known.anyRow ? 'missing' : 'new',
    today: false,
  }));

  const running = interval === '1d' ? undefined : days.find(({ session }) => session === today);
  const open =
    running !== undefined &&
    !wish.missingOnly &&
    opensAt(running) < wish.now &&
    !known.complete(today) &&
    !wasAnswered(running, interval, known.answered);
  if (open) asks.push({ from: today, to: today, why: 'today', today: true });

  const complete = days.length > 0 && incomplete.length === 0;
  const note = (): string => {
    if (asks.length > 0) return `${missing.length} of ${days.length} sessions are missing`;
    if (days.length === 0) return 'no session in the range';
    return complete ? 'nothing missing' : 'asked for within a day; still without some';
  };
  return { asks, complete, note: note() };
}
