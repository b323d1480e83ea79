import { closesAt } from '../../core/calendar/calendar.ts';
import type { Calendar } from '../../core/calendar/calendar.ts';
import { Failure } from '../../core/failure.ts';
import type { Instant } from '../../core/market/instant.ts';
import { addDays } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { nearest } from '../../core/nearest.ts';
import type { AskedSessions } from '../../kit/options.ts';

/** A session to be done, and what of it was done before. */
export interface PlannedSession {
  readonly session: SessionDate;
  readonly before: ReadonlySet<string>;
  /** It is the newest that is over. */
  readonly newest: boolean;
}

/** How far back a session that was never finished is taken up again. */
const LOOK_BACK_DAYS = 7;

/** Sessions of a range that are over, oldest first. */
function sessionsOver(
  calendar: Calendar,
  from: SessionDate,
  to: SessionDate,
  now: Instant,
): SessionDate[] {
  return calendar
    .sessions(from, to)
    .filter((day) => closesAt(day) <= now)
    .map(({ session }) => session);
}

/** What the command line asks for, beside the dates. */
export interface DailyWishes {
  readonly fromStep?: string;
  readonly only?: readonly string[];
  readonly force: boolean;
}

function refuseUnknown(steps: readonly string[], asked: readonly string[], flag: string): void {
  const stranger = asked.find((name) => !steps.includes(name));
  if (stranger === undefined) return;
  const close = nearest(stranger, steps);
  const hint = close === undefined ? '' : `; did you mean "${close}"?`;
  throw new Failure(
    'usage',
    `${flag}: expected steps among ${steps.join(', ')}; found "${stranger}"${hint}`,
  );
}

/**
 * Steps that are taken for done: those of earlier runs, unless they are asked for again, and those
 * that are left out.
 *
 * @param steps all of the chain, in order
 * @throws Failure `usage` for a step that the chain does not have
 */
export function stepsBefore(
  steps: readonly string[],
  done: ReadonlySet<string>,
  { fromStep, only, force }: DailyWishes,
): Set<string> {
  if (fromStep !== undefined && only !== undefined) {
    throw new Failure('usage', 'expected either --from-step or --only, found both');
  }
  refuseUnknown(steps, only ?? [], '--only');
  refuseUnknown(steps, fromStep === undefined ? [] : [fromStep], '--from-step');
  if (only) return new Set(steps.filter((step) => !only.includes(step)));
  if (fromStep !== undefined) return new Set(steps.slice(0, steps.indexOf(fromStep)));
  return new Set(force ? [] : steps.filter((step) => done.has(step)));
}

/**
 * Sessions to do, oldest first. Without a range: the newest that is over, and those before it, up
 * to a week, that came after the last finished one; where none was ever finished only the newest.
 *
 * @param done steps that were done, by session
 */
export function planSessions(
  calendar: Calendar,
  range: AskedSessions,
  now: Instant,
  steps: readonly string[],
  done: ReadonlyMap<SessionDate, ReadonlySet<string>>,
  wishes: DailyWishes,
): PlannedSession[] {
  const today = calendar.dateAt(now);
  const isAsked = range.from !== undefined || range.to !== undefined;
  const recent = sessionsOver(calendar, addDays(today, -LOOK_BACK_DAYS), today, now);
  const newest = recent.at(-1);
  const finished = (session: SessionDate): boolean =>
    steps.every((step) => done.get(session)?.has(step));
  const last = recent.findLastIndex(finished);
  const usual = last < 0 ? recent.slice(-1) : recent.slice(last + 1);
  // With all done, the newest stands for itself: --force and --only are about it.
  const mine = usual.length === 0 ? recent.slice(-1) : usual;
  const chosen = isAsked
    ? sessionsOver(calendar, range.from ?? calendar.knownFrom, range.to ?? today, now).filter(
        (session) => !range.only || range.only.has(session),
      )
    : mine;
  return chosen.map((session) => ({
    session,
    before: stepsBefore(steps, done.get(session) ?? new Set(), wishes),
    newest: session === newest,
  }));
}
