import type { SessionDate } from '../market/session-date.ts';
import { wholeShares } from '../market/whole-shares.ts';
import { listingOf, liveOrders } from './book.ts';
import type { Book } from './book.ts';
import type { Booking } from './booking.ts';
import { afterFill, afterTrigger, endOrder, tell } from './end-order.ts';
import { bookFill, tradable } from './fill.ts';
import type { Deal } from './fill.ts';
import { remaining } from './order.ts';
import type { Order } from './order.ts';
import { touch } from './touch.ts';
import type { Print, Touch } from './touch.ts';

/** Of a pair, the stop comes first: where a bar touches both, the worse one counts. */
function before(a: Order, b: Order): number {
  const place = (order: Order): number => order.parentId ?? order.pairId ?? order.orderId;
  return (
    a.since - b.since ||
    place(a) - place(b) ||
    Number(b.role === 'stop') - Number(a.role === 'stop') ||
    a.orderId - b.orderId
  );
}

/** Orders of an earlier session that were for that one only. */
function expireOld(book: Book, listingId: number, session: SessionDate, print: Print): Booking[] {
  return liveOrders(book, listingId)
    .filter((order) => order.validity !== 'GTC' && order.session < session)
    .flatMap(({ orderId, session: own }) =>
      endOrder(
        book,
        orderId,
        { at: print.start, session },
        'expired',
        `the session of ${own} has ended`,
      ),
    );
}

function whyShort(order: Order): string {
  return order.intent === 'close'
    ? 'nothing is left to close'
    : 'the free money does not pay for more';
}

/** Fills what can be filled of an order at a price. */
function fillTouched(book: Book, order: Order, wish: number, deal: Deal, print: Print): Booking[] {
  const quantity = tradable(book, order, wish, deal);
  const bookings: Booking[] = [];
  if (quantity > 0) {
    bookings.push(bookFill(book, order, quantity, deal));
    const after = book.orders.get(order.orderId) ?? order;
    bookings.push(...afterFill(book, after, quantity, deal, print.end));
  }
  if (quantity < wish) {
    bookings.push(...endOrder(book, order.orderId, deal, 'cancelled', whyShort(order)));
  }
  return bookings;
}

function matchOne(
  book: Book,
  order: Order,
  touched: Touch,
  print: Print,
  session: SessionDate,
  capacity: number,
): Booking[] {
  const at = touched.atOpen ? print.start : print.end;
  const bookings: Booking[] = [];
  let current = order;
  if (touched.triggered && !order.triggered) {
    current = { ...order, triggered: true };
    bookings.push(tell(book, current, { at, session }, 'open', 'its trigger was touched'));
    current = book.orders.get(order.orderId) ?? current;
    bookings.push(...afterTrigger(book, current, { at, session }));
  }
  const wish = Math.min(remaining(current), capacity);
  const price = touched.pricePaise;
  if (price !== undefined && wish > 0) {
    bookings.push(...fillTouched(book, current, wish, { pricePaise: price, at, session }, print));
  }
  if (order.validity === 'IOC') {
    const rest = book.orders.get(order.orderId) ?? current;
    const reason = `${rest.filled} of ${rest.quantity} could be had at once`;
    bookings.push(...endOrder(book, order.orderId, { at, session }, 'cancelled', reason));
  }
  return bookings;
}

/**
 * Matches the open orders of a listing against one stretch of its trading, in the order in which they
 * came; each account may take its part of the volume. An order that came after the stretch had begun
 * is left alone.
 *
 * @param session the stretch's
 */
export function matchPrint(
  book: Book,
  listingId: number,
  session: SessionDate,
  print: Print,
): Booking[] {
  const bookings = expireOld(book, listingId, session, print);
  const listing = listingOf(book, listingId);
  const { participation, slippage } = book.rules;
  const whole = print.volume === undefined ? Infinity : wholeShares(print.volume * participation);
  const left = new Map<number, number>();
  const queue = liveOrders(book, listingId)
    .filter((order) => order.since <= print.start && order.session <= session)
    .sort(before);
  for (const { orderId } of queue) {
    // What came before it in the queue may have ended or shortened it, or armed it for later bars.
    const order = book.orders.get(orderId);
    if (order?.state !== 'open' || order.since > print.start) continue;
    const touched = touch(order, print, listing, slippage);
    const idle = touched.pricePaise === undefined && touched.triggered === order.triggered;
    if (idle && order.validity !== 'IOC') continue;
    const capacity = left.get(order.accountId) ?? whole;
    const filled = order.filled;
    bookings.push(...matchOne(book, order, touched, print, session, capacity));
    const traded = (book.orders.get(orderId)?.filled ?? filled) - filled;
    left.set(order.accountId, capacity - traded);
  }
  return bookings;
}
