import type { FiiDiiFigure } from '../core/flows/fii-dii.ts';
import type { Instant } from '../core/market/instant.ts';
import { paise } from '../core/market/money.ts';
import { sessionDate } from '../core/market/session-date.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import type { Handle } from './handle.ts';

/** Reading of what institutions bought and sold. */
export function readFiiDii({ db }: Handle) {
  return {
    /** Figures of the days, oldest first, `FII` before `DII`; absent ends are open. */
    async shown(from?: SessionDate, to?: SessionDate): Promise<FiiDiiFigure[]> {
      let query = db
        .selectFrom('fii_dii')
        .selectAll()
        .orderBy('session')
        .orderBy('category', 'desc');
      if (from !== undefined) query = query.where('session', '>=', from);
      if (to !== undefined) query = query.where('session', '<=', to);
      return (await query.execute()).map((row) => ({
        session: sessionDate(row.session),
        category: row.category === 'FII' ? ('FII' as const) : ('DII' as const),
        buyPaise: paise(row.buy_paise),
        sellPaise: paise(row.sell_paise),
        netPaise: paise(row.net_paise),
      }));
    },
  };
}

/** Writing of it, inside the caller's transaction. */
export function writeFiiDii({ db }: Handle) {
  return {
    /**
     * Keeps figures: provisional ones give way to those that are seen later, never the other way.
     *
     * @param seenAt the run's as-of moment
     * @returns rows inserted or changed
     */
    async save(figures: readonly FiiDiiFigure[], seenAt: Instant): Promise<number> {
      let changed = 0;
      for (const { session, category, buyPaise, sellPaise, netPaise } of figures) {
        const facts = {
          buy_paise: buyPaise,
          sell_paise: sellPaise,
          net_paise: netPaise,
          seen_at: seenAt,
        };
        const kept = await db
          .selectFrom('fii_dii')
          .selectAll()
          .where('session', '=', session)
          .where('category', '=', category)
          .executeTakeFirst();
        const same =
          kept?.buy_paise === buyPaise &&
          kept.sell_paise === sellPaise &&
          kept.net_paise === netPaise;
        if (same || (kept && kept.seen_at > seenAt)) continue;
        await db
          .insertInto('fii_dii')
          .values({ session, category, ...facts })
          .onConflict((conflict) => conflict.columns(['session', 'category']).doUpdateSet(facts))
          .execute();
        changed++;
      }
      return changed;
    },
  };
}
