import { describe, expect, it } from 'vitest';
import { PLANS } from '../../../src/core/charges/brokerage.ts';
import type { Booking } from '../../../src/core/exchange/booking.ts';
import { accountOf } from '../../../src/core/exchange/book.ts';
import { paise } from '../../../src/core/market/money.ts';
import { fillsIn, madeUpBook, pass, place } from './made-up-book.ts';

const AT_100 = [100, 100, 100, 100] as const;

const charged = (bookings: readonly Booking[], name: 'dp' | 'brokerage'): number[] =>
  bookings.flatMap((one) => (one.kind === 'fill' ? [one.charges[name]] : []));

describe('charges of fills', () => {
  it('the last paisa of free money buys, one less does not', () => {
    const rich = madeUpBook();
    const before = accountOf(rich, 1).cashPaise;
    place(rich, 'BUY', { quantity: 10, limit: 100 });
    pass(rich, '10:01', AT_100);
    const cost = before - accountOf(rich, 1).cashPaise;
    expect(cost, 'shares and taxes').toBeGreaterThan(100_000);

    const exact = madeUpBook({ account: { cashPaise: paise(cost) } });
    place(exact, 'BUY', { quantity: 10, limit: 100 });
    expect(fillsIn(pass(exact, '10:01', AT_100))).toEqual(['BUY 10 at 100']);
    expect(accountOf(exact, 1).cashPaise).toBe(0);

    const short = madeUpBook({ account: { cashPaise: paise(cost - 1) } });
    expect(() => place(short, 'BUY', { quantity: 10, limit: 100 })).toThrow(
      /^expected \d+\.\d\d for the order/,
    );
  });

  it('the depository is paid once a share and session', () => {
    const book = madeUpBook({ plan: PLANS['zero-delivery'] });
    place(book, 'BUY', { quantity: 100, at: '09:30' });
    pass(book, '09:31', AT_100);
    place(book, 'SELL', { quantity: 10, at: '10:00' });
    const first = pass(book, '10:01', AT_100);
    place(book, 'SELL', { quantity: 10, at: '10:10' });
    const second = pass(book, '10:11', AT_100);
    place(book, 'SELL', { quantity: 10, at: '2026-11-27T10:00' });
    const nextDay = pass(book, '2026-11-27T10:01', AT_100);
    expect([first, second, nextDay].flatMap((one) => charged(one, 'dp'))).toEqual([1300, 0, 1300]);
  });

  it('an order that fills in many small pieces pays up to the cap of an order', () => {
    const book = madeUpBook({ plan: PLANS.flat });
    place(book, 'BUY', { quantity: 300, limit: 100 });
    const paid = [1, 2, 3, 4, 5, 6].map((minute) =>
      charged(pass(book, `10:0${minute}`, AT_100, 50), 'brokerage'),
    );
    // 0.1 % of ₹5,000 each, ₹20 an order.
    expect(paid).toEqual([[500], [500], [500], [500], [0], [0]]);
  });

  it('an order that fills on two sessions pays on each as an order of its own', () => {
    const book = madeUpBook({ plan: PLANS.flat });
    place(book, 'BUY', { quantity: 600, limit: 100, validity: 'GTC' });
    const bars = ['10:01', '10:02', '2026-11-27T10:01'].map((start) =>
      charged(pass(book, start, AT_100, 200), 'brokerage'),
    );
    // 0.1 % of ₹20,000 is the cap of ₹20: the rest of that day is free, the next day is not.
    expect(bars).toEqual([[2000], [0], [2000]]);
  });
});
