import type { Instant } from '../market/instant.ts';
import type { SessionDate } from '../market/session-date.ts';
import { changeOrder } from './book.ts';
import type { Book } from './book.ts';
import type { OrderChange } from './booking.ts';
import { isLive, remaining } from './order.ts';
import type { Order, OrderState } from './order.ts';

/** When something happens to an order. */
export interface Moment {
  readonly at: Instant;
  readonly session: SessionDate;
}

/** The live orders that hang together with it: targets and stops of an entry, the other of a pair. */
export function relatives(book: Book, order: Order): Order[] {
  const numbers = book.families.get(order.parentId ?? order.pairId ?? order.orderId) ?? [];
  return [...numbers].flatMap((number) => {
    const other = book.orders.get(number);
    return other && other.orderId !== order.orderId && isLive(other) ? [other] : [];
  });
}

/** Notes what became of an order. */
export function tell(
  book: Book,
  order: Order,
  { at, session }: Moment,
  state: OrderState,
  reason: string,
): OrderChange {
  changeOrder(book, { ...order, state, reason });
  const { orderId, accountId, listingId } = order;
  return { kind: 'order', orderId, accountId, listingId, at, session, state, reason };
}

/**
 * Ends an order that is live. Targets and stops of an entry that never filled end with it.
 *
 * @returns nothing for an order that has ended already
 */
export function endOrder(
  book: Book,
  orderId: number,
  moment: Moment,
  state: Extract<OrderState, 'cancelled' | 'expired'>,
  reason: string,
): OrderChange[] {
  const order = book.orders.get(orderId);
  if (!order || !isLive(order)) return [];
  const changes = [tell(book, order, moment, state, reason)];
  if (order.role !== 'entry' || order.filled > 0) return changes;
  for (const child of relatives(book, order)) {
    changes.push(tell(book, child, moment, 'cancelled', 'its entry did not fill'));
  }
  return changes;
}

/** An entry's fill puts as many shares under its target and its stop, for prices that come later. */
function arm(book: Book, entry: Order, quantity: number, { at, session }: Moment): OrderChange[] {
  return relatives(book, entry).map((child) => {
    const armed = { ...child, quantity: child.quantity + quantity, since: at };
    return tell(book, armed, { at, session }, 'open', `its entry filled ${quantity} more`);
  });
}

/** What of an entry has not filled is of no use once its position is being closed. */
function endEntry(book: Book, exit: Order, moment: Moment): OrderChange[] {
  if (exit.parentId === undefined) return [];
  return endOrder(book, exit.parentId, moment, 'cancelled', `its ${exit.role} was reached`);
}

/** A stop that is touched takes the place of its target, and ends what its entry still waits for. */
export function afterTrigger(book: Book, order: Order, moment: Moment): OrderChange[] {
  if (order.role !== 'stop') return [];
  return [
    ...relatives(book, order).flatMap((other) =>
      endOrder(book, other.orderId, moment, 'cancelled', 'its stop was touched'),
    ),
    ...endEntry(book, order, moment),
  ];
}

/**
 * What a fill means for the orders that hang together with it: an entry arms its target and stop; of
 * a pair, the other has as many shares less to do, and ends when none is left.
 *
 * @param quantity of the fill
 * @param order as it is after the fill
 * @param armedAt the end of the prices that filled it: what arms looks at later ones only
 */
export function afterFill(
  book: Book,
  order: Order,
  quantity: number,
  moment: Moment,
  armedAt: Instant,
): OrderChange[] {
  if (order.role === 'entry') return arm(book, order, quantity, { ...moment, at: armedAt });
  if (order.role !== 'target' && order.role !== 'stop') return [];
  const changes: OrderChange[] = [];
  for (const other of relatives(book, order)) {
    const less = { ...other, quantity: Math.max(other.filled, other.quantity - quantity) };
    changeOrder(book, less);
    if (remaining(less) > 0) continue;
    changes.push(...endOrder(book, other.orderId, moment, 'cancelled', `its ${order.role} filled`));
  }
  return order.state === 'filled' ? [...changes, ...endEntry(book, order, moment)] : changes;
}
