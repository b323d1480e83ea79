import type { SessionDate } from '../market/session-date.ts';

/** Prices and volume of successive bars in columns of equal length, oldest first; NaN is absent. */
export interface BarColumns {
  /** Rupees, as the other prices. */
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  /** Shares. */
  readonly volume: Float64Array;
}

/** Daily bars of one instrument in shares of the run's day, one for each session that it was dealt in. */
export interface DailySeries extends BarColumns {
  /** Oldest first, as many as there are bars. */
  readonly sessions: readonly SessionDate[];
}

/** The bars from one place up to another that is not in it; the columns are views, not copies. */
export function sliceSeries(series: DailySeries, from: number, to: number): DailySeries {
  const { sessions, open, high, low, close, volume } = series;
  return {
    sessions: sessions.slice(from, to),
    open: open.subarray(from, to),
    high: high.subarray(from, to),
    low: low.subarray(from, to),
    close: close.subarray(from, to),
    volume: volume.subarray(from, to),
  };
}

/** The place of the first session that is not before the date; as many as there are when all are. */
export function placeFrom(sessions: readonly SessionDate[], date: SessionDate): number {
  let [low, high] = [0, sessions.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sessions[middle] ?? date) < date) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Which sessions are asked for; absent ends are open. */
export interface WantedSessions {
  readonly from?: SessionDate;
  readonly to?: SessionDate;
  /** Only these; absent: every session of the range. */
  readonly only?: ReadonlySet<SessionDate>;
}

/** Fewer sessions than this are looked for one by one. */
const FEW_SESSIONS = 50;

/** Places of the sessions that are asked for, oldest first. */
export function wantedPlaces(
  sessions: readonly SessionDate[],
  { from, to, only }: WantedSessions,
): number[] {
  const first = from === undefined ? 0 : placeFrom(sessions, from);
  const inRange = (place: number): boolean => {
    const session = sessions[place];
    return session !== undefined && place >= first && (to === undefined || session <= to);
  };
  if (only && only.size < FEW_SESSIONS) {
    return [...only]
      .toSorted()
      .map((session) => ({ session, place: placeFrom(sessions, session) }))
      .filter(({ session, place }) => sessions[place] === session && inRange(place))
      .map(({ place }) => place);
  }
  const places: number[] = [];
  for (let place = first; inRange(place); place++) {
    const session = sessions[place];
    if (session !== undefined && (!only || only.has(session))) places.push(place);
  }
  return places;
}
