import { CHARGE_ITEMS } from '../../../src/core/charges/charges.ts';
import { heldShares, lotsOf, reserveOf } from '../../../src/core/exchange/book.ts';
import type { Book } from '../../../src/core/exchange/book.ts';
import { ledgerEntries } from '../../../src/core/exchange/booking.ts';
import type { Booking } from '../../../src/core/exchange/booking.ts';
import { ORDER_STATES, isLive } from '../../../src/core/exchange/order.ts';

/** Everything that was written down so far, and what it adds up to. */
export interface Written {
  readonly bookings: Booking[];
  /** Cash that the accounts began with, booked nowhere. */
  readonly startPaise: number;
}

function sharesWritten(bookings: readonly Booking[], accountId: number, listingId: number): number {
  return bookings.reduce(
    (sum, one) =>
      (one.kind === 'fill' || one.kind === 'shares') &&
      one.accountId === accountId &&
      one.listingId === listingId
        ? sum + (one.side === 'BUY' ? one.quantity : -one.quantity)
        : sum,
    0,
  );
}

/** Sentences about what does not balance; none where all does. */
export function imbalances(book: Book, { bookings, startPaise }: Written): string[] {
  const wrong: string[] = [];
  const say = (ok: boolean, sentence: string): void => void (ok || wrong.push(sentence));
  const ledger = new Map<string, number>();
  for (const booking of bookings) {
    const entries = ledgerEntries(booking);
    const sum = entries.reduce((total, { amountPaise }) => total + amountPaise, 0);
    say(sum === 0, `the entries of ${JSON.stringify(booking)} add up to ${sum}`);
    for (const { ledger: name, amountPaise, listingId } of entries) {
      const about = listingId ?? ('listingId' in booking ? booking.listingId : undefined);
      for (const key of [name, `${name} of ${about}`].map((one) => `${booking.accountId} ${one}`)) {
        ledger.set(key, (ledger.get(key) ?? 0) + amountPaise);
      }
    }
    if (booking.kind !== 'fill') continue;
    say(booking.quantity > 0, `a fill of ${booking.quantity}`);
    for (const item of CHARGE_ITEMS) {
      say(booking.charges[item] >= 0, `${item} of ${booking.charges[item]}`);
    }
  }
  for (const { accountId, cashPaise, mayShort } of book.accounts.values()) {
    const cash = startPaise + (ledger.get(`${accountId} cash`) ?? 0);
    say(cash === cashPaise, `account ${accountId}: ledger ${cash}, cash ${cashPaise}`);
    if (!mayShort) say(cashPaise >= 0, `account ${accountId} has ${cashPaise}`);
    let [cost, reserved] = [0, 0];
    for (const { listingId } of book.listings.values()) {
      const held = heldShares(book, accountId, listingId);
      const written = sharesWritten(bookings, accountId, listingId);
      say(held === written, `listing ${listingId}: lots ${held}, trades ${written}`);
      const delivery = heldShares(book, accountId, listingId, 'CNC');
      say(delivery >= 0, `listing ${listingId}: ${delivery} held for delivery`);
      if (!mayShort) say(held >= 0, `listing ${listingId}: ${held} held`);
      const own = lotsOf(book, accountId, listingId).reduce((sum, lot) => sum + lot.costPaise, 0);
      const entered = ledger.get(`${accountId} shares of ${listingId}`) ?? 0;
      say(own === entered, `listing ${listingId}: lots cost ${own}, ledger ${entered}`);
      cost += own;
    }
    const shares = ledger.get(`${accountId} shares`) ?? 0;
    say(cost === shares, `account ${accountId}: lots cost ${cost}, ledger ${shares}`);
    for (const order of book.orders.values()) {
      if (order.accountId !== accountId) continue;
      const [own, noted] = [reserveOf(book, order), book.reserves.get(order.orderId) ?? 0];
      say(own === noted, `order ${order.orderId} holds back ${own}, noted ${noted}`);
      reserved += own;
    }
    const kept = book.reserved.get(accountId) ?? 0;
    say(reserved === kept, `account ${accountId}: reserved ${kept}, orders hold ${reserved}`);
  }
  for (const order of book.orders.values()) {
    const fills = bookings.reduce(
      (sum, one) =>
        one.kind === 'fill' && one.orderId === order.orderId ? sum + one.quantity : sum,
      0,
    );
    say(fills === order.filled, `order ${order.orderId}: filled ${order.filled}, fills ${fills}`);
    say(
      order.filled <= order.quantity,
      `order ${order.orderId}: ${order.filled}/${order.quantity}`,
    );
    say(ORDER_STATES.includes(order.state), `order ${order.orderId} is ${order.state}`);
    const listed = book.liveByListing.get(order.listingId)?.has(order.orderId) ?? false;
    say(listed === isLive(order), `order ${order.orderId}: ${order.state}, listed ${listed}`);
  }
  return wrong;
}
