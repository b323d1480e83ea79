import type { Instant } from '../market/instant.ts';
import { paise } from '../market/money.ts';
import type { Paise } from '../market/money.ts';
import type { SessionDate } from '../market/session-date.ts';
import type { Product } from './order.ts';

/** Shares that came in together. A short one has a negative quantity and a negative cost. */
export interface Lot {
  readonly lotId: number;
  readonly accountId: number;
  readonly listingId: number;
  readonly product: Product;
  /** Shares still there; 0: closed. */
  readonly quantity: number;
  /** What the shares that are still there cost, charges apart. */
  readonly costPaise: Paise;
  readonly openedAt: Instant;
  /** The session from which its holding time counts. */
  readonly openedOn: SessionDate;
}

/** Compares lots by their age; of one session, the one that came first is the older. */
export function oldestFirst(a: Lot, b: Lot): number {
  if (a.openedOn !== b.openedOn) return a.openedOn < b.openedOn ? -1 : 1;
  return a.lotId - b.lotId;
}

/** Part of a lot that was closed: what it had cost and what it fetched (of a short one, reversed). */
export interface Closing {
  readonly lotId: number;
  readonly product: Product;
  readonly openedOn: SessionDate;
  /** Above zero for shares sold, below for shares bought back. */
  readonly quantity: number;
  readonly costPaise: Paise;
  readonly proceedsPaise: Paise;
}

/** What that many of the shares cost, to the paisa; the rest of the cost stays with the others. */
export function costOf(costPaise: Paise, quantity: number, part: number): Paise {
  if (part === quantity) return costPaise;
  const each = Math.trunc(costPaise / quantity);
  const over = costPaise - each * quantity;
  return paise(each * part + Math.trunc((over * part) / quantity));
}

/** What closing shares of lots does to them. */
export interface Taken {
  /** The lots as they are afterwards; those that were closed with quantity 0. */
  readonly lots: readonly Lot[];
  readonly closings: readonly Closing[];
}

/**
 * Closes shares of lots, the oldest first.
 *
 * @param lots of one side, oldest first
 * @param shares how many, above zero, no more than there are
 */
export function takeFirstIn(lots: readonly Lot[], shares: number, pricePaise: Paise): Taken {
  let wanted = shares;
  const closings: Closing[] = [];
  const left = lots.map((lot): Lot => {
    const size = Math.min(wanted, Math.abs(lot.quantity));
    if (size === 0) return lot;
    wanted -= size;
    const quantity = Math.sign(lot.quantity) * size;
    const costPaise = costOf(lot.costPaise, lot.quantity, quantity);
    closings.push({
      lotId: lot.lotId,
      product: lot.product,
      openedOn: lot.openedOn,
      quantity,
      costPaise,
      proceedsPaise: paise(quantity * pricePaise),
    });
    return {
      ...lot,
      quantity: lot.quantity - quantity,
      costPaise: paise(lot.costPaise - costPaise),
    };
  });
  return { lots: left, closings };
}

/** What the closings have won; below zero: lost. Charges are apart. */
export function realised(closings: readonly Closing[]): Paise {
  return paise(
    closings.reduce((sum, { proceedsPaise, costPaise }) => sum + proceedsPaise - costPaise, 0),
  );
}
