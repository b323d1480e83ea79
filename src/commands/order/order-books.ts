import type { Order } from '../../core/exchange/order.ts';
import { orderSession } from '../../core/exchange/order-session.ts';
import { hasDerivatives } from '../../core/exchange/traded-listing.ts';
import type { TradedListing } from '../../core/exchange/traded-listing.ts';
import type { CommandContext } from '../../kit/command.ts';
import { fillRules } from '../../kit/trading-rules.ts';
import type { Books } from '../../store/store.ts';
import type { Account } from '../../store/trading/accounts.ts';
import type { OpenedBook } from '../../store/trading/book-rows.ts';
import type { Today } from '../account-desk.ts';

/**
 * Opens an account's books as of the session in which an order can fill: after the close that is the
 * next one, with its ticks, its limits around today's close, and prices in its shares.
 */
export async function booksForOrder(
  ctx: CommandContext,
  books: Books,
  { accountId }: Account,
  { product, validity }: Pick<Order, 'product' | 'validity'>,
  listing: TradedListing,
  { now, session: today, calendar }: Today,
): Promise<OpenedBook> {
  const asked = orderSession({ product, validity }, calendar, now, hasDerivatives(listing));
  const session = 'session' in asked ? asked.session : today;
  const later = session > today && calendar.day(today).state === 'open';
  return books.tradingBooks.open({
    rules: fillRules(ctx.resolved.settings),
    session,
    ...(later ? { closeOf: today } : {}),
    accountId,
    listingIds: [listing.listingId],
  });
}
