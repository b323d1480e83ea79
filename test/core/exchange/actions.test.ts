import { describe, expect, it } from 'vitest';
import { millionths } from '../../../src/core/corporate-actions/millionths.ts';
import { applyAction } from '../../../src/core/exchange/apply-action.ts';
import { changeLots, heldShares, lotsOf } from '../../../src/core/exchange/book.ts';
import type { Book } from '../../../src/core/exchange/book.ts';
import type { Booking } from '../../../src/core/exchange/booking.ts';
import type { ShareTerms } from '../../../src/core/exchange/share-action.ts';
import { paise } from '../../../src/core/market/money.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { SHARE, fate, fillsIn, madeUpBook, moment, pass, place } from './made-up-book.ts';

const EX = '2026-11-27';
const CHILD = 8;

function act(book: Book, terms: ShareTerms, exRupees?: number, exDate = EX): Booking[] {
  return applyAction(book, {
    listingId: SHARE,
    exDate: sessionDate(exDate),
    at: moment(`${exDate}T09:00`),
    terms,
    ...(exRupees === undefined ? {} : { exPricePaise: paise(exRupees * 100) }),
  });
}

/** Holds 7 shares at 100.00 and 4 at 110.00, bought on the day before. */
function holding(): Book {
  const book = madeUpBook();
  place(book, 'BUY', { quantity: 7 });
  pass(book, '10:01', [100, 100, 100, 100]);
  place(book, 'BUY', { quantity: 4, at: '10:02' });
  pass(book, '10:03', [110, 110, 110, 110]);
  return book;
}

const lots = (book: Book, listing = SHARE): string[] =>
  lotsOf(book, 1, listing).map(({ quantity, costPaise }) => `${quantity} cost ${costPaise / 100}`);
const cash = (book: Book): number => book.accounts.get(1)?.cashPaise ?? 0;

describe('a holding on an ex-date', () => {
  it('a split of 10 into 2 makes five of one, and leaves the cost', () => {
    const book = holding();
    const before = cash(book);
    const bookings = act(book, { kind: 'split', ratio: [5, 1] });
    expect(lots(book)).toEqual(['35 cost 700', '20 cost 440']);
    expect(bookings, 'no part of a share is over').toMatchObject([
      { kind: 'shares', cause: 'split', side: 'BUY', quantity: 44 },
    ]);
    expect(cash(book)).toBe(before);
  });

  it('a bonus of 1 for 2 gives whole shares, and cash for the half', () => {
    const book = holding();
    const before = cash(book);
    // 11 shares → 16.5: the half at 66.00 is 33.00
    const bookings = act(book, { kind: 'bonus', ratio: [1, 2] }, 66);
    expect(lots(book)).toEqual(['10 cost 700', '6 cost 440']);
    expect(bookings[1]).toMatchObject({ kind: 'cash', cause: 'fraction', amountPaise: 3300 });
    expect(cash(book) - before).toBe(3300);
  });

  it('without a price the half is told, not paid', () => {
    const book = holding();
    const bookings = act(book, { kind: 'bonus', ratio: [1, 2] });
    expect(bookings.map(({ kind }) => kind)).toEqual(['shares', 'notice']);
  });

  it('a consolidation of ten into one: the cost of small lots goes to the next', () => {
    const book = holding();
    const before = cash(book);
    const [shares, paid] = act(book, { kind: 'split', ratio: [1, 10] }, 1000);
    expect(shares).toMatchObject({ cause: 'consolidation', side: 'SELL', quantity: 10 });
    expect(paid).toMatchObject({ note: '0.100000 of a share at 1000' });
    // 11 → 1.1: the tenth at 1,000.00 is 100.00
    expect(lots(book)).toEqual(['1 cost 1140']);
    expect(cash(book) - before).toBe(10_000);
  });

  it('a consolidation that leaves no share ends the holding for its part of one', () => {
    const book = holding();
    const before = cash(book);
    // 11 of 100: 0.11 × 9,000.00 = 990.00 for what cost 1,140.00
    const [booking] = act(book, { kind: 'split', ratio: [1, 100] }, 9000);
    expect(heldShares(book, 1, SHARE)).toBe(0);
    expect(booking).toMatchObject({
      side: 'SELL',
      quantity: 11,
      closings: [{ costPaise: 114_000, proceedsPaise: 99_000 }],
    });
    expect(cash(book) - before).toBe(99_000);
    const ended = [...book.changed.lots.values()];
    expect(ended.map(({ quantity, costPaise }) => [quantity, costPaise])).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });

  it('a dividend is cash on the ex-date for shares held before it', () => {
    const book = holding();
    const before = cash(book);
    place(book, 'BUY', { quantity: 5, at: '2026-11-27T09:20' });
    pass(book, '2026-11-27T09:21', [100, 100, 100, 100]);
    const spent = before - cash(book);
    // 11 × 1.84755 = 20.32305
    const [booking] = act(book, { kind: 'dividend', perShare: millionths(1_847_550) });
    expect(booking).toMatchObject({ kind: 'cash', cause: 'dividend', amountPaise: 2032 });
    expect(booking).toMatchObject({ note: 'dividend of 1.84755 a share on 11' });
    expect(cash(book)).toBe(before - spent + 2032);
  });

  it('a demerger takes its part of the cost along, and the time of holding', () => {
    const book = holding();
    const bookings = act(book, {
      kind: 'demerger',
      ratio: [1, 2],
      intoListingId: CHILD,
      costRatio: 0.25,
    });
    // 7 and 4 give 3 and 2; a quarter of 700.00 and of 440.00
    expect(lots(book)).toEqual(['7 cost 525', '4 cost 330']);
    expect(lots(book, CHILD)).toEqual(['3 cost 175', '2 cost 110']);
    expect(lotsOf(book, 1, CHILD)[0]?.openedOn).toBe('2026-11-26');
    expect(bookings.map(({ kind }) => kind)).toEqual(['shares', 'notice']);
  });

  it('a demerger puts shares before younger ones of the new company: the oldest are sold first', () => {
    const book = holding();
    const [lot] = lotsOf(book, 1, SHARE);
    if (!lot) throw new Error('nothing is held');
    const bought = { listingId: CHILD, quantity: 5, costPaise: paise(50_000) };
    changeLots(book, 1, CHILD, [
      { ...lot, ...bought, lotId: book.nextLotId++, openedOn: sessionDate('2026-11-27') },
    ]);
    act(book, { kind: 'demerger', ratio: [1, 2], intoListingId: CHILD, costRatio: 0.25 });
    expect(lots(book, CHILD)).toEqual(['3 cost 175', '2 cost 110', '5 cost 500']);
  });

  it('a demerger that leaves no whole new share moves nothing', () => {
    const book = holding();
    const terms = { intoListingId: CHILD, costRatio: 0.25 };
    expect(act(book, { kind: 'demerger', ratio: [1, 12], ...terms })).toEqual([]);
    expect([lots(book), lots(book, CHILD)]).toEqual([['7 cost 700', '4 cost 440'], []]);
  });

  it('a demerger leaves what was bought on its day, and orders that were placed for it, alone', () => {
    const book = holding();
    place(book, 'BUY', { quantity: 2, at: '2026-11-27T09:20' });
    pass(book, '2026-11-27T09:21', [100, 100, 100, 100]);
    const later = place(book, 'BUY', { quantity: 1, limit: 50, at: '2026-11-27T09:22' });
    act(book, { kind: 'demerger', ratio: [1, 1], intoListingId: CHILD, costRatio: 0.25 });
    expect(lots(book)).toEqual(['7 cost 525', '4 cost 330', '2 cost 200']);
    expect(lots(book, CHILD)).toEqual(['7 cost 175', '4 cost 110']);
    expect(fate(book, later)).toBe('open 0/1');
  });

  it('rights change nothing and are told', () => {
    const book = holding();
    const bookings = act(book, { kind: 'none', text: 'rights 1:5 at 40.00 are not taken up' });
    expect(bookings).toMatchObject([
      { kind: 'notice', text: 'rights 1:5 at 40.00 are not taken up' },
    ]);
    expect(lots(book)).toEqual(['7 cost 700', '4 cost 440']);
  });

  it('split, then bonus, then dividend on one holding', () => {
    const book = holding();
    const before = cash(book);
    act(book, { kind: 'split', ratio: [2, 1] });
    act(book, { kind: 'bonus', ratio: [1, 1] }, 27, '2026-11-30');
    act(book, { kind: 'dividend', perShare: millionths(500_000) }, 27, '2026-12-01');
    // 11 → 22 → 44; 44 × 0.50 = 22.00
    expect(lots(book)).toEqual(['28 cost 700', '16 cost 440']);
    expect(cash(book) - before).toBe(2200);
  });
});

describe('orders on an ex-date', () => {
  it('get the new number of shares and the new prices, on the tick', () => {
    const book = madeUpBook();
    const order = place(book, 'BUY', { quantity: 3, limit: 99.95, validity: 'GTC' });
    act(book, { kind: 'bonus', ratio: [1, 2] });
    // 3 × 3/2 = 4.5; 99.95 × 2/3 = 66.63: 66.65
    expect(book.orders.get(order.orderId)).toMatchObject({ quantity: 4, limitPaise: 6665 });
    expect(fillsIn(pass(book, '2026-11-27T09:15', [66.6, 67, 66, 66]))).toEqual(['BUY 4 at 66.6']);
  });

  it('that were placed for the ex-date have its prices already', () => {
    const book = madeUpBook();
    const order = place(book, 'BUY', { quantity: 3, limit: 50, at: '2026-11-26T18:00' });
    act(book, { kind: 'split', ratio: [2, 1] });
    expect(book.orders.get(order.orderId)).toMatchObject({ quantity: 3, limitPaise: 5000 });
  });

  it('end where less than a share is left, and on a demerger', () => {
    const book = madeUpBook();
    const small = place(book, 'BUY', { quantity: 3, limit: 50, validity: 'GTC' });
    act(book, { kind: 'split', ratio: [1, 10] });
    expect(fate(book, small)).toBe('cancelled 0/3: the action leaves less than one share of it');
    const other = place(book, 'BUY', { quantity: 3, limit: 50, validity: 'GTC' });
    act(book, { kind: 'demerger', ratio: [1, 1], intoListingId: CHILD, costRatio: 0.1 });
    expect(fate(book, other)).toBe('cancelled 0/3: the company was demerged');
  });
});
