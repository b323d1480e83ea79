import { chargesOf } from '../charges/charges-of.ts';
import { addedCharges, totalCharges } from '../charges/charges.ts';
import type { Charges } from '../charges/charges.ts';
import type { Instant } from '../market/instant.ts';
import { paise } from '../market/money.ts';
import type { Paise } from '../market/money.ts';
import type { SessionDate } from '../market/session-date.ts';
import type { Mutable } from '../mutable.ts';
import {
  accountOf,
  changeCash,
  changeLots,
  changeOrder,
  depositoryKey,
  listingOf,
  lotsOf,
} from './book.ts';
import type { Book } from './book.ts';
import { cashEffect } from './booking.ts';
import type { Fill } from './booking.ts';
import { freeCash, opposite } from './funds.ts';
import { takeFirstIn } from './lot.ts';
import type { Order } from './order.ts';

/** When and at which price. */
export interface Deal {
  readonly pricePaise: Paise;
  readonly at: Instant;
  readonly session: SessionDate;
}

/** What that many shares more add to the charges of the order on that session. */
function chargesFor(book: Book, order: Order, quantity: number, deal: Deal): Charges {
  const { accountId, listingId, side, product } = order;
  const { exchange, fund } = listingOf(book, listingId);
  const { session } = deal;
  const earlier = order.daySession === session ? order.dayValuePaise : paise(0);
  const due =
    side === 'SELL' && !book.depositoryPaid.has(depositoryKey(accountId, listingId, session));
  const { plan } = accountOf(book, accountId);
  const chargesAt = (valuePaise: Paise, depositoryDue: boolean): Charges =>
    chargesOf({ exchange, fund, session, side, product, valuePaise, depositoryDue }, plan);
  // The fee of an earlier part of this order is in neither sum.
  const all = chargesAt(paise(earlier + quantity * deal.pricePaise), due);
  return earlier === 0 ? all : addedCharges(chargesAt(earlier, false), all);
}

/** More than any plan and schedule takes of a value: a tenth, and a thousand rupees. */
const chargesAtMost = (value: number): number => value / 10 + 100_000;

/** The most shares, up to the wish, that the account's free money pays with their charges. */
function affordable(book: Book, order: Order, wish: number, deal: Deal): number {
  const free = freeCash(book, order.accountId, order);
  const fits = (shares: number): boolean =>
    shares * deal.pricePaise + totalCharges(chargesFor(book, order, shares, deal)) <= free;
  const value = wish * deal.pricePaise;
  // Most accounts have plenty: then the charges need not be reckoned twice.
  if (wish <= 0 || value + chargesAtMost(value) <= free || fits(wish)) return wish;
  let [low, high] = [0, wish];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * How many of the wished shares the account can trade: what it holds where it closes, what it can pay
 * where it opens. Shares on the other side are closed first and need no money.
 */
export function tradable(book: Book, order: Order, wish: number, deal: Deal): number {
  const open = Math.abs(opposite(book, order).reduce((sum, lot) => sum + lot.quantity, 0));
  if (order.intent === 'close' || wish <= open) return Math.min(wish, open);
  if (order.side === 'SELL' && !accountOf(book, order.accountId).mayShort)
    return Math.min(wish, open);
  return open + affordable(book, order, wish - open, deal);
}

/**
 * Books a fill: lots oldest first, charges, cash, and the order itself. The caller has asked how many
 * shares can be traded.
 */
export function bookFill(book: Book, order: Order, quantity: number, deal: Deal): Fill {
  const { accountId, listingId, side, product } = order;
  const { pricePaise, at, session } = deal;
  const charges = chargesFor(book, order, quantity, deal);
  const against = opposite(book, order);
  const closed = Math.min(quantity, Math.abs(against.reduce((sum, lot) => sum + lot.quantity, 0)));
  const taken = takeFirstIn(against, closed, pricePaise);
  const lots = [...lotsOf(book, accountId, listingId)];
  if (closed > 0) {
    const became = new Map(taken.lots.map((lot) => [lot.lotId, lot]));
    for (const [place, lot] of lots.entries()) lots[place] = became.get(lot.lotId) ?? lot;
  }
  const opened = (side === 'BUY' ? 1 : -1) * (quantity - closed);
  if (opened !== 0) {
    lots.push({
      lotId: book.nextLotId++,
      accountId,
      listingId,
      product,
      quantity: opened,
      costPaise: paise(opened * pricePaise),
      openedAt: at,
      openedOn: session,
    });
  }
  const fill: Fill = {
    kind: 'fill',
    tradeId: book.nextTradeId++,
    orderId: order.orderId,
    accountId,
    listingId,
    side,
    product,
    quantity,
    pricePaise,
    at,
    session,
    charges,
    closings: taken.closings,
  };
  changeLots(book, accountId, listingId, lots);
  changeCash(book, accountId, cashEffect(fill));
  if (charges.dp > 0) book.depositoryPaid.add(depositoryKey(accountId, listingId, session));
  const value = quantity * pricePaise;
  // Fields that are there are changed in a copy: V8 takes ten times as long to add one to it.
  const after: Mutable<Order> = { ...order };
  after.filled += quantity;
  after.valuePaise = paise(order.valuePaise + value);
  after.dayValuePaise = paise((order.daySession === session ? order.dayValuePaise : 0) + value);
  after.daySession = session;
  if (after.filled === order.quantity) after.state = 'filled';
  changeOrder(book, after);
  return fill;
}
