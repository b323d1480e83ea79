import { CHARGE_ITEMS } from '../../core/charges/charges.ts';
import type { Charges } from '../../core/charges/charges.ts';
import type { Product, Side } from '../../core/exchange/order.ts';
import { instant } from '../../core/market/instant.ts';
import type { Instant } from '../../core/market/instant.ts';
import { paise } from '../../core/market/money.ts';
import type { Paise } from '../../core/market/money.ts';
import { sessionDate } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import type { Handle } from '../handle.ts';

/** Which rows of an account's books; absent: all. Both ends are in the range. */
export interface BooksWish {
  readonly accountId?: number;
  readonly listingIds?: readonly number[];
  readonly from?: SessionDate;
  readonly to?: SessionDate;
}

/** A fill, or shares that came or went by what a company did. */
export interface KeptTrade {
  readonly tradeId: number;
  readonly accountId: number;
  readonly listingId: number;
  readonly orderId?: number;
  readonly kind: string;
  readonly side: Side;
  readonly product: Product;
  readonly quantity: number;
  readonly pricePaise: Paise;
  readonly charges: Charges;
  readonly realisedPaise: Paise;
  readonly at: Instant;
  readonly session: SessionDate;
}

/** A part of a lot that was closed, and by which trade. */
export interface KeptClosing {
  readonly tradeId: number;
  readonly accountId: number;
  readonly listingId: number;
  readonly product: Product;
  readonly openedOn: SessionDate;
  readonly closedOn: SessionDate;
  readonly quantity: number;
  readonly costPaise: Paise;
  readonly proceedsPaise: Paise;
}

/** Reading of trades. */
export function readTrades({ db }: Handle) {
  return {
    /** Oldest first. */
    async list({ accountId, listingIds, from, to }: BooksWish = {}): Promise<KeptTrade[]> {
      let query = db.selectFrom('trades').selectAll().orderBy('trade_id');
      if (accountId !== undefined) query = query.where('account_id', '=', accountId);
      if (listingIds) query = query.where('listing_id', 'in', listingIds);
      if (from !== undefined) query = query.where('session', '>=', from);
      if (to !== undefined) query = query.where('session', '<=', to);
      return (await query.execute()).map((row) => ({
        tradeId: row.trade_id,
        accountId: row.account_id,
        listingId: row.listing_id,
        kind: row.kind,
        side: row.side as Side,
        product: row.product as Product,
        quantity: row.quantity,
        pricePaise: paise(row.price_paise),
        charges: Object.fromEntries(
          CHARGE_ITEMS.map((item) => [item, paise(row[`${item}_paise`])]),
        ) as Record<(typeof CHARGE_ITEMS)[number], Paise>,
        realisedPaise: paise(row.realised_paise),
        at: instant(row.traded_at),
        session: sessionDate(row.session),
        ...(row.order_id === null ? {} : { orderId: row.order_id }),
      }));
    },
    /** Closed parts of lots by the session in which they were closed, oldest first. */
    async closings({ accountId, from, to }: BooksWish = {}): Promise<KeptClosing[]> {
      let query = db
        .selectFrom('lot_closings as c')
        .innerJoin('trades as t', 't.trade_id', 'c.trade_id')
        .selectAll('c')
        .select(['t.account_id', 't.listing_id', 't.session'])
        .orderBy('c.trade_id')
        .orderBy('c.lot_id');
      if (accountId !== undefined) query = query.where('t.account_id', '=', accountId);
      if (from !== undefined) query = query.where('t.session', '>=', from);
      if (to !== undefined) query = query.where('t.session', '<=', to);
      return (await query.execute()).map((row) => ({
        tradeId: row.trade_id,
        accountId: row.account_id,
        listingId: row.listing_id,
        product: row.product as Product,
        openedOn: sessionDate(row.opened_on),
        closedOn: sessionDate(row.session),
        quantity: row.quantity,
        costPaise: paise(row.cost_paise),
        proceedsPaise: paise(row.proceeds_paise),
      }));
    },
  };
}
