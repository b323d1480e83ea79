import type { Insertable, Selectable } from 'kysely';
import type { AccountSummary } from '../../core/exchange/account-summary.ts';
import { instant } from '../../core/market/instant.ts';
import { paise } from '../../core/market/money.ts';
import { sessionDate } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import type { Handle } from '../handle.ts';
import type { TradingTables } from '../trading-tables.ts';
import type { BooksWish } from './trades.ts';

type Table = TradingTables['account_summaries'];

function fromRow(row: Selectable<Table>): AccountSummary {
  return {
    accountId: row.account_id,
    session: sessionDate(row.session),
    official: row.official === 1,
    takenAt: instant(row.taken_at),
    closes: row.closes === 1,
    cashPaise: paise(row.cash_paise),
    sharesPaise: paise(row.shares_paise),
    valuePaise: paise(row.value_paise),
    unrealisedPaise: paise(row.unrealised_paise),
    realisedPaise: paise(row.realised_paise),
    chargesPaise: paise(row.charges_paise),
    dividendsPaise: paise(row.dividends_paise),
    flowPaise: paise(row.flow_paise),
    dayPaise: paise(row.day_paise),
    positions: row.positions,
    stale: row.stale,
  };
}

function toRow(summary: AccountSummary): Insertable<Table> {
  return {
    account_id: summary.accountId,
    session: summary.session,
    official: Number(summary.official),
    taken_at: summary.takenAt,
    closes: Number(summary.closes),
    cash_paise: summary.cashPaise,
    shares_paise: summary.sharesPaise,
    value_paise: summary.valuePaise,
    unrealised_paise: summary.unrealisedPaise,
    realised_paise: summary.realisedPaise,
    charges_paise: summary.chargesPaise,
    dividends_paise: summary.dividendsPaise,
    flow_paise: summary.flowPaise,
    day_paise: summary.dayPaise,
    positions: summary.positions,
    stale: summary.stale,
  };
}

/** All but the moment, in one order. */
const figures = (summary: AccountSummary): string =>
  JSON.stringify({ ...toRow(summary), taken_at: 0 });

/** Reading of accounts as they were. */
export function readAccountSummaries({ db }: Handle) {
  return {
    /** Of each session's close, oldest first. */
    async official({ accountId, from, to }: BooksWish = {}): Promise<AccountSummary[]> {
      let query = db
        .selectFrom('account_summaries')
        .selectAll()
        .where('official', '=', 1)
        .orderBy('session')
        .orderBy('account_id');
      if (accountId !== undefined) query = query.where('account_id', '=', accountId);
      if (from !== undefined) query = query.where('session', '>=', from);
      if (to !== undefined) query = query.where('session', '<=', to);
      return (await query.execute()).map(fromRow);
    },
    /** The last official one before a session. Absent: there was none. */
    async officialBefore(
      accountId: number,
      session: SessionDate,
    ): Promise<AccountSummary | undefined> {
      const row = await db
        .selectFrom('account_summaries')
        .selectAll()
        .where('account_id', '=', accountId)
        .where('official', '=', 1)
        .where('session', '<', session)
        .orderBy('session', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row ? fromRow(row) : undefined;
    },
    /** The newest of any kind. Absent: none was ever taken. */
    async newest(accountId: number): Promise<AccountSummary | undefined> {
      const row = await db
        .selectFrom('account_summaries')
        .selectAll()
        .where('account_id', '=', accountId)
        .orderBy('session', 'desc')
        .orderBy('taken_at', 'desc')
        .orderBy('official', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row ? fromRow(row) : undefined;
    },
  };
}

/** Writing of them, inside the caller's transaction. */
export function writeAccountSummaries(handle: Handle) {
  const { db } = handle;
  return {
    /**
     * Keeps a summary, unless it tells nothing new: of a session's course, one like the last before
     * it; of a close, one like that which is there.
     *
     * @returns whether it was kept
     */
    async save(summary: AccountSummary): Promise<boolean> {
      const { accountId, session, official } = summary;
      const row = await db
        .selectFrom('account_summaries')
        .selectAll()
        .where('account_id', '=', accountId)
        .where('session', '=', session)
        .where('official', '=', Number(official))
        .orderBy('taken_at', 'desc')
        .limit(1)
        .executeTakeFirst();
      if (row && figures(fromRow(row)) === figures(summary)) return false;
      if (official) {
        await db
          .deleteFrom('account_summaries')
          .where('account_id', '=', accountId)
          .where('session', '=', session)
          .where('official', '=', 1)
          .execute();
      }
      await db.replaceInto('account_summaries').values(toRow(summary)).execute();
      return true;
    },
  };
}
