import type { Instant } from '../market/instant.ts';
import { paise, rupees } from '../market/money.ts';
import type { Paise } from '../market/money.ts';
import { changeOrder, listingOf, reserveOf } from './book.ts';
import type { Book } from './book.ts';
import { relatives } from './end-order.ts';
import { closable, freeCash } from './funds.ts';
import { isLive, remaining } from './order.ts';
import type { Order } from './order.ts';
import type { Asked, OrderRequest } from './order-request.ts';
import { anywhere, whyMalformed } from './order-shape.ts';
import { whyBeyondLimits } from './risk-limits.ts';

/** What an order is to be from now on; absent: as it was. */
export interface Amendment {
  readonly quantity?: number;
  readonly limitPaise?: Paise;
  readonly triggerPaise?: Paise;
}

/** What became of it: the order as it is now, or why nothing was changed. */
export type Amended =
  | { readonly amended: true; readonly order: Order }
  | { readonly amended: false; readonly reason: string };

const refuse = (reason: string): Amended => ({ amended: false, reason });

function requestOf(order: Order): OrderRequest {
  const { accountId, side, type, validity, product, quantity, limitPaise, triggerPaise } = order;
  return {
    accountId,
    side,
    type,
    validity,
    product,
    quantity,
    ...(limitPaise === undefined ? {} : { limitPaise }),
    ...(triggerPaise === undefined ? {} : { triggerPaise }),
  };
}

/** The price at which money is set aside, after a change of its prices. */
function boundAfter(order: Order, { limitPaise, triggerPaise }: Amendment): Paise {
  if (limitPaise !== undefined) return limitPaise;
  if (triggerPaise === undefined || order.limitPaise !== undefined) return order.boundPaise;
  const before = order.triggerPaise ?? triggerPaise;
  return paise(Math.ceil((order.boundPaise * triggerPaise) / before));
}

/** Why a target or stop cannot be at that price: where its other is. Absent: it can. */
function whyNotBesideOther(book: Book, exit: Order): string | undefined {
  const other = relatives(book, exit).find(({ pairId }) => pairId === exit.pairId);
  const [target, stop] = [
    exit.limitPaise ?? other?.limitPaise,
    exit.triggerPaise ?? other?.triggerPaise,
  ];
  if (!other || target === undefined || stop === undefined) return undefined;
  if (exit.side === 'SELL' ? target > stop : target < stop) return undefined;
  const [text, of] = [rupees(target).toFixed(2), rupees(stop).toFixed(2)];
  return `the target ${text} is on the wrong side of the stop ${of}`;
}

/** Why a changed order is not what may be asked for; absent: it is. */
function whyWrong(
  book: Book,
  changed: Order,
  terms: Pick<Asked, 'listing' | 'limits'>,
  now: Instant,
): string | undefined {
  const exit = changed.role === 'target' || changed.role === 'stop';
  const listing = listingOf(book, changed.listingId);
  const waiting = changed.state === 'waiting' ? { quantity: Math.max(1, changed.quantity) } : {};
  const request = { ...requestOf(changed), ...waiting };
  return (
    whyMalformed({ ...terms, request, now }, exit ? anywhere(listing) : listing) ??
    (exit ? whyNotBesideOther(book, changed) : undefined)
  );
}

/**
 * Changes an order that is open, by the same rules by which it was accepted. It goes to the end of
 * the queue, and prices that began before the change cannot fill it.
 */
export function amendOrder(
  book: Book,
  orderId: number,
  change: Amendment,
  terms: Pick<Asked, 'listing' | 'limits'>,
  now: Instant,
): Amended {
  const order = book.orders.get(orderId);
  if (!order || !isLive(order)) return refuse(`order ${orderId} has ended: it cannot be changed`);
  if (order.state === 'waiting' && change.quantity !== undefined) {
    return refuse('a target or stop has as many shares as its entry fills');
  }
  if (order.role === 'square-off') return refuse('the square-off of a position cannot be changed');
  if (order.triggered && change.triggerPaise !== undefined) {
    return refuse('its trigger was touched already: no other one has to be');
  }
  const changed: Order = {
    ...order,
    ...change,
    boundPaise: boundAfter(order, change),
    since: now,
    reason: 'changed',
  };
  const wrong = whyWrong(book, changed, terms, now);
  if (wrong !== undefined) return refuse(wrong);
  if (order.state === 'open' && remaining(changed) < 1) {
    return refuse(`${order.filled} are filled already: cancel what is left instead`);
  }
  const more = changed.quantity - order.quantity;
  if (order.intent === 'close' && more > closable(book, order)) {
    return refuse(`expected ${more} shares more to close, ${closable(book, order)} are free`);
  }
  const need = reserveOf(book, changed);
  const free = freeCash(book, order.accountId, order);
  if (order.intent === 'open' && need > free) {
    return refuse(
      `expected ${rupees(paise(need)).toFixed(2)} for the changed order, the account has ${rupees(free).toFixed(2)} free`,
    );
  }
  const { risk } = terms.limits;
  const risky =
    need > reserveOf(book, order) && risk ? whyBeyondLimits(book, changed, risk) : undefined;
  if (risky !== undefined) return refuse(risky);
  changeOrder(book, changed);
  return { amended: true, order: changed };
}
