import { expect, it } from 'vitest';
import { heldShares } from '../../../src/core/exchange/book.ts';
import type { Book } from '../../../src/core/exchange/book.ts';
import { exposureOf } from '../../../src/core/exchange/exposure.ts';
import { closable, freeCash } from '../../../src/core/exchange/funds.ts';
import { PLANS } from '../../../src/core/charges/brokerage.ts';
import { paise } from '../../../src/core/market/money.ts';
import { SHARE, madeUpBook, pass, place } from './made-up-book.ts';

const AT_100 = [100, 100, 100, 100] as const;
const cashOf = (book: Book, accountId = 1): number => book.accounts.get(accountId)?.cashPaise ?? 0;
const free = (book: Book, product: 'CNC' | 'MIS' = 'CNC') =>
  closable(book, { accountId: 1, listingId: SHARE, side: 'SELL', product });

/** Holds ten shares for delivery and four within the day. */
function holding(): Book {
  const book = madeUpBook({ account: { mayShort: true } });
  place(book, 'BUY', { quantity: 10, at: '09:30' });
  place(book, 'BUY', { quantity: 4, product: 'MIS', at: '09:30' });
  pass(book, '09:31', AT_100);
  return book;
}

it('a short sale holds back what it fetched and as much again, a holding nothing', () => {
  const book = holding();
  expect(freeCash(book, 1)).toBe(cashOf(book));
  const short = madeUpBook({ account: { mayShort: true } });
  place(short, 'SELL', { quantity: 10, product: 'MIS' });
  pass(short, '10:01', AT_100);
  expect(heldShares(short, 1, SHARE)).toBe(-10);
  expect(freeCash(short, 1)).toBe(cashOf(short) - 2 * 100_000);
});

it('what a fill changes is noted: its order, its account, its lots', () => {
  const book = madeUpBook();
  const order = place(book, 'BUY', { quantity: 10 });
  expect([...book.changed.accounts], 'an order alone moves no money').toEqual([]);
  pass(book, '10:01', AT_100);
  expect([...book.changed.accounts]).toEqual([1]);
  expect([...book.changed.orders]).toEqual([order.orderId]);
  expect([...book.changed.lots.keys()]).toEqual([1]);
});

it('shares are free to be sold but for those that orders are to sell', () => {
  const book = holding();
  expect([free(book), free(book, 'MIS')]).toEqual([10, 4]);
  place(book, 'BUY', { quantity: 5, limit: 90 });
  expect(free(book), 'what buys promises no shares').toBe(10);
  place(book, 'SELL', { quantity: 3, product: 'MIS', limit: 120 });
  expect([free(book), free(book, 'MIS')], 'each product by itself').toEqual([10, 1]);
  place(book, 'SELL', { quantity: 4, limit: 120 });
  place(book, 'SELL', { quantity: 3, limit: 130 });
  expect(free(book), 'orders add up').toBe(3);
  place(book, 'SELL', { quantity: 3, target: 110, stop: 95 });
  expect(free(book), 'a target and its stop count once').toBe(0);
});

it('an account is exposed to its own holdings and to its own orders that open more', () => {
  const book = madeUpBook();
  book.accounts.set(2, {
    accountId: 2,
    cashPaise: paise(10_000_000),
    plan: PLANS.none,
    mayShort: false,
  });
  place(book, 'BUY', { quantity: 10, at: '09:30' });
  place(book, 'BUY', { quantity: 7, at: '09:30', account: 2 });
  pass(book, '09:31', AT_100);
  place(book, 'BUY', { quantity: 3, limit: 90 });
  place(book, 'SELL', { quantity: 5, limit: 120 });
  place(book, 'BUY', { quantity: 2, limit: 80, account: 2 });
  const facts = { pricePaise: new Map([[SHARE, paise(11_000)]]), sectors: new Map() };
  // 10 × 110 and 3 × 90; 7 × 110 and 2 × 80
  expect(exposureOf(book, 1, facts)).toEqual({
    valuePaise: cashOf(book) + 110_000,
    byListing: new Map([[SHARE, 137_000]]),
    bySector: new Map(),
    grossPaise: 137_000,
    netPaise: 137_000,
  });
  expect(exposureOf(book, 2, facts)).toMatchObject({
    valuePaise: cashOf(book, 2) + 77_000,
    grossPaise: 93_000,
  });
});
