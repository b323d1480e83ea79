import type { Context } from '../../kit/context.ts';
import type { Calendar } from '../../core/calendar/calendar.ts';
import { acceptOrder } from '../../core/exchange/accept.ts';
import type { Acceptance } from '../../core/exchange/accept.ts';
import { liveOrders } from '../../core/exchange/book.ts';
import type { OrderChange } from '../../core/exchange/booking.ts';
import { endOrder } from '../../core/exchange/end-order.ts';
import type { Order } from '../../core/exchange/order.ts';
import type { OrderRequest } from '../../core/exchange/order-request.ts';
import { askedListing, hasDerivatives } from '../../core/exchange/traded-listing.ts';
import type { Instant } from '../../core/market/instant.ts';
import { paise } from '../../core/market/money.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { fillRules } from '../../kit/trading-rules.ts';
import type { Books } from '../../store/store.ts';
import type { OpenedBook } from '../../store/trading/book-rows.ts';
import type { OrderPapers } from '../../store/trading/order-rows.ts';
import { limitsFor } from './order-limits.ts';

/** When and under which rules a job or command places orders. */
export interface PlacingNow {
  readonly now: Instant;
  readonly session: SessionDate;
  readonly calendar: Calendar;
  readonly settings: Context['settings'];
}

/** Opens the books of one account, with listings that it may have nothing of yet. */
export async function accountBooks(
  books: Books,
  { session, settings }: PlacingNow,
  accountId: number,
  listingIds: readonly number[],
): Promise<OpenedBook> {
  const rules = fillRules(settings);
  return books.tradingBooks.open({ rules, session, accountId, listingIds });
}

/** A refused order is kept too, with its reason and nothing filled. */
export function refusedOrder(
  orderId: number,
  listingId: number,
  request: OrderRequest,
  reason: string,
  { now, session }: Pick<PlacingNow, 'now' | 'session'>,
): Order {
  const { targetPaise: _target, stopPaise: _stop, ...asked } = request;
  return {
    ...asked,
    orderId,
    listingId,
    role: 'plain',
    intent: 'open',
    filled: 0,
    valuePaise: paise(0),
    triggered: false,
    state: 'refused',
    reason,
    since: now,
    session,
    boundPaise: paise(0),
    dayValuePaise: paise(0),
    daySession: session,
  };
}

/** Ends live orders of an account in a listing, so that its shares are free. */
function endOrders(
  { book }: OpenedBook,
  { accountId }: OrderRequest,
  listingId: number,
  { now, session }: PlacingNow,
  why: string,
): OrderChange[] {
  const moment = { at: now, session };
  return liveOrders(book, listingId, accountId).flatMap(({ orderId }) =>
    endOrder(book, orderId, moment, 'cancelled', why),
  );
}

/** An order that is to be placed by a job. */
export interface OrderWish {
  readonly listingId: number;
  readonly request: OrderRequest;
  readonly papers: OrderPapers;
  /** Why the account's other live orders in the listing end first; absent: they stay. */
  readonly insteadOf?: string;
}

/**
 * Judges an order and writes down what became of it, inside the caller's transaction: accepted with
 * what hangs on it, or refused with the reason. The opened book is not to be used afterwards.
 */
export async function placeOrder(
  books: Books,
  opened: OpenedBook,
  { listingId, request, papers, insteadOf }: OrderWish,
  placing: PlacingNow,
): Promise<Acceptance & { readonly order: Order }> {
  const { now, session, calendar, settings } = placing;
  const listing = opened.listings.get(listingId);
  if (!listing) throw new Error(`listing ${listingId} is not in the book`);
  const limits = await limitsFor(books, settings, request.accountId, opened.listings, session);
  const ended =
    insteadOf === undefined ? [] : endOrders(opened, request, listingId, placing, insteadOf);
  const { book } = opened;
  const asked = { request, listing: askedListing(listing), limits, now };
  const acceptance = acceptOrder(book, asked, calendar, hasDerivatives(listing));
  if (acceptance.accepted) {
    await books.tradingBooks.record(book, ended, papers);
    const [order] = acceptance.orders;
    if (!order) throw new Error('no order came of an accepted request');
    return { ...acceptance, order };
  }
  const refused = refusedOrder(book.nextOrderId, listingId, request, acceptance.reason, placing);
  await books.orders.insert(refused, papers);
  return { ...acceptance, order: refused };
}
