import { closesAt } from '../calendar/calendar.ts';
import type { Calendar } from '../calendar/calendar.ts';
import type { Instant } from '../market/instant.ts';
import { addDays, weekday } from '../market/session-date.ts';
import type { SessionDate } from '../market/session-date.ts';

export const REPORT_KINDS = ['daily', 'weekly', 'monthly'] as const;
/** What a report is about: the last session, its week so far, its month so far. */
export type ReportKind = (typeof REPORT_KINDS)[number];

/** The sessions of a report, both ends in it. */
export interface ReportPeriod {
  readonly kind: ReportKind;
  readonly from: SessionDate;
  /** The last session that is over. */
  readonly to: SessionDate;
}

const LOOK_BACK_DAYS = 31;

function firstDay(kind: ReportKind, to: SessionDate): SessionDate {
  switch (kind) {
    case 'daily':
      return to;
    case 'weekly':
      return addDays(to, -((weekday(to) + 6) % 7));
    case 'monthly':
      return `${to.slice(0, 'yyyy-mm'.length)}-01` as SessionDate;
  }
}

/**
 * The sessions that a report made at that moment is about: up to the last one that is over.
 *
 * @returns absent where no session of the last month is over
 */
export function reportPeriod(
  kind: ReportKind,
  calendar: Calendar,
  now: Instant,
): ReportPeriod | undefined {
  const today = calendar.dateAt(now);
  const to = calendar
    .sessions(addDays(today, -LOOK_BACK_DAYS), today)
    .findLast((day) => closesAt(day) <= now)?.session;
  if (to === undefined) return undefined;
  const [from = to] = calendar.sessions(firstDay(kind, to), to).map(({ session }) => session);
  return { kind, from, to };
}
