import { describe, expect, it } from 'vitest';
import { endSession, squareOff } from '../../../src/core/exchange/clock-events.ts';
import { heldShares } from '../../../src/core/exchange/book.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { DAY, SHARE, fate, fillsIn, madeUpBook, moment, pass, place } from './made-up-book.ts';

const today = sessionDate(DAY);

describe('intraday', () => {
  const short = () => madeUpBook({ account: { mayShort: true } });

  it('is squared off with a market order of its own', () => {
    const book = madeUpBook();
    place(book, 'BUY', { quantity: 10, product: 'MIS' });
    pass(book, '10:01', [100, 100, 100, 100]);
    const waiting = place(book, 'BUY', { quantity: 5, limit: 90, product: 'MIS', at: '11:00' });
    const tomorrow = place(book, 'BUY', { quantity: 1, limit: 90, product: 'MIS', at: '18:00' });
    const told = squareOff(book, SHARE, today, moment('15:25'));
    expect(told.map((one) => (one.kind === 'order' ? one.reason : one.kind))).toEqual([
      'intraday positions are closed now',
      'closes the intraday position',
    ]);
    expect([...book.orders.values()].find(({ role }) => role === 'square-off')).toMatchObject({
      side: 'SELL',
      quantity: 10,
      filled: 0,
      valuePaise: 0,
      triggered: false,
    });
    expect(fate(book, tomorrow), 'of the next session').toBe('open 0/1');
    expect(fate(book, waiting)).toBe('cancelled 0/5: intraday positions are closed now');
    expect(squareOff(book, SHARE, today, moment('15:25')), 'once').toEqual([]);
    expect(pass(book, '15:24', [105, 105, 105, 105]), 'began before').toEqual([]);
    expect(fillsIn(pass(book, '15:25', [106, 107, 105, 106]))).toEqual(['SELL 10 at 106']);
  });

  it('stays in the market, and is told, when nobody takes it', () => {
    const book = madeUpBook();
    place(book, 'BUY', { quantity: 10, product: 'MIS' });
    pass(book, '10:01', [100, 100, 100, 100]);
    squareOff(book, SHARE, today, moment('15:25'));
    expect(endSession(book, SHARE, today, moment('15:30'))).toMatchObject([
      { kind: 'notice', text: expect.stringContaining('10 shares found nobody') },
    ]);
    expect(fillsIn(pass(book, '2026-11-27T09:15', [95, 96, 94, 95]))).toEqual(['SELL 10 at 95']);
  });

  it('closes a short position by buying, each account by itself', () => {
    const book = short();
    const first = book.accounts.get(1);
    if (!first) throw new Error('expected an account');
    book.accounts.set(2, { ...first, accountId: 2 });
    place(book, 'SELL', { quantity: 10, product: 'MIS' });
    pass(book, '10:01', [100, 100, 100, 100]);
    squareOff(book, SHARE, today, moment('15:25'));
    place(book, 'BUY', { quantity: 3, product: 'MIS', at: '10:02', account: 2 });
    pass(book, '10:03', [100, 100, 100, 100]);
    expect(squareOff(book, SHARE, today, moment('15:25'))).toHaveLength(1);
    expect(fillsIn(pass(book, '15:25', [90, 91, 90, 90]))).toEqual([
      'BUY 10 at 90',
      'SELL 3 at 90',
    ]);
    expect([heldShares(book, 1, SHARE), heldShares(book, 2, SHARE)]).toEqual([0, 0]);
  });

  it('leaves what is held for delivery alone', () => {
    const book = madeUpBook();
    place(book, 'BUY', { quantity: 10 });
    pass(book, '10:01', [100, 100, 100, 100]);
    expect(squareOff(book, SHARE, today, moment('15:25'))).toEqual([]);
  });

  it('a short sale is bought back, and its gain is in cash', () => {
    const book = short();
    place(book, 'SELL', { quantity: 10, product: 'MIS' });
    pass(book, '10:01', [100, 100, 100, 100]);
    expect(heldShares(book, 1, SHARE)).toBe(-10);
    place(book, 'BUY', { quantity: 10, product: 'MIS', at: '11:00' });
    pass(book, '11:01', [90, 90, 90, 90]);
    expect(heldShares(book, 1, SHARE)).toBe(0);
    const cash = book.accounts.get(1)?.cashPaise ?? 0;
    // 10 × (100 − 90) = 100.00, less taxes: 0.25 → 0 rupees of STT; 0.03 + 0 + 0 and 0.01 of GST when
    // sold for 1,000; 0.03, 0.03 stamp and 0.01 of GST when bought for 900
    expect(cash).toBe(100_000_000 + 10_000 - (3 + 1) - (3 + 3 + 1));
  });
});
