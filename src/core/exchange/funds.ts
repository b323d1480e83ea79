import { paise } from '../market/money.ts';
import type { Paise } from '../market/money.ts';
import { accountOf, heldShares, lotsOf, liveOrders } from './book.ts';
import type { Book } from './book.ts';
import { remaining } from './order.ts';
import type { Order, Product } from './order.ts';

/**
 * Money that short positions hold back: what they fetched, which is not the account's to spend, and
 * as much again as margin.
 */
function shortMargin(book: Book, accountId: number): number {
  let margin = 0;
  for (const lots of book.lots.values()) {
    for (const lot of lots) {
      if (lot.accountId === accountId && lot.quantity < 0) margin -= 2 * lot.costPaise;
    }
  }
  return margin;
}

/**
 * Money that an account can spend: its cash without what its orders and short positions hold back.
 *
 * @param but an order whose own reserve counts as free
 */
export function freeCash(book: Book, accountId: number, but?: Order): Paise {
  const { cashPaise, mayShort } = accountOf(book, accountId);
  const reserved = book.reserved.get(accountId) ?? 0;
  const own = but ? (book.reserves.get(but.orderId) ?? 0) : 0;
  const margin = mayShort ? shortMargin(book, accountId) : 0;
  return paise(cashPaise - reserved + own - margin);
}

/** Shares that live orders are to close already; a target and its stop count once. */
function promised(book: Book, accountId: number, listingId: number, product: Product): number {
  const pairs = new Map<string, number>();
  for (const order of liveOrders(book, listingId, accountId)) {
    if (order.intent !== 'close' || order.product !== product) continue;
    const key = order.pairId === undefined ? `order ${order.orderId}` : `pair ${order.pairId}`;
    pairs.set(key, Math.max(pairs.get(key) ?? 0, remaining(order)));
  }
  return [...pairs.values()].reduce((sum, shares) => sum + shares, 0);
}

/** Shares that a new order may close: those held (for a buyer: owed) and not promised to another. */
export function closable(
  book: Book,
  {
    accountId,
    listingId,
    side,
    product,
  }: Pick<Order, 'accountId' | 'listingId' | 'side' | 'product'>,
): number {
  const held = heldShares(book, accountId, listingId, product);
  const open = side === 'SELL' ? held : -held;
  return Math.max(0, open - promised(book, accountId, listingId, product));
}

/** Shares of lots on the other side of an order, which its fills close first. */
export function opposite(book: Book, order: Order) {
  const short = order.side === 'BUY';
  return lotsOf(book, order.accountId, order.listingId, order.product).filter(
    ({ quantity }) => quantity < 0 === short,
  );
}
