import { instant } from '../../core/market/instant.ts';
import type { Instant } from '../../core/market/instant.ts';
import { paise } from '../../core/market/money.ts';
import type { Paise } from '../../core/market/money.ts';
import { sessionDate } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import type { Handle } from '../handle.ts';
import type { LedgerDay } from '../../core/exchange/ledger-totals.ts';
import type { BooksWish } from './trades.ts';

/** One side of a booking as it is kept. */
export interface KeptEntry {
  readonly entryId: number;
  readonly journal: number;
  readonly accountId: number;
  readonly ledger: string;
  readonly amountPaise: Paise;
  readonly at: Instant;
  readonly session: SessionDate;
  readonly listingId?: number;
  readonly note: string;
}

/** Reading of the double entry. */
export function readLedger({ db }: Handle) {
  return {
    /** Entries, oldest first; of one ledger where named. */
    async list(wish: BooksWish & { readonly ledger?: string } = {}): Promise<KeptEntry[]> {
      const { accountId, listingIds, from, to, ledger } = wish;
      let query = db.selectFrom('ledger_entries').selectAll().orderBy('entry_id');
      if (accountId !== undefined) query = query.where('account_id', '=', accountId);
      if (listingIds) query = query.where('listing_id', 'in', listingIds);
      if (from !== undefined) query = query.where('session', '>=', from);
      if (to !== undefined) query = query.where('session', '<=', to);
      if (ledger !== undefined) query = query.where('ledger', '=', ledger);
      return (await query.execute()).map((row) => ({
        entryId: row.entry_id,
        journal: row.journal,
        accountId: row.account_id,
        ledger: row.ledger,
        amountPaise: paise(row.amount_paise),
        at: instant(row.booked_at),
        session: sessionDate(row.session),
        note: row.note,
        ...(row.listing_id === null ? {} : { listingId: row.listing_id }),
      }));
    },
    /** Sums by account, session, ledger and listing, oldest first. */
    async days(): Promise<LedgerDay[]> {
      const rows = await db
        .selectFrom('ledger_entries')
        .select(({ fn }) => [
          'account_id',
          'session',
          'ledger',
          'listing_id',
          fn.sum<number>('amount_paise').as('amount'),
        ])
        .groupBy(['account_id', 'session', 'ledger', 'listing_id'])
        .orderBy('session')
        .orderBy('account_id')
        .execute();
      return rows.map((row) => ({
        accountId: row.account_id,
        session: sessionDate(row.session),
        ledger: row.ledger,
        amountPaise: paise(row.amount),
        ...(row.listing_id === null ? {} : { listingId: row.listing_id }),
      }));
    },
  };
}
