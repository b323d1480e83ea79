import { describe, expect, it } from 'vitest';
import { heldShares } from '../../../src/core/exchange/book.ts';
import { endOrder } from '../../../src/core/exchange/end-order.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { DAY, SHARE, fate, fillsIn, madeUpBook, moment, pass, place } from './made-up-book.ts';

const today = sessionDate(DAY);

describe('a target and a stop', () => {
  const entered = () => {
    const book = madeUpBook();
    const entry = place(book, 'BUY', { quantity: 10, limit: 100, target: 110, stop: 95 });
    const legs = [1, 2].map((more) => ({ ...entry, orderId: entry.orderId + more }));
    const [target = entry, stop = entry] = legs;
    return { book, entry, target, stop };
  };

  it('wait for the entry, and see later bars only', () => {
    const { book, target, stop } = entered();
    expect([fate(book, target), fate(book, stop)]).toEqual(['waiting 0/0', 'waiting 0/0']);
    expect(fillsIn(pass(book, '10:01', [100, 120, 90, 100]))).toEqual(['BUY 10 at 100']);
    expect([fate(book, target), fate(book, stop)]).toEqual([
      'open 0/10: its entry filled 10 more',
      'open 0/10: its entry filled 10 more',
    ]);
  });

  it('the target ends the stop', () => {
    const { book, target, stop } = entered();
    pass(book, '10:01', [100, 100, 100, 100]);
    expect(fillsIn(pass(book, '10:02', [105, 111, 104, 108]))).toEqual(['SELL 10 at 110']);
    expect([fate(book, target), fate(book, stop)]).toEqual([
      'filled 10/10: its entry filled 10 more',
      'cancelled 0/0: its target filled',
    ]);
  });

  it('where one bar touches both, the stop counts', () => {
    const { book, target } = entered();
    pass(book, '10:01', [100, 100, 100, 100]);
    expect(fillsIn(pass(book, '10:02', [105, 111, 94, 108]))).toEqual(['SELL 10 at 95']);
    expect(fate(book, target)).toBe('cancelled 0/10: its stop was touched');
  });

  it('are as large as what the entry got, and what it waits for ends with them', () => {
    const book = madeUpBook({ participation: 0.1 });
    const entry = place(book, 'BUY', { quantity: 10, limit: 100, target: 110, stop: 95 });
    pass(book, '10:01', [100, 100, 100, 100], 60);
    expect(fillsIn(pass(book, '10:02', [111, 112, 111, 111], 100))).toEqual(['SELL 6 at 111']);
    expect(fate(book, entry)).toBe('cancelled 6/10: its target was reached');
    expect(heldShares(book, 1, SHARE)).toBe(0);
  });

  it('a target that fills in part leaves the rest to its stop', () => {
    const book = madeUpBook({ participation: 0.1 });
    const entry = place(book, 'BUY', { quantity: 10, limit: 100, target: 110, stop: 95 });
    const [target, stop] = [1, 2].map((more) => ({ ...entry, orderId: entry.orderId + more }));
    pass(book, '10:01', [100, 100, 100, 100]);
    expect(fillsIn(pass(book, '10:02', [111, 112, 111, 111], 60))).toEqual(['SELL 6 at 111']);
    expect([target ?? entry, stop ?? entry].map((order) => fate(book, order))).toEqual([
      'open 6/10: its entry filled 10 more',
      'open 0/4: its entry filled 10 more',
    ]);
    expect(fillsIn(pass(book, '10:03', [94, 96, 93, 94]))).toEqual(['SELL 4 at 94']);
    expect(heldShares(book, 1, SHARE)).toBe(0);
    expect(fate(book, target ?? entry)).toBe('cancelled 6/10: its stop was touched');
  });

  it('an entry that fills later puts more under them', () => {
    const book = madeUpBook({ participation: 0.1 });
    const entry = place(book, 'BUY', { quantity: 10, limit: 100, target: 110 });
    const target = { ...entry, orderId: entry.orderId + 1 };
    pass(book, '10:01', [100, 100, 100, 100], 60);
    expect(fate(book, target)).toBe('open 0/6: its entry filled 6 more');
    pass(book, '10:02', [100, 100, 100, 100], 60);
    expect(fate(book, target)).toBe('open 0/10: its entry filled 4 more');
  });

  it('stay with what was bought when the rest of the entry is cancelled', () => {
    const book = madeUpBook({ participation: 0.1 });
    const entry = place(book, 'BUY', { quantity: 10, limit: 100, target: 110 });
    pass(book, '10:01', [100, 100, 100, 100], 60);
    const told = endOrder(
      book,
      entry.orderId,
      { at: moment('10:05'), session: today },
      'cancelled',
      'no more',
    );
    expect(told).toHaveLength(1);
    expect(fillsIn(pass(book, '10:06', [111, 112, 111, 111]))).toEqual(['SELL 6 at 111']);
  });

  it('a target that fills in part leaves its entry in the market', () => {
    const book = madeUpBook({ participation: 0.1 });
    const entry = place(book, 'BUY', { quantity: 10, limit: 100, target: 110 });
    pass(book, '10:01', [100, 100, 100, 100], 60);
    expect(fillsIn(pass(book, '10:02', [111, 112, 111, 111], 40))).toEqual(['SELL 4 at 111']);
    expect(fate(book, entry)).toBe('open 6/10');
  });

  it('end with an entry that never filled', () => {
    const { book, entry, target } = entered();
    endOrder(book, entry.orderId, { at: moment('10:05'), session: today }, 'cancelled', 'no more');
    expect(fate(book, target)).toBe('cancelled 0/0: its entry did not fill');
    const again = { at: moment('10:06'), session: today };
    expect(endOrder(book, entry.orderId, again, 'expired', 'once more'), 'once').toEqual([]);
    expect(endOrder(book, 99, again, 'expired', 'of none')).toEqual([]);
    expect(fate(book, entry)).toBe('cancelled 0/10: no more');
  });

  it('of shares held are two prices of one sale', () => {
    const book = madeUpBook();
    place(book, 'BUY', { quantity: 10, at: '09:30' });
    pass(book, '09:31', [100, 100, 100, 100]);
    place(book, 'SELL', { quantity: 10, target: 110, stop: 95 });
    expect(fillsIn(pass(book, '10:01', [90, 91, 89, 90]))).toEqual(['SELL 10 at 90']);
    expect([...book.orders.values()].filter(({ state }) => state === 'open')).toEqual([]);
  });
});
