import type { Paise } from '../market/money.ts';
import { accountOf, liveOrders } from './book.ts';
import type { Book } from './book.ts';
import { remaining, signOf } from './order.ts';
import type { Order } from './order.ts';

/** What is known of listings when an account's exposure is reckoned. */
export interface ExposureFacts {
  /** Last prices by listing; a holding without one counts at its cost. */
  readonly pricePaise: ReadonlyMap<number, Paise>;
  /** Industries by listing; absent: none is known, and no limit of an industry holds for it. */
  readonly sectors: ReadonlyMap<number, string>;
}

/** What an account has at stake, orders that would open more among it. All in paise. */
export interface Exposure {
  /** Cash and what the holdings would fetch; orders are no part of it. */
  readonly valuePaise: number;
  /** Value held and ordered by listing, below zero for shares owed; listings of nothing are left out. */
  readonly byListing: ReadonlyMap<number, number>;
  /** The same by industry, longs and shorts added up without their signs. */
  readonly bySector: ReadonlyMap<string, number>;
  /** Sum of the values without their signs, and with them. */
  readonly grossPaise: number;
  readonly netPaise: number;
}

function heldValues(book: Book, accountId: number, { pricePaise }: ExposureFacts) {
  const values = new Map<number, number>();
  for (const lots of book.lots.values()) {
    for (const { accountId: owner, listingId, quantity, costPaise } of lots) {
      if (owner !== accountId) continue;
      const price = pricePaise.get(listingId);
      const value = price === undefined ? costPaise : quantity * price;
      values.set(listingId, (values.get(listingId) ?? 0) + value);
    }
  }
  return values;
}

/**
 * What an account is exposed to: its holdings at their last prices, and its live orders that open
 * more, at the prices at which money is set aside for them. Orders that close count when they fill.
 *
 * @param but an order that is left out: the one that is judged
 */
export function exposureOf(
  book: Book,
  accountId: number,
  facts: ExposureFacts,
  but?: Pick<Order, 'orderId'>,
): Exposure {
  const byListing = heldValues(book, accountId, facts);
  const held = [...byListing.values()].reduce((sum, value) => sum + value, 0);
  for (const listingId of book.liveByListing.keys()) {
    for (const order of liveOrders(book, listingId, accountId)) {
      if (order.intent === 'close' || order.orderId === but?.orderId) continue;
      const value = signOf(order.side) * remaining(order) * order.boundPaise;
      byListing.set(listingId, (byListing.get(listingId) ?? 0) + value);
    }
  }
  const bySector = new Map<string, number>();
  let [gross, net] = [0, 0];
  for (const [listingId, value] of byListing) {
    gross += Math.abs(value);
    net += value;
    const sector = facts.sectors.get(listingId);
    if (sector === undefined) continue;
    bySector.set(sector, (bySector.get(sector) ?? 0) + Math.abs(value));
  }
  const valuePaise = accountOf(book, accountId).cashPaise + held;
  return { valuePaise, byListing, bySector, grossPaise: gross, netPaise: net };
}
