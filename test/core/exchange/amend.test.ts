import { describe, expect, it } from 'vitest';
import { amendOrder } from '../../../src/core/exchange/amend.ts';
import type { Amendment } from '../../../src/core/exchange/amend.ts';
import type { Book } from '../../../src/core/exchange/book.ts';
import { squareOff } from '../../../src/core/exchange/clock-events.ts';
import type { RiskCheck } from '../../../src/core/exchange/risk-limits.ts';
import { paise } from '../../../src/core/market/money.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { DAY, SHARE, fate, fillsIn, madeUpBook, moment, pass, place } from './made-up-book.ts';

describe('an amendment', () => {
  const amend = (book: Book, orderId: number, change: Amendment, at = '10:05', risk?: RiskCheck) =>
    amendOrder(
      book,
      orderId,
      change,
      {
        listing: {
          listingId: SHARE,
          symbol: 'TEAPOT&CO',
          series: 'EQ',
          kind: 'share',
          provisional: false,
        },
        limits: { freezeQuantity: 1000, ...(risk ? { risk } : {}) },
      },
      moment(at),
    );

  it('counts from then on, and sets money aside anew', () => {
    const book = madeUpBook({ account: { cashPaise: paise(100_500) } });
    const order = place(book, 'BUY', { quantity: 10, limit: 90 });
    expect(amend(book, order.orderId, { limitPaise: paise(10_000) })).toMatchObject({
      amended: true,
    });
    expect(pass(book, '10:04', [90, 90, 90, 90]), 'began before the change').toEqual([]);
    expect(amend(book, order.orderId, { limitPaise: paise(10_100) })).toMatchObject({
      amended: false,
    });
    expect(fillsIn(pass(book, '10:05', [99, 101, 99, 100]))).toEqual(['BUY 10 at 99']);
  });

  it('is judged like an order', () => {
    const book = madeUpBook();
    const order = place(book, 'BUY', { quantity: 10, limit: 90 });
    expect(amend(book, order.orderId, { limitPaise: paise(9001) })).toEqual({
      amended: false,
      reason: 'the limit 90.01 is no multiple of the tick 0.05',
    });
    expect(amend(book, 99, { quantity: 5 })).toMatchObject({ amended: false });
    pass(book, '10:01', [89, 90, 89, 90]);
    expect(amend(book, order.orderId, { quantity: 12 })).toEqual({
      amended: false,
      reason: `order ${order.orderId} has ended: it cannot be changed`,
    });
  });

  it('holds money back by its new prices', () => {
    const book = madeUpBook();
    const bound = (order: { orderId: number }, change: Amendment) => {
      expect(amend(book, order.orderId, change)).toMatchObject({ amended: true });
      return book.orders.get(order.orderId)?.boundPaise;
    };
    // 2 % above the trigger: 107.10; 107.10 × 110 ÷ 105 = 112.20; 112.20 × 100.05 ÷ 110 = 102.051
    const stop = place(book, 'BUY', { quantity: 10, trigger: 105 });
    expect(bound(stop, { triggerPaise: paise(11_000) })).toBe(11_220);
    expect(bound(stop, { triggerPaise: paise(10_005) })).toBe(10_206);
    expect(bound(stop, { quantity: 11 })).toBe(10_206);
    const limited = place(book, 'BUY', { quantity: 10, trigger: 105, limit: 106 });
    expect(bound(limited, { triggerPaise: paise(10_400) })).toBe(10_600);
    expect(bound(limited, { limitPaise: paise(10_500) })).toBe(10_500);
  });

  it('may take all the money there is', () => {
    // 500.00 and their charges: 501.09; 600.00: STT 0.60 → 1.00, exchange 0.02, stamp 0.09: 601.11
    const book = madeUpBook({ account: { cashPaise: paise(50_109) } });
    const order = place(book, 'BUY', { quantity: 4, limit: 100 });
    expect(amend(book, order.orderId, { quantity: 6 })).toEqual({
      amended: false,
      reason: 'expected 601.11 for the changed order, the account has 501.09 free',
    });
    expect(amend(book, order.orderId, { quantity: 5 })).toMatchObject({ amended: true });
  });

  it('leaves at least one share to be had', () => {
    const book = madeUpBook({ participation: 0.1 });
    const order = place(book, 'BUY', { quantity: 10, limit: 100 });
    pass(book, '10:01', [100, 100, 100, 100], 60);
    expect(amend(book, order.orderId, { quantity: 6 })).toEqual({
      amended: false,
      reason: '6 are filled already: cancel what is left instead',
    });
    expect(amend(book, order.orderId, { quantity: 7 })).toMatchObject({ amended: true });
    expect(fate(book, order)).toBe('open 6/7: changed');
  });

  it('sells no more than is held', () => {
    const book = madeUpBook();
    place(book, 'BUY', { quantity: 10, at: '09:30' });
    pass(book, '09:31', [100, 100, 100, 100]);
    const order = place(book, 'SELL', { quantity: 5, limit: 110 });
    expect(amend(book, order.orderId, { quantity: 11 })).toEqual({
      amended: false,
      reason: 'expected 6 shares more to close, 5 are free',
    });
    expect(amend(book, order.orderId, { quantity: 10 })).toMatchObject({ amended: true });
    expect(amend(book, order.orderId, { quantity: 3 })).toMatchObject({ amended: true });
  });

  it('of what waits for an entry: its price, not its number of shares', () => {
    const book = madeUpBook();
    const entry = place(book, 'BUY', { quantity: 10, limit: 100, target: 110 });
    const target = entry.orderId + 1;
    expect(amend(book, target, { quantity: 5 })).toEqual({
      amended: false,
      reason: 'a target or stop has as many shares as its entry fills',
    });
    expect(amend(book, target, { limitPaise: paise(12_000) })).toMatchObject({
      amended: true,
      order: { state: 'waiting', quantity: 0, limitPaise: 12_000 },
    });
    pass(book, '10:06', [100, 100, 100, 100]);
    expect(fillsIn(pass(book, '10:07', [111, 121, 111, 120]))).toEqual(['SELL 10 at 120']);
  });

  it('of a target of shares sold short stays below its stop', () => {
    const book = madeUpBook({ account: { mayShort: true } });
    const asked = { quantity: 10, limit: 100, target: 90, stop: 110, product: 'MIS' } as const;
    const entry = place(book, 'SELL', asked);
    pass(book, '10:01', [100, 100, 100, 100]);
    const target = entry.orderId + 1;
    expect(amend(book, target, { limitPaise: paise(11_000) })).toEqual({
      amended: false,
      reason: 'the target 110.00 is on the wrong side of the stop 110.00',
    });
    expect(amend(book, target, { limitPaise: paise(10_995) })).toMatchObject({ amended: true });
  });

  it('of a target or stop may leave the limits of the day, as placing it may', () => {
    const book = madeUpBook({ listing: { lowerPaise: paise(9_000), upperPaise: paise(11_000) } });
    const entry = place(book, 'BUY', { quantity: 10, limit: 100, target: 130, stop: 80 });
    pass(book, '10:01', [100, 100, 100, 100]);
    const [target, stop] = [entry.orderId + 1, entry.orderId + 2];
    expect(amend(book, stop, { triggerPaise: paise(8_500) })).toMatchObject({ amended: true });
    expect(amend(book, target, { limitPaise: paise(12_000) })).toMatchObject({ amended: true });
    expect(amend(book, target, { limitPaise: paise(8_500) })).toEqual({
      amended: false,
      reason: 'the target 85.00 is on the wrong side of the stop 85.00',
    });
    expect(amend(book, stop, { triggerPaise: paise(12_005) })).toMatchObject({
      reason: 'the target 120.00 is on the wrong side of the stop 120.05',
    });
    const plain = place(book, 'BUY', { quantity: 5, limit: 95 });
    expect(amend(book, plain.orderId, { limitPaise: paise(8_500) })).toMatchObject({
      reason: "the limit 85.00 is below the day's lower limit 90.00",
    });
  });

  it('gives no other trigger to a stop that was touched', () => {
    const book = madeUpBook({ participation: 0.1 });
    place(book, 'BUY', { quantity: 10, at: '09:30' });
    pass(book, '09:31', [100, 100, 100, 100], 100);
    const stop = place(book, 'SELL', { quantity: 10, trigger: 95 });
    pass(book, '10:01', [95, 95, 95, 95], 30);
    expect(amend(book, stop.orderId, { triggerPaise: paise(8_000) })).toEqual({
      amended: false,
      reason: 'its trigger was touched already: no other one has to be',
    });
    expect(amend(book, stop.orderId, { quantity: 8 })).toMatchObject({ amended: true });
  });

  it('leaves the square-off of a position alone', () => {
    const book = madeUpBook();
    place(book, 'BUY', { quantity: 10, product: 'MIS' });
    pass(book, '10:01', [100, 100, 100, 100]);
    squareOff(book, SHARE, sessionDate(DAY), moment('15:25'));
    const order = [...book.orders.values()].find(({ role }) => role === 'square-off');
    expect(amend(book, order?.orderId ?? 0, { quantity: 5 }, '15:26')).toEqual({
      amended: false,
      reason: 'the square-off of a position cannot be changed',
    });
  });

  it('that makes an order no larger is none of the limits of risk', () => {
    const book = madeUpBook();
    const order = place(book, 'BUY', { quantity: 10, limit: 100 });
    const risk: RiskCheck = {
      pricePaise: new Map([[SHARE, paise(10_000)]]),
      sectors: new Map(),
      limits: { position: 0.0001 },
    };
    expect(amend(book, order.orderId, { quantity: 10 }, '10:05', risk)).toMatchObject({
      amended: true,
    });
    expect(amend(book, order.orderId, { quantity: 11 }, '10:05', risk)).toEqual({
      amended: false,
      reason:
        'the position would be 0.11 % of the account, more than the 0.01 % of risk.max_position_percent',
    });
  });
});
