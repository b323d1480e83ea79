import type { Selectable } from 'kysely';
import { EARNINGS_STATES } from '../core/corporate-actions/earnings.ts';
import type { Earnings, EarningsState } from '../core/corporate-actions/earnings.ts';
import { instant } from '../core/market/instant.ts';
import { sessionDate } from '../core/market/session-date.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import type { Handle } from './handle.ts';
import type { Schema } from './schema.ts';

function fromRow(row: Selectable<Schema['earnings_calendar']>): Earnings {
  return {
    symbol: row.symbol,
    date: sessionDate(row.meeting_on),
    company: row.company,
    state: row.state as EarningsState,
    purpose: row.purpose,
    details: row.details,
    ...(row.isin === null ? {} : { isin: row.isin }),
    ...(row.announced_at === null ? {} : { announcedAt: instant(row.announced_at) }),
    ...(row.reported_by === null ? {} : { reportedBy: row.reported_by }),
  };
}

function toRow(day: Earnings) {
  return {
    symbol: day.symbol,
    meeting_on: day.date,
    isin: day.isin ?? null,
    company: day.company,
    state: day.state,
    purpose: day.purpose,
    details: day.details,
    announced_at: day.announcedAt ?? null,
    reported_by: day.reportedBy ?? null,
  };
}

const rank = ({ state }: Earnings): number => EARNINGS_STATES.indexOf(state);

/** Reading of when companies tell their results. */
export function readEarningsCalendar({ db }: Handle) {
  return {
    /** By day and symbol; both ends are in the range, absent ones open. */
    async list(
      range: {
        readonly from?: SessionDate;
        readonly to?: SessionDate;
        readonly symbols?: readonly string[];
      } = {},
    ): Promise<Earnings[]> {
      let query = db
        .selectFrom('earnings_calendar')
        .selectAll()
        .orderBy('meeting_on')
        .orderBy('symbol');
      if (range.from !== undefined) query = query.where('meeting_on', '>=', range.from);
      if (range.to !== undefined) query = query.where('meeting_on', '<=', range.to);
      if (range.symbols) query = query.where('symbol', 'in', range.symbols);
      return (await query.execute()).map(fromRow);
    },
  };
}

/** Writing of it, inside the caller's transaction. */
export function writeEarningsCalendar(handle: Handle) {
  const { db } = handle;
  return {
    /**
     * Keeps the days of a window. A day never becomes less sure than it was.
     *
     * @param whole whether days of the window that are not given were called off, unless reported
     * @returns rows inserted, changed or removed
     */
    async save(
      days: readonly Earnings[],
      window: {
        readonly from: SessionDate;
        readonly to: SessionDate;
        readonly symbols?: readonly string[];
      },
      whole: boolean,
    ): Promise<number> {
      const kept = await readEarningsCalendar(handle).list(window);
      const key = (day: Earnings): string => `${day.date} ${day.symbol}`;
      const before = new Map(kept.map((day) => [key(day), day]));
      const now = new Set(days.map(key));
      let changed = 0;
      for (const day of days) {
        const old = before.get(key(day));
        if (
          old &&
          (rank(old) > rank(day) || JSON.stringify(toRow(old)) === JSON.stringify(toRow(day)))
        ) {
          continue;
        }
        await db.replaceInto('earnings_calendar').values(toRow(day)).execute();
        changed++;
      }
      for (const old of whole ? kept : []) {
        if (now.has(key(old)) || old.state === 'reported') continue;
        await db
          .deleteFrom('earnings_calendar')
          .where('symbol', '=', old.symbol)
          .where('meeting_on', '=', old.date)
          .execute();
        changed++;
      }
      return changed;
    },
  };
}
