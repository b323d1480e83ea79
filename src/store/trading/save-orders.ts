import { sql } from 'kysely';
import type { Book } from '../../core/exchange/book.ts';
import type { Order } from '../../core/exchange/order.ts';
import { runBulk } from '../bulk.ts';
import type { Cell } from '../bulk.ts';
import type { Handle } from '../handle.ts';
import { changingColumns, orderRow } from './order-rows.ts';
import type { OrderPapers } from './order-rows.ts';
import { saveRows } from './save-rows.ts';

/** The asker's name is on the first of the orders that came of what he asked. */
function papersOf(order: Order, papers: OrderPapers): OrderPapers {
  const { clientKey: _, ...others } = papers;
  const first = order.parentId === undefined && (order.pairId ?? order.orderId) === order.orderId;
  return first ? papers : others;
}

/** Writes what changes of orders that are there: half the cells, and a third of the work, of rows. */
function changeOrders({ db, raw }: Handle, orders: readonly Order[]): void {
  const [first] = orders;
  if (!first) return;
  const names = Object.keys(changingColumns(first));
  const compile = () => {
    const sets = names.map(
      (name, place) => sql`${sql.ref(name)} = ${sql.ref(`fresh.column${place + 2}`)}`,
    );
    const cells = [first.orderId, ...names.map(() => null)];
    return sql`update orders set ${sql.join(sets)} from ( values (${sql.join(cells)})) as fresh
      where order_id = fresh.column1`.compile(db);
  };
  const fill = (order: Order, cells: Cell[], offset: number): void => {
    cells[offset] = order.orderId;
    let place = offset + 1;
    for (const cell of Object.values(changingColumns(order))) cells[place++] = cell;
  };
  runBulk(raw, 'trading orders changed', compile, orders, names.length + 1, fill);
}

/**
 * Writes the orders of a book that are new or have changed, by number.
 *
 * @param kept the highest number of an order that is kept: those above it are new
 */
export function saveOrders(handle: Handle, book: Book, kept: number, papers: OrderPapers): void {
  const orders = [...book.changed.orders]
    .toSorted((a, b) => a - b)
    .flatMap((orderId) => book.orders.get(orderId) ?? []);
  const toRow = (order: Order) => orderRow(order, papersOf(order, papers));
  changeOrders(
    handle,
    orders.filter(({ orderId }) => orderId <= kept),
  );
  saveRows(
    handle,
    'orders',
    orders.filter(({ orderId }) => orderId > kept),
    toRow,
  );
}
