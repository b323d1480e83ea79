import { amendOrder } from '../../core/exchange/amend.ts';
import type { Amendment } from '../../core/exchange/amend.ts';
import { endOrder } from '../../core/exchange/end-order.ts';
import type { OrderChange } from '../../core/exchange/booking.ts';
import { askedListing } from '../../core/exchange/traded-listing.ts';
import { Failure } from '../../core/failure.ts';
import { readRupees } from '../../core/market/read-rupees.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import type { OptionValues } from '../../kit/options.ts';
import { limitsFor } from '../../feed/trading/order-limits.ts';
import type { Books } from '../../store/store.ts';
import type { Account } from '../../store/trading/accounts.ts';
import type { KeptOrder } from '../../store/trading/order-rows.ts';
import { booksOf, nowAndDay } from '../account-desk.ts';
import { booksForOrder } from './order-books.ts';
import type { modifyOptions } from './command.ts';

/** The number of an order as it was typed. @throws Failure `usage` */
export function orderNumber(words: readonly string[]): number {
  const [text = ''] = words;
  if (/^[1-9]\d{0,11}$/.test(text)) return Number(text);
  throw new Failure('usage', `expected the number of an order, found "${text}"`);
}

interface Found {
  readonly order: KeptOrder;
  readonly account: Account;
}

async function found(books: Books, orderId: number): Promise<Found | undefined> {
  const order = await books.orders.find(orderId);
  const account = (await books.accounts.all()).find((one) => one.accountId === order?.accountId);
  return order && account ? { order, account } : undefined;
}

const nowhere = (orderId: number): CommandResult => ({
  text: `there is no order ${orderId}: \`paperjobs order list\` tells which there are\n`,
  json: { order: orderId, found: false },
  no: true,
});

/** Cancels; of one that has ended says so. */
export async function cancel(
  ctx: CommandContext,
  _options: unknown,
  words: readonly string[],
): Promise<CommandResult> {
  const orderId = orderNumber(words);
  const { now, session } = await nowAndDay(ctx);
  const store = await ctx.store('write');
  return store.write(async (books) => {
    const known = await found(books, orderId);
    if (!known) return nowhere(orderId);
    const { book } = await booksOf(ctx, books, known.account, session);
    const changes = endOrder(book, orderId, { at: now, session }, 'cancelled', 'cancelled by hand');
    await books.tradingBooks.record(book, changes, { placedAt: now });
    if (changes.length === 0) {
      const { state } = known.order;
      return {
        text: `order ${orderId} has ended already: ${state}\n`,
        json: { order: orderId, cancelled: false, state },
        no: true,
      };
    }
    const others = changes.slice(1).map((change) => change.orderId);
    const with_ = others.length > 0 ? `, and with it ${others.join(', ')}` : '';
    return {
      text: `order ${orderId} is cancelled${with_}; ${known.order.filled} of ${known.order.quantity} had been filled\n`,
      json: { order: orderId, cancelled: true, filled: known.order.filled, also: others },
    };
  }, 'full');
}

function amendmentOf({ limit, trigger, quantity }: OptionValues<typeof modifyOptions>): Amendment {
  if (limit === undefined && trigger === undefined && quantity === undefined) {
    throw new Failure('usage', 'expected --limit, --trigger or --quantity, found none of them');
  }
  return {
    ...(quantity === undefined ? {} : { quantity }),
    ...(limit === undefined ? {} : { limitPaise: readRupees('--limit', limit) }),
    ...(trigger === undefined ? {} : { triggerPaise: readRupees('--trigger', trigger) }),
  };
}

/** Changes; what is refused is left as it was. */
export async function modify(
  ctx: CommandContext,
  values: OptionValues<typeof modifyOptions>,
  words: readonly string[],
): Promise<CommandResult> {
  const orderId = orderNumber(words);
  const change = amendmentOf(values);
  const today = await nowAndDay(ctx);
  const { now, session } = today;
  const store = await ctx.store('write');
  return store.write(async (books) => {
    const known = await found(books, orderId);
    if (!known) return nowhere(orderId);
    const { order, account } = known;
    const { listingId, accountId } = order;
    const [asOf] = await books.tradedListings.of([listingId], session);
    if (!asOf) return nowhere(orderId);
    const { book, listings } = await booksForOrder(ctx, books, account, order, asOf, today);
    const listing = listings.get(listingId);
    if (!listing) return nowhere(orderId);
    const limits = await limitsFor(books, ctx.resolved.settings, accountId, listings, session);
    const amended = amendOrder(
      book,
      orderId,
      change,
      { listing: askedListing(listing), limits },
      now,
    );
    if (!amended.amended) {
      return {
        text: `order ${orderId} stays as it was: ${amended.reason}\n`,
        json: { order: orderId, changed: false, reason: amended.reason },
        no: true,
      };
    }
    const reason = 'changed by hand';
    const event: OrderChange = {
      kind: 'order',
      orderId,
      accountId,
      listingId,
      at: now,
      session,
      state: amended.order.state,
      reason,
    };
    await books.tradingBooks.record(book, [event], { placedAt: now });
    return {
      text: `order ${orderId} is changed, and waits at the end of the queue\n`,
      json: { order: orderId, changed: true },
    };
  }, 'full');
}
