import { dayNumber } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import type { DealsAnswer, FlowSource } from '../../ports/flows.ts';

/** Days of one question: half a year is answered too, but a failure then costs half a year. */
const WINDOW_DAYS = 31;

/** Deals of one session, from the dated report. */
export type DatedReport = (session: SessionDate) => Promise<DealsAnswer | undefined>;

interface Window {
  readonly from: SessionDate;
  to: SessionDate;
  answer?: Promise<DealsAnswer | undefined>;
}

/**
 * The dated report of a kind, asked for a month of wanted sessions at a time, each month once.
 *
 * @param wanted the sessions that will be asked for, oldest first
 */
export function datedReport(
  source: FlowSource,
  kind: 'bulk' | 'block',
  wanted: readonly SessionDate[],
): DatedReport {
  const windows: Window[] = [];
  for (const session of wanted) {
    const last = windows.at(-1);
    if (last && dayNumber(session) - dayNumber(last.from) < WINDOW_DAYS) last.to = session;
    else windows.push({ from: session, to: session });
  }
  return async (session) => {
    const window = windows.find(({ from, to }) => from <= session && session <= to);
    if (!window) return source.dealsBetween(kind, session, session);
    window.answer ??= source.dealsBetween(kind, window.from, window.to);
    const answer = await window.answer;
    if (!answer) return undefined;
    const deals = answer.deals.filter((deal) => deal.session === session);
    // Refused rows need not name their day: any session of the window may lack them.
    return { deals, refused: answer.refused, none: deals.length === 0 };
  };
}
