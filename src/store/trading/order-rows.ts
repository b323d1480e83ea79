import type { Insertable, Selectable } from 'kysely';
import type { Order } from '../../core/exchange/order.ts';
import { instant } from '../../core/market/instant.ts';
import type { Instant } from '../../core/market/instant.ts';
import { paise } from '../../core/market/money.ts';
import { sessionDate } from '../../core/market/session-date.ts';
import type { Mutable } from '../../core/mutable.ts';
import { readOnce } from '../read-once.ts';
import type { TradingTables } from '../trading-tables.ts';

type Row = Selectable<TradingTables['orders']>;

/** What the asker wrote on an order; nothing of it matters to matching. */
export interface OrderPapers {
  /** The asker's own name for it: asked twice, it is one order. */
  readonly clientKey?: string;
  readonly note?: string;
  readonly placedAt: Instant;
}

/** An order as it is kept. */
export interface KeptOrder extends Order, OrderPapers {}

/** Rows into orders; sessions that were read before are not read again. */
export function ordersOf(rows: readonly Row[]): KeptOrder[] {
  const day = readOnce(sessionDate);
  return rows.map((row) => {
    const order: Mutable<KeptOrder> = {
      orderId: row.order_id,
      accountId: row.account_id,
      listingId: row.listing_id,
      side: row.side as Order['side'],
      type: row.type as Order['type'],
      validity: row.validity as Order['validity'],
      product: row.product as Order['product'],
      role: row.role as Order['role'],
      intent: row.intent as Order['intent'],
      quantity: row.quantity,
      filled: row.filled,
      valuePaise: paise(row.value_paise),
      triggered: row.triggered === 1,
      state: row.state as Order['state'],
      since: instant(row.since),
      session: day(row.session),
      boundPaise: paise(row.bound_paise),
      dayValuePaise: paise(row.day_value_paise),
      daySession: day(row.day_session ?? row.session),
      placedAt: instant(row.placed_at),
    };
    const { limit_paise: limit, trigger_paise: trigger } = row;
    const { reason, parent_id: parentId, pair_id: pairId, client_key: clientKey, note } = row;
    // Spreads of what may be absent would cost more than the rest.
    if (limit !== null) order.limitPaise = paise(limit);
    if (trigger !== null) order.triggerPaise = paise(trigger);
    if (reason !== null) order.reason = reason;
    if (parentId !== null) order.parentId = parentId;
    if (pairId !== null) order.pairId = pairId;
    if (clientKey !== null) order.clientKey = clientKey;
    if (note !== null) order.note = note;
    return order;
  });
}

/** The columns that change during an order's life. */
export function changingColumns(order: Order) {
  return {
    quantity: order.quantity,
    filled: order.filled,
    value_paise: order.valuePaise as number,
    limit_paise: (order.limitPaise as number | undefined) ?? null,
    trigger_paise: (order.triggerPaise as number | undefined) ?? null,
    triggered: Number(order.triggered),
    state: order.state as string,
    reason: order.reason ?? null,
    since: order.since as number,
    bound_paise: order.boundPaise as number,
    day_session: order.daySession as string,
    day_value_paise: order.dayValuePaise as number,
  };
}

export function orderRow(order: Order, papers: OrderPapers): Insertable<TradingTables['orders']> {
  return {
    order_id: order.orderId,
    account_id: order.accountId,
    listing_id: order.listingId,
    client_key: papers.clientKey ?? null,
    parent_id: order.parentId ?? null,
    pair_id: order.pairId ?? null,
    side: order.side,
    type: order.type,
    validity: order.validity,
    product: order.product,
    role: order.role,
    intent: order.intent,
    note: papers.note ?? null,
    placed_at: papers.placedAt,
    session: order.session,
    ...changingColumns(order),
  };
}
