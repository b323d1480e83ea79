import { addDays, sessionDate } from '../../../src/core/market/session-date.ts';
import type { AccountClose } from '../../../src/core/portfolio/account-days.ts';

/** The first session of a made-up account: a Friday, the next day but one is in February. */
export const FIRST = sessionDate('2026-01-30');
/** The session before it. */
export const START = addDays(FIRST, -1);

/** Closes of successive days: value, and the flow of that day. */
export function closes(...days: readonly (readonly [number, number])[]): AccountClose[] {
  return days.map(([valuePaise, flowPaise], place) => ({
    session: addDays(FIRST, place),
    valuePaise,
    flowPaise,
    sharesPaise: 0,
    dayPaise: valuePaise - (days[place - 1]?.[0] ?? 0) - flowPaise,
    closes: true,
  }));
}
