import type { SessionDate } from '../market/session-date.ts';

/** Sums of returns of the whole universe, by session and horizon. */
export interface UniverseSums {
  readonly sessions: ReadonlyMap<
    SessionDate,
    { readonly sums: Float64Array; readonly counts: Int32Array }
  >;
}

/** Empty sums. @param horizons how many returns a session has */
export function universeSums(sessions: readonly SessionDate[], horizons: number): UniverseSums {
  return {
    sessions: new Map(
      sessions.map((session) => [
        session,
        { sums: new Float64Array(horizons), counts: new Int32Array(horizons) },
      ]),
    ),
  };
}

/** Adds an instrument's returns of a session; NaN is left out. A session that is not looked at too. */
export function addToUniverse(
  { sessions }: UniverseSums,
  session: SessionDate,
  returns: ArrayLike<number>,
): void {
  const own = sessions.get(session);
  if (!own) return;
  for (let at = 0; at < own.sums.length; at++) {
    const value = returns[at];
    if (value === undefined || Number.isNaN(value)) continue;
    own.sums[at] = (own.sums[at] ?? 0) + value;
    own.counts[at] = (own.counts[at] ?? 0) + 1;
  }
}

/** The mean of a session and a horizon's place; absent: no instrument has so many bars yet. */
export function universeMean(
  { sessions }: UniverseSums,
  session: SessionDate,
  place: number,
): number | undefined {
  const own = sessions.get(session);
  const count = own?.counts[place] ?? 0;
  return own && count > 0 ? (own.sums[place] ?? 0) / count : undefined;
}
