import { sql } from 'kysely';
import { isLive } from '../../core/exchange/order.ts';
import type { OrderState } from '../../core/exchange/order.ts';
import { instant } from '../../core/market/instant.ts';
import type { Instant } from '../../core/market/instant.ts';
import { sessionDate } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import type { Order } from '../../core/exchange/order.ts';
import type { Handle } from '../handle.ts';
import { viewsOf } from '../row-views.ts';
import { orderRow, ordersOf } from './order-rows.ts';
import type { KeptOrder, OrderPapers } from './order-rows.ts';

/** Spelled as the index of live orders has them, so that SQLite sees that it serves. */
const LIVE = [sql.lit<OrderState>('waiting'), sql.lit<OrderState>('open')];

/** Which orders; absent: all. */
export interface OrderWish {
  readonly accountId?: number;
  readonly states?: readonly OrderState[];
  readonly from?: SessionDate;
  readonly to?: SessionDate;
}

/** What happened to an order or a holding beside its trades. */
export interface OrderEvent {
  readonly orderId?: number;
  readonly accountId: number;
  readonly listingId: number;
  readonly at: Instant;
  readonly session: SessionDate;
  readonly text: string;
}

/** Reading of orders. */
export function readOrders({ db }: Handle) {
  return {
    /** In the order in which they were placed. */
    async list({ accountId, states, from, to }: OrderWish = {}): Promise<KeptOrder[]> {
      let query = db.selectFrom('orders').selectAll().orderBy('order_id');
      if (accountId !== undefined) query = query.where('account_id', '=', accountId);
      if (states) query = query.where('state', 'in', states);
      if (states?.every((state) => isLive({ state }))) {
        // Years of orders that have ended are not read through for the few that live.
        const live = db.selectFrom('orders').select('order_id').where('state', 'in', LIVE);
        query = query.where('order_id', 'in', live);
      }
      if (from !== undefined) query = query.where('session', '>=', from);
      if (to !== undefined) query = query.where('session', '<=', to);
      const rows = await viewsOf(db, query.compile());
      return ordersOf(rows);
    },
    async find(orderId: number): Promise<KeptOrder | undefined> {
      const rows = await db
        .selectFrom('orders')
        .selectAll()
        .where('order_id', '=', orderId)
        .execute();
      return ordersOf(rows)[0];
    },
    /** The order that was placed under the asker's name for it. */
    async byKey(accountId: number, clientKey: string): Promise<KeptOrder | undefined> {
      const rows = await db
        .selectFrom('orders')
        .selectAll()
        .where('account_id', '=', accountId)
        .where('client_key', '=', clientKey)
        .execute();
      return ordersOf(rows)[0];
    },
    /** What happened to an order, oldest first; without a number, notices about holdings. */
    async events(orderId?: number): Promise<OrderEvent[]> {
      const rows = await db
        .selectFrom('order_events')
        .selectAll()
        .where('order_id', orderId === undefined ? 'is' : '=', orderId ?? null)
        .orderBy('event_id')
        .execute();
      return rows.map((row) => ({
        accountId: row.account_id,
        listingId: row.listing_id,
        at: instant(row.happened_at),
        session: sessionDate(row.session),
        text: row.text,
        ...(row.order_id === null ? {} : { orderId: row.order_id }),
      }));
    },
  };
}

/** Writing of orders that never came into a book, inside the caller's transaction. */
export function writeOrders({ db }: Handle) {
  return {
    /** A new order. */
    async insert(order: Order, papers: OrderPapers): Promise<void> {
      await db.insertInto('orders').values(orderRow(order, papers)).execute();
    },
  };
}
