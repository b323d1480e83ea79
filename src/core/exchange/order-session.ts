import { closesAt, opensAt } from '../calendar/calendar.ts';
import type { Calendar, OpenDay } from '../calendar/calendar.ts';
import { istTime } from '../market/instant.ts';
import type { Instant } from '../market/instant.ts';
import { addDays } from '../market/session-date.ts';
import type { SessionDate } from '../market/session-date.ts';
import { SQUARE_OFF_SECONDS } from './clock-events.ts';
import type { OrderRequest } from './order-request.ts';

/** The longest closure that is looked over for the next session. */
const FARTHEST_DAYS = 31;

/** The session in which an order begins, or why there is none. */
export type OrderSession =
  | { readonly session: SessionDate; readonly queued: boolean }
  | { readonly refused: string };

/** End of continuous trading of a listing: stocks with derivatives may end before the others. */
function tradingEnd(day: OpenDay, derivatives: boolean): Instant {
  return derivatives && day.derivativeStocksClose !== undefined
    ? day.derivativeStocksClose
    : closesAt(day);
}

/** When intraday positions of a listing are closed. */
export function squareOffAt(day: OpenDay, derivatives: boolean): Instant {
  return (tradingEnd(day, derivatives) - SQUARE_OFF_SECONDS) as Instant;
}

function isTrading(day: OpenDay, end: Instant, now: Instant): boolean {
  return now < end && day.hours.some(({ open, close }) => open <= now && now < close);
}

/**
 * Where an order goes: into the session that is going on, or queued for the next one. Orders at once
 * or not at all need trading; intraday orders need time before the square-off.
 *
 * @param derivatives whether the share has futures
 */
export function orderSession(
  { product, validity }: Pick<OrderRequest, 'product' | 'validity'>,
  calendar: Calendar,
  now: Instant,
  derivatives: boolean,
): OrderSession {
  const today = calendar.dateAt(now);
  const day = calendar.day(today);
  if (day.state === 'unknown') return { refused: day.why };
  const open = day.state === 'open' ? day : undefined;
  const trading = open !== undefined && isTrading(open, tradingEnd(open, derivatives), now);
  if (validity === 'IOC' && !trading) {
    const why = day.state === 'closed' ? day.why : `trading is from ${istTime(opensAt(day))} IST`;
    return {
      refused: `an order at once or not at all needs trading, and there is none now: ${why}`,
    };
  }
  if (open && now < tradingEnd(open, derivatives)) {
    if (product === 'CNC' || now < squareOffAt(open, derivatives)) {
      return { session: today, queued: !trading };
    }
    const since = istTime(squareOffAt(open, derivatives));
    return { refused: `intraday positions are closed since ${since} IST: ask again tomorrow` };
  }
  const next = calendar.sessions(addDays(today, 1), addDays(today, FARTHEST_DAYS))[0];
  if (next) return { session: next.session, queued: true };
  return { refused: `no session after ${today} is known: run "paperjobs calendar update"` };
}
