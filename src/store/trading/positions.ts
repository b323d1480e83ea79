import type { Mark } from '../../core/exchange/account-summary.ts';
import { instant } from '../../core/market/instant.ts';
import { paise } from '../../core/market/money.ts';
import type { Paise } from '../../core/market/money.ts';
import type { Handle } from '../handle.ts';

/** What an account has, or had, of a listing. */
export interface KeptPosition {
  readonly accountId: number;
  readonly listingId: number;
  /** Below zero: owed; 0: closed. */
  readonly quantity: number;
  readonly costPaise: Paise;
  /** Of all its trades, charges apart. */
  readonly realisedPaise: Paise;
  /** The price of the last valuation; absent before the first. */
  readonly mark?: Mark;
}

/** Reading of positions. */
export function readPositions({ db }: Handle) {
  return {
    /** By account and listing, closed ones too. */
    async list(accountId?: number): Promise<KeptPosition[]> {
      let query = db
        .selectFrom('positions')
        .selectAll()
        .orderBy('account_id')
        .orderBy('listing_id');
      if (accountId !== undefined) query = query.where('account_id', '=', accountId);
      return (await query.execute()).map((row) => ({
        accountId: row.account_id,
        listingId: row.listing_id,
        quantity: row.quantity,
        costPaise: paise(row.cost_paise),
        realisedPaise: paise(row.realised_paise),
        ...(row.mark_paise === null || row.marked_at === null
          ? {}
          : {
              mark: {
                pricePaise: paise(row.mark_paise),
                at: instant(row.marked_at),
                stale: row.mark_stale === 1,
              },
            }),
      }));
    },
  };
}

/** Writing of their marks, inside the caller's transaction; the rest follows from bookings. */
export function writePositions({ db }: Handle) {
  return {
    /** @returns whether the mark is another than before */
    async mark(accountId: number, listingId: number, mark: Mark): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable('positions')
        .set({ mark_paise: mark.pricePaise, marked_at: mark.at, mark_stale: Number(mark.stale) })
        .where('account_id', '=', accountId)
        .where('listing_id', '=', listingId)
        .where((where) =>
          where.or([
            where('mark_paise', 'is not', mark.pricePaise),
            where('marked_at', 'is not', mark.at),
            where('mark_stale', 'is not', Number(mark.stale)),
          ]),
        )
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
  };
}
