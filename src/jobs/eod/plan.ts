import type { Calendar, OpenDay } from '../../core/calendar/calendar.ts';
import type { Instant } from '../../core/market/instant.ts';
import { addDays, earlierOf } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { finishedAt } from '../../core/sync/plan.ts';
import { neededFiles } from '../../core/sync/session-needs.ts';
import type { KnownFile, PublishedSince, SessionFileKind } from '../../core/sync/session-needs.ts';
import type { AskedSessions } from '../../kit/options.ts';

/** A session of which something is to be had. */
export interface SessionTask {
  readonly day: OpenDay;
  /** Prices first. */
  readonly needed: readonly SessionFileKind[];
}

export interface EodPlan {
  /** Oldest first. */
  readonly tasks: readonly SessionTask[];
  /** Sessions of the range that are over. */
  readonly sessions: number;
  /** Sessions that were asked for by name and are not over. */
  readonly running: readonly OpenDay[];
  /** Why days that were asked for are neither open nor closed. */
  readonly unknown: readonly string[];
}

/** The first and last day that a run is about. */
export function rangeOf(
  asked: AskedSessions,
  backfillDays: number,
  today: SessionDate,
): { readonly from: SessionDate; readonly to: SessionDate } {
  const to = earlierOf(asked.to ?? today, today);
  return { from: asked.from ?? addDays(to, -backfillDays), to };
}

/**
 * What is to be asked for: the files that sessions of the range still lack.
 *
 * @param filesOf what is known of a session's files
 */
export function planEod(
  calendar: Calendar,
  { from, to }: { readonly from: SessionDate; readonly to: SessionDate },
  only: ReadonlySet<SessionDate> | undefined,
  filesOf: (session: SessionDate) => readonly KnownFile[],
  since: PublishedSince,
  now: Instant,
): EodPlan {
  const wanted = calendar.sessions(from, to).filter(({ session }) => !only || only.has(session));
  const over = wanted.filter((day) => finishedAt(day, '1d') <= now);
  const doubtful = [...(only ?? [to])].filter((day) => day <= to).map((day) => calendar.day(day));
  return {
    tasks: over.flatMap((day) => {
      const needed = neededFiles(day.session, filesOf(day.session), since);
      return needed.length > 0 ? [{ day, needed }] : [];
    }),
    sessions: over.length,
    running: only ? wanted.filter((day) => finishedAt(day, '1d') > now) : [],
    unknown: doubtful.flatMap((day) => (day.state === 'unknown' ? [day.why] : [])),
  };
}
