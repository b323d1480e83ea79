import { describe, expect, it } from 'vitest';
import { PLANS } from '../../../src/core/charges/brokerage.ts';
import type { Book } from '../../../src/core/exchange/book.ts';
import { tickSize } from '../../../src/core/exchange/tick-size.ts';
import { paise } from '../../../src/core/market/money.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import type { AskedFor } from './made-up-book.ts';
import { ask, fate, fillsIn, madeUpBook, pass, place } from './made-up-book.ts';

/** Why an order is refused; `taken` when it is not. */
function why(side: 'BUY' | 'SELL', asked: AskedFor, book: Book = madeUpBook()): string {
  const answer = ask(book, side, asked);
  if (answer.accepted) return 'taken';
  expect(book.orders.size, 'nothing of it is in the book').toBe(0);
  return answer.reason;
}

describe('an order is refused', () => {
  it.each<[string, 'BUY' | 'SELL', AskedFor]>([
    [
      'TEAPOT&CO is an index: it cannot be bought or sold',
      'BUY',
      { quantity: 1, listing: { kind: 'index' } },
    ],
    [
      'TEAPOT&CO is no share and no fund: charges of other securities are not kept',
      'BUY',
      { quantity: 1, listing: { kind: 'bond' } },
    ],
    [
      'no list of the exchange names TEAPOT&CO: run `paperjobs quotes` first',
      'BUY',
      { quantity: 1, listing: { provisional: true } },
    ],
    [
      'TEAPOT&CO is not dealt in: delisted',
      'BUY',
      { quantity: 1, listing: { suspended: 'delisted' } },
    ],
    [
      'TEAPOT&CO is settled trade by trade (series BE): intraday orders are not taken',
      'BUY',
      { quantity: 1, product: 'MIS', listing: { series: 'BE' } },
    ],
    [
      'TEAPOT&CO is dealt in by lots (series SM), and no kept list tells their size',
      'BUY',
      { quantity: 1, listing: { series: 'SM' } },
    ],
    ['expected a whole number of shares above zero, found 0', 'BUY', { quantity: 0 }],
    ['expected a whole number of shares above zero, found 1.5', 'BUY', { quantity: 1.5 }],
    [
      '101 shares are more than the 100 that one order may have',
      'BUY',
      { quantity: 101, freeze: 100 },
    ],
    ['the limit 100.03 is no multiple of the tick 0.05', 'BUY', { quantity: 1, limit: 100.03 }],
    ['a LIMIT order needs a limit price', 'BUY', { quantity: 1, type: 'LIMIT' }],
    ['a MARKET order has no limit price', 'BUY', { quantity: 1, type: 'MARKET', limit: 100 }],
    ['a STOP order needs a trigger price', 'SELL', { quantity: 1, type: 'STOP' }],
    [
      'the limit 104.00 is below the trigger 105.00: it must be at or above it',
      'BUY',
      { quantity: 1, trigger: 105, limit: 104 },
    ],
    [
      'the limit 96.00 is above the trigger 95.00: it must be at or below it',
      'SELL',
      { quantity: 1, trigger: 95, limit: 96 },
    ],
    [
      'a stop waits for its trigger: it cannot be at once or not at all',
      'BUY',
      { quantity: 1, trigger: 105, validity: 'IOC' },
    ],
    [
      'an intraday order ends with its session: it cannot be good till cancelled',
      'BUY',
      { quantity: 1, product: 'MIS', validity: 'GTC' },
    ],
    [
      'an order at once or not at all takes no target and no stop',
      'BUY',
      { quantity: 1, validity: 'IOC', target: 110 },
    ],
    [
      'the target 90.00 is on the wrong side of the stop 95.00',
      'BUY',
      { quantity: 1, target: 90, stop: 95 },
    ],
    [
      'the stop 101.00 is on the wrong side of the limit 100.00',
      'BUY',
      { quantity: 1, limit: 100, stop: 101 },
    ],
    [
      'the target 101.00 is on the wrong side of the trigger 102.00',
      'BUY',
      { quantity: 1, trigger: 102, target: 101 },
    ],
    [
      'the stop 99.00 is on the wrong side of the limit 100.00',
      'SELL',
      { quantity: 1, product: 'MIS', limit: 100, stop: 99 },
    ],
    [
      'a sale takes a target and a stop together: else it is a limit or stop order',
      'SELL',
      { quantity: 1, target: 110 },
    ],
    [
      'an order at once or not at all needs trading, and there is none now: trading is from 09:15 IST',
      'BUY',
      { quantity: 1, validity: 'IOC', at: '16:00' },
    ],
    [
      'an order at once or not at all needs trading, and there is none now: Sunday',
      'BUY',
      { quantity: 1, validity: 'IOC', at: '2026-11-29T11:00' },
    ],
    [
      'intraday positions are closed since 15:25 IST: ask again tomorrow',
      'BUY',
      { quantity: 1, product: 'MIS', at: '15:26' },
    ],
    ['expected 5 shares of TEAPOT&CO (CNC) to sell, the account has 0', 'SELL', { quantity: 5 }],
    [
      'expected 5 shares of TEAPOT&CO (MIS) to sell, the account has 0',
      'SELL',
      { quantity: 5, product: 'MIS' },
    ],
    [
      'an order of 1000.00 is larger than the 999.99 that trading.max_order_rupees allows',
      'BUY',
      { quantity: 10, limit: 100, maxValue: 999.99 },
    ],
  ])('%s', (reason, side, asked) => {
    expect(why(side, asked)).toBe(reason);
  });

  it('outside the limits of the day, which a target may leave', () => {
    const book = () =>
      madeUpBook({ listing: { lowerPaise: paise(9000), upperPaise: paise(11_000) } });
    expect(why('BUY', { quantity: 1, limit: 111 }, book())).toBe(
      "the limit 111.00 is above the day's upper limit 110.00",
    );
    expect(why('BUY', { quantity: 1, trigger: 89 }, book())).toBe(
      "the trigger 89.00 is below the day's lower limit 90.00",
    );
    expect(why('BUY', { quantity: 1, limit: 110, target: 150, stop: 80 }, book())).toBe('taken');
  });

  it('without a price to set money aside by', () => {
    const book = madeUpBook();
    const answer = ask(book, 'BUY', {
      quantity: 1,
      listing: { lastPaise: undefined as never },
    });
    expect(answer).toEqual({
      accepted: false,
      reason: 'no price of TEAPOT&CO is known: run `paperjobs quotes --symbols TEAPOT&CO`',
    });
  });

  it('past the end of the calendar', () => {
    expect(why('BUY', { quantity: 1, at: '2027-02-01T10:00' })).toMatch(
      /paperjobs calendar update/,
    );
    expect(why('BUY', { quantity: 1, at: '2026-12-31T18:00' })).toMatch(
      /no session after 2026-12-31/,
    );
  });

  it('for want of money that is not promised to another order', () => {
    const book = madeUpBook({ account: { cashPaise: paise(200_000) }, plan: PLANS.none });
    place(book, 'BUY', { quantity: 15, limit: 100 });
    const answer = ask(book, 'BUY', { quantity: 5, limit: 100 });
    // 1,500.00 and their taxes: STT 1.50 → 2.00, exchange 0.04 (4.455), trust and SEBI 0, stamp 0.23
    // (22.5), GST 0.01 (0.72): 1,502.28. For 500.00: 0.50 → 1.00, 0.01, 0.08, 0: 501.09
    expect(answer).toEqual({
      accepted: false,
      reason: 'expected 501.09 for the order with its charges, the account has 497.72 free',
    });
  });

  it('for shares that another order is to sell', () => {
    const book = madeUpBook();
    place(book, 'BUY', { quantity: 10, at: '09:30' });
    pass(book, '09:31', [100, 100, 100, 100]);
    place(book, 'SELL', { quantity: 6, target: 110, stop: 95 });
    expect(ask(book, 'SELL', { quantity: 5 })).toEqual({
      accepted: false,
      reason:
        'expected 5 shares of TEAPOT&CO (CNC) to sell, the account has 10, 6 of them promised to other orders',
    });
    expect(ask(book, 'SELL', { quantity: 4 }).accepted).toBe(true);
  });

  it('when it would turn a short position around', () => {
    const book = madeUpBook({ account: { mayShort: true } });
    place(book, 'SELL', { quantity: 5, product: 'MIS' });
    pass(book, '10:01', [100, 100, 100, 100]);
    expect(ask(book, 'BUY', { quantity: 8, product: 'MIS', at: '10:02' })).toMatchObject({
      reason: expect.stringContaining('would turn the position of 5 around'),
    });
  });
});

it('what a market order cannot pay at its fill is cancelled, and cash stays above zero', () => {
  const book = madeUpBook({ account: { cashPaise: paise(105_000) } });
  const order = place(book, 'BUY', { quantity: 10 });
  expect(fillsIn(pass(book, '10:01', [120, 120, 120, 120]))).toEqual(['BUY 8 at 120']);
  expect(fate(book, order)).toBe('cancelled 8/10: the free money does not pay for more');
  expect(book.accounts.get(1)?.cashPaise).toBeGreaterThanOrEqual(0);
});

it.each([
  ['2024-06-07', 20_000, 5],
  ['2024-06-10', 24_999, 1],
  ['2024-06-10', 25_000, 5],
  ['2025-04-15', 25_000, 5],
  ['2025-04-15', 100_000, 10],
  ['2025-04-15', 499_999, 10],
  ['2026-11-26', 500_000, 50],
  ['2026-11-26', 1_000_000, 100],
  ['2026-11-26', 2_000_000, 500],
])('on %s a share at %d paise steps by %d', (session, price, tick) => {
  expect(tickSize(sessionDate(session), false, paise(price))).toBe(tick);
  expect(tickSize(sessionDate(session), true, paise(price)), 'a fund').toBe(1);
});
