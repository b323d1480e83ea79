import type { BotDecision } from '../../core/bot/decide.ts';
import type { KeptDecision } from '../../core/bot/kept-decision.ts';
import { amendOrder } from '../../core/exchange/amend.ts';
import type { OrderChange } from '../../core/exchange/booking.ts';
import { askedListing } from '../../core/exchange/traded-listing.ts';
import { limitsFor } from '../../feed/trading/order-limits.ts';
import type { PlacingNow } from '../../feed/trading/place-order.ts';
import type { Books } from '../../store/store.ts';
import type { OpenedBook } from '../../store/trading/book-rows.ts';

/** Raises a resting stop, inside the caller's transaction. */
export async function moveStop(
  books: Books,
  { book, listings }: OpenedBook,
  { orderId, triggerPaise, reason }: Extract<BotDecision, { kind: 'move-stop' }>,
  listingId: number,
  { now, session, settings }: PlacingNow,
): Promise<Pick<KeptDecision, 'outcome' | 'reason' | 'orderId'>> {
  const accountId = book.orders.get(orderId)?.accountId;
  const listing = listings.get(listingId);
  if (!listing || accountId === undefined) throw new Error(`order ${orderId} is not in the book`);
  const limits = await limitsFor(books, settings, accountId, listings, session);
  const terms = { listing: askedListing(listing), limits };
  const amended = amendOrder(book, orderId, { triggerPaise }, terms, now);
  if (!amended.amended) {
    return { outcome: 'refused', orderId, reason: `${amended.reason} (${reason})` };
  }
  const { state } = amended.order;
  const event: OrderChange = {
    kind: 'order',
    orderId,
    accountId,
    listingId,
    at: now,
    session,
    state,
    reason,
  };
  await books.tradingBooks.record(book, [event], { placedAt: now });
  return { outcome: 'stop-moved', orderId, reason };
}
