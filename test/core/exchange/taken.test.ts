import { describe, expect, it } from 'vitest';
import { freeCash } from '../../../src/core/exchange/funds.ts';
import { paise } from '../../../src/core/market/money.ts';
import type { AskedFor } from './made-up-book.ts';
import { SHARE, ask, madeUpBook, moment, pass, place } from './made-up-book.ts';

describe('an order that is taken', () => {
  it('is in the book as it was asked for, with nothing filled', () => {
    const book = madeUpBook();
    const order = place(book, 'BUY', { quantity: 10, trigger: 105, limit: 106, validity: 'GTC' });
    expect(book.orders.get(order.orderId)).toEqual({
      orderId: 1,
      accountId: 1,
      listingId: SHARE,
      side: 'BUY',
      type: 'STOP_LIMIT',
      validity: 'GTC',
      product: 'CNC',
      role: 'plain',
      intent: 'open',
      quantity: 10,
      filled: 0,
      valuePaise: 0,
      limitPaise: 10_600,
      triggerPaise: 10_500,
      triggered: false,
      state: 'open',
      since: moment('10:00'),
      session: '2026-11-26',
      boundPaise: 10_600,
      dayValuePaise: 0,
      daySession: '2026-11-26',
    });
    expect([book.nextOrderId, book.nextTradeId, book.nextLotId]).toEqual([2, 1, 1]);
  });

  it.each<[string, 'BUY' | 'SELL', AskedFor, number]>([
    ['a buyer at market: 2 % above the last price', 'BUY', { quantity: 1 }, 102],
    ['a seller at market: the last price', 'SELL', { quantity: 1, product: 'MIS' }, 100],
    ['a stop: 2 % above its trigger', 'BUY', { quantity: 1, trigger: 105 }, 107.1],
    ['a limit: the limit', 'BUY', { quantity: 1, limit: 95 }, 95],
  ])('holds money back by the most it can cost: %s', (_, side, asked, rupees) => {
    const book = madeUpBook({ account: { mayShort: true } });
    expect(place(book, side, asked).boundPaise).toBe(rupees * 100);
  });

  it('holds money back that pays for it to the paisa, and none where it closes', () => {
    // 500.00 and their charges: taxes of 1.09
    const exactly = madeUpBook({ account: { cashPaise: paise(50_109) } });
    expect(ask(exactly, 'BUY', { quantity: 5, limit: 100 }).accepted).toBe(true);
    expect(freeCash(exactly, 1)).toBe(0);
    pass(exactly, '10:01', [100, 100, 100, 100]);
    place(exactly, 'SELL', { quantity: 5, limit: 120, at: '10:02' });
    expect(freeCash(exactly, 1)).toBe(exactly.accounts.get(1)?.cashPaise);
  });

  it('may be as large as the desk allows', () => {
    const asked = ask(madeUpBook(), 'BUY', { quantity: 10, limit: 100, maxValue: 1000 });
    expect(asked.accepted).toBe(true);
  });

  it.each<[string, Omit<AskedFor, 'quantity'>, string[]]>([
    ['a target', { target: 110 }, ['target LIMIT GTC']],
    ['a stop', { stop: 95 }, ['stop STOP GTC']],
    ['both', { target: 110, stop: 95 }, ['target LIMIT GTC', 'stop STOP GTC']],
    [
      'both within the day',
      { target: 110, stop: 95, product: 'MIS' },
      ['target LIMIT DAY', 'stop STOP DAY'],
    ],
  ])('brings %s along', (_, exits, expected) => {
    const answer = ask(madeUpBook(), 'BUY', { ...exits, quantity: 10 });
    const [entry, ...legs] = answer.accepted ? answer.orders : [];
    expect(entry).toMatchObject({ role: 'entry', state: 'open', quantity: 10 });
    expect(legs.map(({ role, type, validity }) => `${role} ${type} ${validity}`)).toEqual(expected);
    for (const leg of legs) {
      expect(leg).toMatchObject({
        side: 'SELL',
        intent: 'close',
        state: 'waiting',
        quantity: 0,
        parentId: entry?.orderId,
        pairId: entry?.orderId,
      });
    }
  });
});

it('of what is held within the day, an account that may sell short sells no more than that', () => {
  const book = madeUpBook({ account: { mayShort: true } });
  place(book, 'BUY', { quantity: 5, product: 'MIS' });
  pass(book, '10:01', [100, 100, 100, 100]);
  expect(ask(book, 'SELL', { quantity: 8, product: 'MIS', at: '10:02' })).toEqual({
    accepted: false,
    reason:
      'the order would turn the position of 5 around: close it first, 5 of it are not promised to other orders',
  });
  expect(ask(book, 'SELL', { quantity: 5, product: 'MIS', at: '10:02', target: 90 })).toEqual({
    accepted: false,
    reason: 'a target and a stop go with an order that opens a position',
  });
  expect(place(book, 'SELL', { quantity: 5, product: 'MIS', at: '10:02' }).intent).toBe('close');
});
