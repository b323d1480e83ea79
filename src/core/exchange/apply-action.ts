import { paise } from '../market/money.ts';
import type { Paise } from '../market/money.ts';
import type { ShareRatio } from '../corporate-actions/purpose-part.ts';
import { changeCash, changeLots, changeOrder, listingOf, liveOrders, lotsOf } from './book.ts';
import type { Book } from './book.ts';
import { cashEffect } from './booking.ts';
import type { Booking, CashChange, ShareCause } from './booking.ts';
import { endOrder } from './end-order.ts';
import { costOf, oldestFirst } from './lot.ts';
import type { Lot } from './lot.ts';
import { remaining } from './order.ts';
import { endedFor, rescale } from './rescale.ts';
import type { ShareAction } from './share-action.ts';

/** Lots that were there before the ex-date: the others were bought without the entitlement. */
function entitled(book: Book, accountId: number, { listingId, exDate }: ShareAction): Lot[] {
  return lotsOf(book, accountId, listingId).filter(({ openedOn }) => openedOn < exDate);
}

function cashOf(
  action: ShareAction,
  accountId: number,
  cause: 'dividend' | 'fraction',
  amount: number,
  note: string,
): CashChange {
  const { at, exDate: session, listingId } = action;
  const amountPaise = paise(amount);
  return { kind: 'cash', cause, accountId, listingId, at, session, amountPaise, note };
}

function take(book: Book, booking: CashChange): Booking[] {
  if (booking.amountPaise === 0) return [];
  changeCash(book, booking.accountId, cashEffect(booking));
  return [booking];
}

function dividend(book: Book, accountId: number, action: ShareAction, perShare: number): Booking[] {
  const shares = entitled(book, accountId, action).reduce((sum, lot) => sum + lot.quantity, 0);
  const amount = Math.round((shares * perShare) / 10_000);
  const note = `dividend of ${perShare / 1_000_000} a share on ${shares}`;
  return take(book, cashOf(action, accountId, 'dividend', amount, note));
}

interface Rescaling {
  readonly cause: ShareCause;
  /** Shares afterwards for shares before. */
  readonly ratio: ShareRatio;
}

/** Longs and shorts are scaled apart: a part of a share owed does not fill up one that is held. */
function rescaleHolding(
  book: Book,
  accountId: number,
  action: ShareAction,
  { cause, ratio }: Rescaling,
): Booking[] {
  const { listingId, at, exDate: session, exPricePaise } = action;
  const bookings: Booking[] = [];
  for (const product of ['CNC', 'MIS'] as const) {
    for (const sign of [1, -1]) {
      const own = entitled(book, accountId, action).filter(
        (lot) => lot.product === product && Math.sign(lot.quantity) === sign,
      );
      if (own.length === 0) continue;
      const { lots, fraction } = rescale(own, ratio);
      const worth = paise(Math.round(sign * fraction * (exPricePaise ?? 0)));
      const closings = endedFor(lots, worth);
      const became = new Map(lots.map((lot) => [lot.lotId, lot]));
      const all = lotsOf(book, accountId, listingId).map((lot) => became.get(lot.lotId) ?? lot);
      const done = closings.length > 0;
      changeLots(
        book,
        accountId,
        listingId,
        done ? all.map((lot) => (lot.quantity === 0 ? { ...lot, costPaise: paise(0) } : lot)) : all,
      );
      const sum = (some: readonly Lot[]): number => some.reduce((n, lot) => n + lot.quantity, 0);
      const more = sum(lots) - sum(own);
      if (more !== 0) {
        const booking: Booking = {
          kind: 'shares',
          tradeId: book.nextTradeId++,
          accountId,
          listingId,
          at,
          session,
          cause,
          product,
          side: more > 0 ? 'BUY' : 'SELL',
          quantity: Math.abs(more),
          closings,
        };
        changeCash(book, accountId, cashEffect(booking));
        bookings.push(booking);
      }
      if (fraction > 0 && exPricePaise === undefined) {
        const text = `${fraction} of a share is over and was not paid: no price is known`;
        bookings.push({ kind: 'notice', accountId, listingId, at, session, text });
      } else if (fraction > 0 && !done) {
        const note = `${fraction.toFixed(6)} of a share at ${(exPricePaise ?? 0) / 100}`;
        bookings.push(...take(book, cashOf(action, accountId, 'fraction', worth, note)));
      }
    }
  }
  return bookings;
}

const toTick = (price: number, tick: Paise): Paise =>
  paise(Math.max(tick, Math.round(price / tick) * tick));

/** Orders that were there before the ex-date get the new number of shares and the new prices. */
function rescaleOrders(book: Book, action: ShareAction, [after, before]: ShareRatio): Booking[] {
  const { listingId, at, exDate: session } = action;
  const { tickPaise } = listingOf(book, listingId);
  return liveOrders(book, listingId).flatMap((order) => {
    if (order.session >= session) return [];
    const left = Math.floor((remaining(order) * after) / before);
    if (left === 0 && order.state === 'open') {
      const reason = 'the action leaves less than one share of it';
      return endOrder(book, order.orderId, { at, session }, 'cancelled', reason);
    }
    const priced = (price: Paise): Paise => toTick((price * before) / after, tickPaise);
    const { limitPaise, triggerPaise, boundPaise } = order;
    changeOrder(book, {
      ...order,
      quantity: order.filled + left,
      boundPaise: priced(boundPaise),
      ...(limitPaise === undefined ? {} : { limitPaise: priced(limitPaise) }),
      ...(triggerPaise === undefined ? {} : { triggerPaise: priced(triggerPaise) }),
      reason: `${after} for ${before} on ${session}`,
    });
    return [];
  });
}

/** New shares of another company, with their part of the cost and the age of the old ones. */
function demerge(
  book: Book,
  accountId: number,
  action: ShareAction,
  terms: { ratio: ShareRatio; intoListingId: number; costRatio: number },
): Booking[] {
  const { at, exDate: session, listingId } = action;
  const own = entitled(book, accountId, action).filter(({ quantity }) => quantity > 0);
  if (own.length === 0) return [];
  const { lots: scaled, fraction } = rescale(own, terms.ratio);
  const moved = (lot: Lot): Paise =>
    costOf(lot.costPaise, 1_000_000, Math.round(terms.costRatio * 1_000_000));
  const fresh = new Map<number, Lot>();
  let carried = 0;
  for (const [place, lot] of own.entries()) {
    carried += moved(lot);
    const quantity = scaled[place]?.quantity ?? 0;
    if (quantity === 0) continue;
    fresh.set(lot.lotId, {
      ...lot,
      lotId: book.nextLotId++,
      listingId: terms.intoListingId,
      quantity,
      costPaise: paise(carried),
    });
    carried = 0;
  }
  // Without one whole new share nothing is moved.
  if (fresh.size === 0) return [];
  const last = [...fresh.keys()].at(-1) ?? 0;
  const lastLot = fresh.get(last);
  if (lastLot) fresh.set(last, { ...lastLot, costPaise: paise(lastLot.costPaise + carried) });
  changeLots(
    book,
    accountId,
    listingId,
    lotsOf(book, accountId, listingId).map((lot) =>
      own.some(({ lotId }) => lotId === lot.lotId)
        ? { ...lot, costPaise: paise(lot.costPaise - moved(lot)) }
        : lot,
    ),
  );
  const into = terms.intoListingId;
  // They may be older than what is held of the new company: the oldest is to be sold first.
  const all = [...lotsOf(book, accountId, into), ...fresh.values()];
  changeLots(book, accountId, into, all.toSorted(oldestFirst));
  const bookings: Booking[] = (['CNC', 'MIS'] as const).flatMap((product): Booking[] => {
    const came = [...fresh.values()].filter((lot) => lot.product === product);
    const quantity = came.reduce((sum, lot) => sum + lot.quantity, 0);
    if (quantity === 0) return [];
    const tradeId = book.nextTradeId++;
    const cost = came.reduce((sum, lot) => sum + lot.costPaise, 0);
    const carried = { fromListingId: listingId, costPaise: paise(cost) };
    const terms = { accountId, listingId: into, at, session, product, quantity, carried } as const;
    return [{ kind: 'shares', tradeId, cause: 'demerger', side: 'BUY', closings: [], ...terms }];
  });
  if (fraction > 0) {
    const text = `${fraction.toFixed(6)} of a new share is over and was not paid: no price is known`;
    bookings.push({ kind: 'notice', accountId, listingId: into, at, session, text });
  }
  return bookings;
}

function holders(book: Book, { listingId }: ShareAction): number[] {
  return [...book.accounts.keys()].filter((id) => lotsOf(book, id, listingId).length > 0);
}

/**
 * Applies an action at the beginning of its ex-date, before that day's first price: to the lots that
 * were there before, and to the orders that were.
 *
 * split and consolidation: shares by the ratio, the cost stays · bonus: new shares on top, the cost
 * stays · parts of a share are paid at the price after the action · dividend: cash on the ex-date,
 * before tax · demerger: new shares take their part of the cost and the holding time along; open
 * orders end · anything else changes nothing and is told
 */
export function applyAction(book: Book, action: ShareAction): Booking[] {
  const { terms, listingId, at, exDate: session } = action;
  const each = (work: (accountId: number) => Booking[]): Booking[] =>
    holders(book, action).flatMap(work);
  switch (terms.kind) {
    case 'dividend':
      return each((id) => dividend(book, id, action, terms.perShare));
    case 'split': {
      const cause = terms.ratio[0] < terms.ratio[1] ? 'consolidation' : 'split';
      const bookings = each((id) =>
        rescaleHolding(book, id, action, { cause, ratio: terms.ratio }),
      );
      return [...bookings, ...rescaleOrders(book, action, terms.ratio)];
    }
    case 'bonus': {
      const [given, held] = terms.ratio;
      const ratio: ShareRatio = [given + held, held];
      const bookings = each((id) => rescaleHolding(book, id, action, { cause: 'bonus', ratio }));
      return [...bookings, ...rescaleOrders(book, action, ratio)];
    }
    case 'demerger': {
      const ended = liveOrders(book, listingId)
        .filter((order) => order.session < session)
        .flatMap(({ orderId }) =>
          endOrder(book, orderId, { at, session }, 'cancelled', 'the company was demerged'),
        );
      return [...ended, ...each((id) => demerge(book, id, action, terms))];
    }
    case 'none':
      return each((accountId) => [
        { kind: 'notice', accountId, listingId, at, session, text: terms.text },
      ]);
  }
}
