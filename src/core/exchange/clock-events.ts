import type { Instant } from '../market/instant.ts';
import type { SessionDate } from '../market/session-date.ts';
import { heldShares, liveOrders } from './book.ts';
import type { Book } from './book.ts';
import type { Booking } from './booking.ts';
import { endOrder, tell } from './end-order.ts';
import { paise } from '../market/money.ts';
import { remaining } from './order.ts';
import type { Order } from './order.ts';

/** Seconds before the end of continuous trading at which intraday positions are closed. */
export const SQUARE_OFF_SECONDS = 300;

/** Ends what was for one session only. */
export function endSession(
  book: Book,
  listingId: number,
  session: SessionDate,
  at: Instant,
): Booking[] {
  return liveOrders(book, listingId).flatMap((order): Booking[] => {
    const { orderId, accountId, role, validity, session: own } = order;
    if (role === 'square-off') {
      const text = `${remaining(order)} shares found nobody when intraday positions were closed: the order stays`;
      return [{ kind: 'notice', accountId, listingId, at, session, text }];
    }
    if (validity === 'GTC' || own > session) return [];
    return endOrder(book, orderId, { at, session }, 'expired', `the session of ${own} has ended`);
  });
}

function closingOrder(
  book: Book,
  accountId: number,
  listingId: number,
  held: number,
  session: SessionDate,
  at: Instant,
): Order {
  return {
    orderId: book.nextOrderId++,
    accountId,
    listingId,
    side: held > 0 ? 'SELL' : 'BUY',
    type: 'MARKET',
    // What finds no buyer in the last minutes is sold when there is one again.
    validity: 'GTC',
    product: 'MIS',
    role: 'square-off',
    intent: 'close',
    quantity: Math.abs(held),
    filled: 0,
    valuePaise: paise(0),
    triggered: false,
    state: 'open',
    since: at,
    session,
    boundPaise: paise(0),
    dayValuePaise: paise(0),
    daySession: session,
  };
}

/**
 * Closes the intraday positions in a listing: open intraday orders are cancelled, and a market order
 * for what is held goes to the market. Done again, it finds nothing to do.
 */
export function squareOff(
  book: Book,
  listingId: number,
  session: SessionDate,
  at: Instant,
): Booking[] {
  const bookings: Booking[] = [];
  const orders = liveOrders(book, listingId).filter(({ product }) => product === 'MIS');
  for (const { orderId, role, session: first } of orders) {
    if (role === 'square-off' || first > session) continue;
    bookings.push(
      ...endOrder(book, orderId, { at, session }, 'cancelled', 'intraday positions are closed now'),
    );
  }
  for (const { accountId } of book.accounts.values()) {
    const held = heldShares(book, accountId, listingId, 'MIS');
    const under = orders.some((one) => one.accountId === accountId && one.role === 'square-off');
    if (held === 0 || under) continue;
    const order = closingOrder(book, accountId, listingId, held, session, at);
    bookings.push(tell(book, order, { at, session }, 'open', 'closes the intraday position'));
  }
  return bookings;
}
