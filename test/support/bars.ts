import { calendarOf } from '../../src/core/calendar/calendars.ts';
import { slots } from '../../src/core/calendar/calendar.ts';
import type { DailyBar, IntradayBar } from '../../src/core/market/bar.ts';
import type { Instant } from '../../src/core/market/instant.ts';
import { paise } from '../../src/core/market/money.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';

const XNSE = calendarOf('XNSE');

function prices(closePaise: number, volume: number) {
  return {
    openPaise: paise(closePaise - 10),
    highPaise: paise(closePaise + 40),
    lowPaise: paise(closePaise - 60),
    closePaise: paise(closePaise),
    volume,
  };
}

/** A session's bar that closed there. */
export function dailyBar(session: string, closePaise = 10_000): DailyBar {
  return { session: sessionDate(session), ...prices(closePaise, 500) };
}

/** Sessions of NSE of the range, both ends in it. */
export function sessionsOf(from: string, to: string): string[] {
  return XNSE.sessions(sessionDate(from), sessionDate(to)).map(({ session }) => session);
}

/** A bar for every session of the range, but for the ones that are left out. */
export function dailyBars(
  from: string,
  to: string,
  { without = [], closePaise = 10_000 }: { without?: readonly string[]; closePaise?: number } = {},
): DailyBar[] {
  return sessionsOf(from, to)
    .filter((session) => !without.includes(session))
    .map((session) => dailyBar(session, closePaise));
}

/** Bars of a session of NSE, one for every slot that is kept. */
export function intradayBars(
  session: string,
  minutes: number,
  keep: (start: Instant, place: number) => boolean = () => true,
): IntradayBar[] {
  const day = XNSE.day(sessionDate(session));
  if (day.state !== 'open') throw new Error(`${session} is no session`);
  return slots(day, minutes)
    .filter(keep)
    .map((start) => ({ start, ...prices(10_000 + (start % 97), 100) }));
}
