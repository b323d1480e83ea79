import { istText } from '../../core/market/instant.ts';
import { paise, rupees } from '../../core/market/money.ts';
import type { Paise } from '../../core/market/money.ts';
import type { Column } from '../../render/table.ts';
import type { KeptOrder } from '../../store/trading/order-rows.ts';

/** An order under the names of its account and share. */
export interface NamedOrder {
  readonly order: KeptOrder;
  readonly account: string;
  readonly symbol: string;
}

const money = (amount: Paise | undefined): string =>
  amount === undefined ? '' : rupees(amount).toFixed(2);

/** Average price of its fills; absent before the first. */
function averagePaise({ filled, valuePaise }: KeptOrder): Paise | undefined {
  return filled === 0 ? undefined : paise(Math.round(valuePaise / filled));
}

/** `partial` for an open order that has filled in part, else its state. */
export function stateWord({ state, filled }: KeptOrder): string {
  return state === 'open' && filled > 0 ? 'partial' : state;
}

export const ORDER_COLUMNS: readonly Column<NamedOrder>[] = [
  { head: 'order', cell: ({ order }) => String(order.orderId), right: true },
  { head: 'account', cell: ({ account }) => account },
  { head: 'placed', cell: ({ order }) => istText(order.placedAt).slice(0, 16).replace('T', ' ') },
  { head: 'symbol', cell: ({ symbol }) => symbol },
  { head: 'side', cell: ({ order }) => order.side },
  { head: 'quantity', cell: ({ order }) => String(order.quantity), right: true },
  { head: 'filled', cell: ({ order }) => String(order.filled), right: true },
  { head: 'average', cell: ({ order }) => money(averagePaise(order)), right: true },
  { head: 'type', cell: ({ order }) => order.type },
  { head: 'limit', cell: ({ order }) => money(order.limitPaise), right: true },
  { head: 'trigger', cell: ({ order }) => money(order.triggerPaise), right: true },
  { head: 'valid', cell: ({ order }) => order.validity },
  { head: 'product', cell: ({ order }) => order.product },
  { head: 'role', cell: ({ order }) => (order.role === 'plain' ? '' : order.role) },
  { head: 'state', cell: ({ order }) => stateWord(order) },
  { head: 'why', cell: ({ order }) => order.reason ?? '' },
  { head: 'note', cell: ({ order }) => order.note ?? '' },
];

/** An order for `--json`. Absent values are null. */
export function orderRecord({ order, account, symbol }: NamedOrder) {
  const inRupees = (amount: Paise | undefined): number | null =>
    amount === undefined ? null : rupees(amount);
  return {
    order: order.orderId,
    account,
    symbol,
    side: order.side,
    type: order.type,
    validity: order.validity,
    product: order.product,
    role: order.role,
    quantity: order.quantity,
    filled: order.filled,
    average: inRupees(averagePaise(order)),
    limit: inRupees(order.limitPaise),
    trigger: inRupees(order.triggerPaise),
    triggered: order.triggered,
    state: stateWord(order),
    reason: order.reason ?? null,
    session: order.session,
    placed: istText(order.placedAt),
    parent: order.parentId ?? null,
    pair: order.pairId ?? null,
    key: order.clientKey ?? null,
    note: order.note ?? null,
  };
}
