import type { SessionDate } from '../core/market/session-date.ts';
import type { DailyPerformance } from '../core/portfolio/account-days.ts';
import type { MonthlyPerformance } from '../core/portfolio/account-months.ts';
import type { StrategyPerformance } from '../core/portfolio/strategy-performance.ts';
import type { Handle } from './handle.ts';
import { dayOf, dayRow, monthOf, monthRow, strategyOf, strategyRow } from './performance-rows.ts';

/** Rows of an account that differ from those that are there. */
function changed<Row extends object>(
  rows: readonly Row[],
  there: readonly Row[],
  key: (row: Row) => string,
): Row[] {
  // Columns come back in the order of the table, in which the rows that go are not written.
  const columns = Object.keys(there[0] ?? {}) as (keyof Row)[];
  const text = (row: Row): string => JSON.stringify(columns.map((column) => row[column]));
  if (there.length === 0) return [...rows];
  const kept = new Map(there.map((row) => [key(row), text(row)]));
  return rows.filter((row) => kept.get(key(row)) !== text(row));
}

/** Reading of how accounts did. */
export function readPerformance({ db }: Handle) {
  return {
    /** By session, oldest first; absent ends are open. */
    async days(
      accountId: number,
      from?: SessionDate,
      to?: SessionDate,
    ): Promise<DailyPerformance[]> {
      let query = db
        .selectFrom('daily_performance')
        .selectAll()
        .where('account_id', '=', accountId)
        .orderBy('session');
      if (from !== undefined) query = query.where('session', '>=', from);
      if (to !== undefined) query = query.where('session', '<=', to);
      return (await query.execute()).map(dayOf);
    },
    /** By calendar month, oldest first; months that begin after `to` are left out. */
    async months(accountId: number, to?: SessionDate): Promise<MonthlyPerformance[]> {
      let query = db
        .selectFrom('monthly_performance')
        .selectAll()
        .where('account_id', '=', accountId)
        .orderBy('month');
      if (to !== undefined) query = query.where('month', '<=', to.slice(0, 'yyyy-mm'.length));
      return (await query.execute()).map(monthOf);
    },
    /** How each strategy of the account stood at the end of a session; absent: at last. */
    async strategies(accountId: number, at?: SessionDate): Promise<StrategyPerformance[]> {
      let query = db
        .selectFrom('strategy_performance')
        .selectAll()
        .where('account_id', '=', accountId)
        .orderBy('session');
      if (at !== undefined) query = query.where('session', '<=', at);
      const newest = new Map((await query.execute()).map((row) => [row.strategy, row]));
      return [...newest.values()]
        .map(strategyOf)
        .toSorted((a, b) => (a.strategy < b.strategy ? -1 : 1));
    },
  };
}

/** An account's performance up to a session. */
export interface AccountPerformance {
  readonly days: readonly DailyPerformance[];
  readonly months: readonly MonthlyPerformance[];
  readonly strategies: readonly StrategyPerformance[];
}

/** Writing of it, inside the caller's transaction. */
export function writePerformance({ db }: Handle) {
  return {
    /**
     * Puts an account's performance in the place of what was kept of the sessions up to its last:
     * only what differs is written. A month of which more is kept stays as it is.
     *
     * @returns rows inserted or changed
     */
    async save(
      accountId: number,
      { days, months, strategies }: AccountPerformance,
    ): Promise<number> {
      const keptDays = await db
        .selectFrom('daily_performance')
        .selectAll()
        .where('account_id', '=', accountId)
        .execute();
      const keptMonths = await db
        .selectFrom('monthly_performance')
        .selectAll()
        .where('account_id', '=', accountId)
        .execute();
      const keptStrategies = await db
        .selectFrom('strategy_performance')
        .selectAll()
        .where('account_id', '=', accountId)
        .execute();
      const dayRows = days.map((day) => dayRow(accountId, day));
      const freshDays = changed(dayRows, keptDays, ({ session }) => session);
      const until = new Map(keptMonths.map((row) => [row.month, row.to_session]));
      const monthRows = months.map((month) => monthRow(accountId, month));
      const freshMonths = changed(monthRows, keptMonths, ({ month }) => month).filter(
        (row) => (until.get(row.month) ?? '') <= row.to_session,
      );
      const strategyRows = strategies.map((one) => strategyRow(accountId, one));
      const freshStrategies = changed(
        strategyRows,
        keptStrategies,
        ({ strategy, session }) => `${session} ${strategy}`,
      );
      for (const row of freshDays) {
        await db.replaceInto('daily_performance').values(row).execute();
      }
      for (const row of freshMonths) {
        await db.replaceInto('monthly_performance').values(row).execute();
      }
      for (const row of freshStrategies) {
        await db.replaceInto('strategy_performance').values(row).execute();
      }
      return freshDays.length + freshMonths.length + freshStrategies.length;
    },
  };
}
