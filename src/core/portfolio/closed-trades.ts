import type { SessionDate } from '../market/session-date.ts';

/** A trade as it stands in the books; what it closed is told apart. Money in paise. */
export interface BookedTrade {
  readonly tradeId: number;
  readonly listingId: number;
  readonly session: SessionDate;
  /** Shares of it that closed what was open; 0: it only opened. */
  readonly closed: number;
  readonly quantity: number;
  /** Won by what it closed, charges apart. */
  readonly realisedPaise: number;
  readonly chargesPaise: number;
  /** Whose order it was; absent: no order's, but shares that a company gave or took. */
  readonly strategy?: string;
}

/** A trade that closed something, and what is left of it after the charges of both ends. */
export interface ClosedTrade {
  readonly tradeId: number;
  readonly session: SessionDate;
  /** Of the order that closed it; absent as there. */
  readonly strategy?: string;
  readonly profitPaise: number;
}

interface Open {
  readonly shares: number;
  readonly chargesPaise: number;
}

/**
 * What closed trades made after charges. Charges of opening are carried with the shares, spread
 * evenly over them, and taken when the shares go; those of a trade that closes a part and opens a
 * part are split by shares. Shares that a company gave carry none.
 *
 * @param trades of one account, in the order in which they were booked
 */
export function closedTrades(trades: readonly BookedTrade[]): ClosedTrade[] {
  const open = new Map<number, Open>();
  const done: ClosedTrade[] = [];
  for (const trade of trades) {
    const { tradeId, listingId, session, strategy, closed, quantity, chargesPaise } = trade;
    const { shares, chargesPaise: carried } = open.get(listingId) ?? { shares: 0, chargesPaise: 0 };
    const taken = shares > 0 ? carried * Math.min(1, closed / shares) : 0;
    const opened = quantity - closed;
    const ofOpening = quantity > 0 ? chargesPaise * (opened / quantity) : 0;
    open.set(listingId, {
      shares: Math.max(0, shares - closed) + opened,
      chargesPaise: carried - taken + ofOpening,
    });
    if (closed === 0) continue;
    const profitPaise = Math.round(trade.realisedPaise - (chargesPaise - ofOpening) - taken);
    done.push({
      tradeId,
      session,
      profitPaise,
      ...(strategy === undefined ? {} : { strategy }),
    });
  }
  return done;
}
