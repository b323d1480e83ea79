import type { Calendar } from '../calendar/calendar.ts';
import { currencyOf } from '../market/currency.ts';
import { paise, rupees } from '../market/money.ts';
import type { Paise } from '../market/money.ts';
import type { SessionDate } from '../market/session-date.ts';
import { accountOf, changeOrder, heldShares, listingOf, reserveOf } from './book.ts';
import type { Book } from './book.ts';
import { closable, freeCash } from './funds.ts';
import type { Order } from './order.ts';
import { MARKET_BUFFER } from './order-request.ts';
import type { Asked, OrderRequest } from './order-request.ts';
import { orderSession } from './order-session.ts';
import { whyMalformed } from './order-shape.ts';
import { whyBeyondLimits } from './risk-limits.ts';
import { slipped } from './touch.ts';

/** What became of a request. Nothing of a refused one is in the book. */
export type Acceptance =
  | {
      readonly accepted: true;
      /** The order, or the target and the stop of a sale; then what waits for the order's fills. */
      readonly orders: readonly Order[];
      /** Whether it waits for a session to begin. */
      readonly queued: boolean;
    }
  | { readonly accepted: false; readonly reason: string };

const refuse = (reason: string): Acceptance => ({ accepted: false, reason });
const inRupees = (amount: number): string => rupees(paise(amount)).toFixed(2);

/** The price at which money is set aside: the most that a share can cost. */
function boundOf(
  request: OrderRequest,
  last: Paise | undefined,
  book: Book,
  listingId: number,
): Paise | undefined {
  const { limitPaise, triggerPaise, side } = request;
  if (limitPaise !== undefined) return limitPaise;
  const from = triggerPaise ?? last;
  const listing = listingOf(book, listingId);
  return from === undefined
    ? undefined
    : slipped(from, side === 'BUY' ? 'BUY' : 'SELL', side === 'BUY' ? MARKET_BUFFER : 0, listing);
}

/** Why the account cannot do this; absent: it can. */
function whyNotThisAccount(book: Book, order: Order, symbol: string): string | undefined {
  const { accountId, listingId, side, product, quantity, intent } = order;
  const free = closable(book, order);
  if (intent === 'close') {
    if (quantity <= free) return undefined;
    const held = Math.abs(heldShares(book, accountId, listingId, product));
    if (side === 'BUY' || (product === 'MIS' && accountOf(book, accountId).mayShort)) {
      return `the order would turn the position of ${held} around: close it first, ${free} of it are not promised to other orders`;
    }
    const promised = held > free ? `, ${held - free} of them promised to other orders` : '';
    return `expected ${quantity} shares of ${symbol} (${product}) to sell, the account has ${held}${promised}`;
  }
  const need = reserveOf(book, order);
  const have = freeCash(book, accountId);
  if (need <= have) return undefined;
  return `expected ${inRupees(need)} for the order with its charges, the account has ${inRupees(have)} free`;
}

/** Why the account's money does not pay for the listing; absent: it does. */
function whyOtherMoney(book: Book, { request, listing }: Asked): string | undefined {
  const { currency } = accountOf(book, request.accountId);
  const needed = currencyOf(listingOf(book, listing.listingId).exchange);
  if (currency === undefined || currency === needed) return undefined;
  return `${listing.symbol} is dealt in for ${needed}, the account is kept in ${currency}`;
}

interface Placing {
  readonly book: Book;
  readonly asked: Asked;
  readonly session: SessionDate;
  readonly boundPaise: Paise;
}

function baseOrder({ book, asked, session, boundPaise }: Placing): Order {
  const { request, listing, now } = asked;
  const { accountId, side, type, validity, product, quantity, limitPaise, triggerPaise } = request;
  const held = heldShares(book, accountId, listing.listingId, product);
  const closes = product === 'CNC' ? side === 'SELL' : side === 'SELL' ? held > 0 : held < 0;
  const bare = side === 'SELL' && !accountOf(book, accountId).mayShort;
  const entry = request.targetPaise !== undefined || request.stopPaise !== undefined;
  return {
    orderId: book.nextOrderId,
    accountId,
    listingId: listing.listingId,
    side,
    type,
    validity,
    product,
    role: entry ? 'entry' : 'plain',
    intent: closes || bare ? 'close' : 'open',
    quantity,
    filled: 0,
    valuePaise: paise(0),
    ...(limitPaise === undefined ? {} : { limitPaise }),
    ...(triggerPaise === undefined ? {} : { triggerPaise }),
    triggered: false,
    state: 'open',
    since: now,
    session,
    boundPaise,
    dayValuePaise: paise(0),
    daySession: session,
  };
}

/** A target and a stop that close what the order opens, or what the account holds. */
function exits(
  { request }: Asked,
  base: Order,
  firstId: number,
  parentId: number | undefined,
): Order[] {
  const { targetPaise, stopPaise } = request;
  const side = parentId === undefined ? base.side : base.side === 'BUY' ? 'SELL' : 'BUY';
  const common: Omit<Order, 'orderId' | 'role' | 'type'> = {
    ...base,
    pairId: parentId ?? firstId,
    side,
    intent: 'close',
    validity: base.product === 'MIS' ? 'DAY' : 'GTC',
    ...(parentId === undefined ? {} : { parentId, quantity: 0, state: 'waiting' as const }),
  };
  const { limitPaise: _limit, triggerPaise: _trigger, ...bare } = common;
  const orders: Order[] = [];
  if (targetPaise !== undefined) {
    orders.push({
      ...bare,
      orderId: firstId,
      role: 'target',
      type: 'LIMIT',
      limitPaise: targetPaise,
    });
  }
  if (stopPaise !== undefined) {
    const orderId = firstId + orders.length;
    orders.push({ ...bare, orderId, role: 'stop', type: 'STOP', triggerPaise: stopPaise });
  }
  return orders;
}

/**
 * Judges a request and, when all is well, puts its orders into the book: what it is, the session,
 * the limits of the desk, then money or shares that are not promised to other orders.
 */
export function acceptOrder(
  book: Book,
  asked: Asked,
  calendar: Calendar,
  derivatives: boolean,
): Acceptance {
  const { request, listing, limits, now } = asked;
  const { listingId, symbol, lastPaise } = listing;
  const malformed = whyOtherMoney(book, asked) ?? whyMalformed(asked, listingOf(book, listingId));
  if (malformed !== undefined) return refuse(malformed);
  const when = orderSession(request, calendar, now, derivatives);
  if ('refused' in when) return refuse(when.refused);
  const boundPaise = boundOf(request, lastPaise, book, listingId);
  if (boundPaise === undefined) {
    return refuse(`no price of ${symbol} is known: run \`paperjobs quotes --symbols ${symbol}\``);
  }
  const value = request.quantity * boundPaise;
  if (!Number.isSafeInteger(value * 2)) {
    return refuse(`${request.quantity} shares are worth more than can be reckoned exactly`);
  }
  if (limits.maxValuePaise !== undefined && value > limits.maxValuePaise) {
    return refuse(
      `an order of ${inRupees(value)} is larger than the ${inRupees(limits.maxValuePaise)} that trading.max_order_rupees allows`,
    );
  }
  const base = baseOrder({ book, asked, session: when.session, boundPaise });
  const short = whyNotThisAccount(book, base, symbol);
  if (short !== undefined) return refuse(short);
  const risky = limits.risk && whyBeyondLimits(book, base, limits.risk);
  if (risky !== undefined) return refuse(risky);
  const closes = base.role === 'entry' && base.intent === 'close';
  if (closes && base.product === 'MIS') {
    return refuse('a target and a stop go with an order that opens a position');
  }
  const orders = closes
    ? exits(asked, base, base.orderId, undefined)
    : [base, ...(base.role === 'entry' ? exits(asked, base, base.orderId + 1, base.orderId) : [])];
  for (const order of orders) changeOrder(book, order);
  book.nextOrderId += orders.length;
  return { accepted: true, orders, queued: when.queued };
}
