import type { LearnedDay, TradingHours } from '../core/calendar/calendar.ts';
import type { ExchangeCode } from '../core/market/listing.ts';
import type { Instant } from '../core/market/instant.ts';
import { sessionDate } from '../core/market/session-date.ts';
import type { Handle } from './handle.ts';

/** Reading of what holiday lists have taught. */
export function readCalendarDays({ db }: Handle) {
  return {
    /** Every learned day of every exchange, oldest first. */
    async learned(): Promise<LearnedDay[]> {
      const rows = await db.selectFrom('calendar_days').selectAll().orderBy('session').execute();
      return rows.map((row) => ({
        exchange: row.exchange as ExchangeCode,
        session: sessionDate(row.session),
        state: row.state === 'open' ? ('open' as const) : ('closed' as const),
        why: row.why,
        ...(row.hours === null ? {} : { hours: JSON.parse(row.hours) as TradingHours[] }),
      }));
    },
  };
}

/** Writing of it, inside the caller's transaction. */
export function writeCalendarDays({ db }: Handle) {
  return {
    /** Adds and corrects; a day that the list no longer names stays. @returns days added or changed */
    async learn(days: readonly LearnedDay[], source: string, at: Instant): Promise<number> {
      let changed = 0;
      for (const day of days) {
        const known = await db
          .selectFrom('calendar_days')
          .selectAll()
          .where('exchange', '=', day.exchange)
          .where('session', '=', day.session)
          .executeTakeFirst();
        const hours = day.hours ? JSON.stringify(day.hours) : (known?.hours ?? null);
        if (known?.state === day.state && known.why === day.why && known.hours === hours) continue;
        const facts = { state: day.state, why: day.why, hours, source, learned_at: at };
        await db
          .insertInto('calendar_days')
          .values({ exchange: day.exchange, session: day.session, ...facts })
          .onConflict((conflict) => conflict.columns(['exchange', 'session']).doUpdateSet(facts))
          .execute();
        changed++;
      }
      return changed;
    },
  };
}
