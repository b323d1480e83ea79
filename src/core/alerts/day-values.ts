import { placeFrom } from '../analysis/daily-series.ts';
import type { DailySeries } from '../analysis/daily-series.ts';
import { addDays, dayNumber } from '../market/session-date.ts';
import type { SessionDate } from '../market/session-date.ts';

const YEAR_DAYS = 364;
/** Bars must reach back so far before "52 weeks" is a true thing to say. */
const REACHES_BACK_DAYS = 357;

/**
 * For each session the close of the last bar before it; NaN where there is none.
 *
 * @param sessions oldest first
 */
export function previousCloses(daily: DailySeries, sessions: readonly SessionDate[]): Float64Array {
  const out = new Float64Array(sessions.length);
  let place = placeFrom(daily.sessions, sessions[0] ?? ('' as SessionDate));
  for (const [row, session] of sessions.entries()) {
    while (place < daily.sessions.length && (daily.sessions[place] ?? session) < session) place++;
    out[row] = daily.close[place - 1] ?? Number.NaN;
  }
  return out;
}

/**
 * For each session the highest high (`sign` 1) or lowest low (−1) of the 52 weeks before it, its own
 * bar not among them; NaN where the bars do not reach back so far.
 *
 * @param sessions oldest first
 */
export function yearExtremes(
  daily: DailySeries,
  sessions: readonly SessionDate[],
  sign: 1 | -1,
): Float64Array {
  const column = sign === 1 ? daily.high : daily.low;
  const value = (place: number): number => sign * (column[place] ?? Number.NaN);
  // Places that may still be the extreme, best first: each enters and leaves once.
  const places = new Int32Array(daily.sessions.length);
  let [first, last, entered] = [0, 0, 0];
  const oldest = daily.sessions[0];
  return Float64Array.from(sessions, (session) => {
    const since = addDays(session, -YEAR_DAYS);
    for (; entered < daily.sessions.length; entered++) {
      if ((daily.sessions[entered] ?? session) >= session) break;
      while (last > first && value(places[last - 1] ?? 0) <= value(entered)) last--;
      places[last++] = entered;
    }
    while (first < last && (daily.sessions[places[first] ?? 0] ?? since) < since) first++;
    const short = oldest === undefined || oldest > addDays(session, -REACHES_BACK_DAYS);
    return short || first >= last ? Number.NaN : (column[places[first] ?? 0] ?? Number.NaN);
  });
}

/**
 * For each session the days until the next of the dates, 0 on the day itself; Infinity where no later
 * one is known.
 *
 * @param dates in order
 */
export function daysUntil(
  dates: readonly SessionDate[],
  sessions: readonly SessionDate[],
): Float64Array {
  return Float64Array.from(sessions, (session) => {
    const next = dates.find((date) => date >= session);
    return next === undefined ? Infinity : dayNumber(next) - dayNumber(session);
  });
}
