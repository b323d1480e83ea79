import { describe, expect, it } from 'vitest';
import { endSession } from '../../../src/core/exchange/clock-events.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { DAY, SHARE, fate, fillsIn, madeUpBook, moment, pass, place } from './made-up-book.ts';

const today = sessionDate(DAY);

describe('validity', () => {
  it('an order of the day ends with its session', () => {
    const book = madeUpBook();
    const order = place(book, 'BUY', { quantity: 10, limit: 50 });
    endSession(book, SHARE, today, moment('15:30'));
    expect(fate(book, order)).toBe('expired 0/10: the session of 2026-11-26 has ended');
  });

  it('an order of the next session outlives the end of this one', () => {
    const book = madeUpBook();
    const order = place(book, 'BUY', { quantity: 10, limit: 50, at: '15:35' });
    expect(endSession(book, SHARE, today, moment('15:40'))).toEqual([]);
    expect(fate(book, order)).toBe('open 0/10');
  });

  it('and does so before a later session fills it, although nobody came to end it', () => {
    const book = madeUpBook();
    const order = place(book, 'BUY', { quantity: 10, limit: 50 });
    expect(fillsIn(pass(book, '2026-11-27T09:15', [40, 40, 40, 40]))).toEqual([]);
    expect(fate(book, order)).toMatch(/^expired 0\/10/);
  });

  it('an order good till cancelled waits over a holiday', () => {
    const book = madeUpBook();
    // Tuesday, 24 November 2026, is Guru Nanak Jayanti.
    const order = place(book, 'BUY', {
      quantity: 10,
      limit: 95,
      validity: 'GTC',
      at: '2026-11-23T15:00',
    });
    pass(book, '2026-11-23T15:01', [97, 97, 97, 97]);
    endSession(book, SHARE, sessionDate('2026-11-23'), moment('2026-11-23T15:30'));
    expect(fate(book, order)).toBe('open 0/10');
    expect(fillsIn(pass(book, '2026-11-25T09:15', [94, 96, 94, 96]))).toEqual(['BUY 10 at 94']);
  });

  it('an order placed after the close is for the next session', () => {
    const book = madeUpBook();
    const order = place(book, 'BUY', { quantity: 10, at: '2026-11-27T18:00' });
    expect(order.session).toBe('2026-11-30');
    expect(fillsIn(pass(book, '2026-11-30T09:15', [90, 90, 90, 90]))).toEqual(['BUY 10 at 90']);
  });
});
