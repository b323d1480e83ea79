import { seriesRank } from '../../core/market/listing.ts';
import { addDays } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import type { Context } from '../../kit/context.ts';
import type { DealtInSession } from '../../store/session-trades.ts';

/** Sessions of which means are taken. */
const MEAN_SESSIONS = 20;
/** Calendar days that hold them, with holidays. */
const MEAN_DAYS = 45;

/** What was dealt in of one instrument, up to a session. */
export interface Dealt {
  /** Of the session itself; absent: no file tells. */
  readonly today?: DealtInSession;
  /** Delivered part of the volume in the last 20 sessions, those of which it is told. */
  readonly deliveryRatios: readonly number[];
  /** Value in those sessions, in paise. */
  readonly valuesPaise: readonly number[];
}

/** One row for each session, oldest first: of several series the usual one's. */
function oncePerSession(rows: readonly DealtInSession[]): DealtInSession[] {
  const best = new Map<SessionDate, DealtInSession>();
  for (const row of rows) {
    const known = best.get(row.session);
    if (!known || seriesRank(row.series) < seriesRank(known.series)) best.set(row.session, row);
  }
  return [...best.values()].toSorted((a, b) => (a.session < b.session ? -1 : 1));
}

/**
 * What was dealt in, for sessions of a range.
 *
 * @returns answers for an instrument and a session of the range
 */
export async function dealtIn(
  ctx: Pick<Context, 'store'>,
  from: SessionDate,
  to: SessionDate,
): Promise<(instrumentId: number, session: SessionDate) => Dealt> {
  const byInstrument = new Map<number, DealtInSession[]>();
  for (const row of await ctx.store.sessionTrades.dealtIn(addDays(from, -MEAN_DAYS), to)) {
    const known = byInstrument.get(row.instrumentId);
    if (known) known.push(row);
    else byInstrument.set(row.instrumentId, [row]);
  }
  for (const [id, rows] of byInstrument) byInstrument.set(id, oncePerSession(rows));
  return (instrumentId, session) => {
    const rows = (byInstrument.get(instrumentId) ?? []).filter((row) => row.session <= session);
    const last = rows.slice(-MEAN_SESSIONS);
    const today = rows.at(-1);
    return {
      ...(today?.session === session ? { today } : {}),
      deliveryRatios: last.flatMap(({ delivered, volume }) =>
        delivered === undefined || volume === 0 ? [] : [delivered / volume],
      ),
      valuesPaise: last.flatMap(({ valuePaise }) => valuePaise ?? []),
    };
  };
}
