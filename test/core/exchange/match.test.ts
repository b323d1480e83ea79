import { describe, expect, it } from 'vitest';
import { endSession, squareOff } from '../../../src/core/exchange/clock-events.ts';
import { heldShares } from '../../../src/core/exchange/book.ts';
import { endOrder } from '../../../src/core/exchange/end-order.ts';
import { paise } from '../../../src/core/market/money.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import type { AskedFor } from './made-up-book.ts';
import { DAY, SHARE, fate, fillsIn, madeUpBook, moment, pass, place } from './made-up-book.ts';

const today = sessionDate(DAY);
type Prices = readonly [number, number, number, number];

/** An order, the bar after it, and the fills. A seller holds 100 shares bought at 100. */
function afterOneBar(side: 'BUY' | 'SELL', asked: AskedFor, prices: Prices, volume?: number) {
  const book = madeUpBook();
  if (side === 'SELL') {
    place(book, 'BUY', { quantity: 100, at: '09:30' });
    pass(book, '09:31', [100, 100, 100, 100]);
  }
  const order = place(book, side, asked);
  return { book, order, fills: fillsIn(pass(book, '10:01', prices, volume)) };
}

describe('an order and one bar', () => {
  it.each<[string, 'BUY' | 'SELL', AskedFor, Prices, string[]]>([
    [
      'a market order fills at the open',
      'BUY',
      { quantity: 10 },
      [101, 103, 99, 102],
      ['BUY 10 at 101'],
    ],
    [
      'a limit above the low fills at the limit',
      'BUY',
      { quantity: 10, limit: 95 },
      [97, 98, 94, 96],
      ['BUY 10 at 95'],
    ],
    [
      'a limit below the low does not fill',
      'BUY',
      { quantity: 10, limit: 95 },
      [97, 98, 96, 96],
      [],
    ],
    [
      'an open below the limit is the better price',
      'BUY',
      { quantity: 10, limit: 95 },
      [93, 96, 92, 95],
      ['BUY 10 at 93'],
    ],
    [
      'a low at the limit is enough',
      'BUY',
      { quantity: 10, limit: 95 },
      [97, 98, 95, 96],
      ['BUY 10 at 95'],
    ],
    [
      'an open at the limit fills there',
      'BUY',
      { quantity: 10, limit: 95 },
      [95, 96, 95, 96],
      ['BUY 10 at 95'],
    ],
    [
      'a seller gets the limit',
      'SELL',
      { quantity: 10, limit: 105 },
      [103, 106, 102, 104],
      ['SELL 10 at 105'],
    ],
    [
      'a seller gets a better open',
      'SELL',
      { quantity: 10, limit: 105 },
      [107, 108, 104, 104],
      ['SELL 10 at 107'],
    ],
    [
      'a stop fills at its trigger',
      'SELL',
      { quantity: 10, trigger: 95 },
      [98, 99, 94, 96],
      ['SELL 10 at 95'],
    ],
    [
      'a gap through the stop fills at the open',
      'SELL',
      { quantity: 10, trigger: 95 },
      [90, 99, 89, 96],
      ['SELL 10 at 90'],
    ],
    [
      'a stop is touched at its very price',
      'BUY',
      { quantity: 10, trigger: 105 },
      [103, 105, 102, 104],
      ['BUY 10 at 105'],
    ],
    [
      'a stop that is not touched waits',
      'BUY',
      { quantity: 10, trigger: 105 },
      [103, 104.95, 102, 104],
      [],
    ],
    [
      'a stop-limit fills at the trigger',
      'BUY',
      { quantity: 10, trigger: 105, limit: 106 },
      [103, 110, 102, 109],
      ['BUY 10 at 105'],
    ],
    [
      'a stop-limit gapped over waits for its limit',
      'BUY',
      { quantity: 10, trigger: 105, limit: 106 },
      [108, 110, 107, 109],
      [],
    ],
    [
      'a stop-limit gapped over fills when the bar comes back',
      'BUY',
      { quantity: 10, trigger: 105, limit: 106 },
      [108, 110, 105, 109],
      ['BUY 10 at 106'],
    ],
  ])('%s', (_, side, asked, prices, fills) => {
    expect(afterOneBar(side, asked, prices).fills).toEqual(fills);
  });

  it('market and stop orders slip against the order, onto the tick', () => {
    const book = madeUpBook({ slippage: 0.0005 });
    place(book, 'BUY', { quantity: 10 });
    // 101 × 1.0005 = 101.0505: up to 101.10
    expect(fillsIn(pass(book, '10:01', [101, 103, 99, 102]))).toEqual(['BUY 10 at 101.1']);
    place(book, 'SELL', { quantity: 10, trigger: 95, at: '10:02' });
    // 95 × 0.9995 = 94.9525: down to 94.95
    expect(fillsIn(pass(book, '10:03', [97, 98, 94, 96]))).toEqual(['SELL 10 at 94.95']);
  });

  it('slippage does not leave the limits of the day', () => {
    const book = madeUpBook({ slippage: 0.05, listing: { upperPaise: paise(10_200) } });
    place(book, 'BUY', { quantity: 10 });
    expect(fillsIn(pass(book, '10:01', [101, 102, 101, 102]))).toEqual(['BUY 10 at 102']);
  });

  it('never fills on a bar that began before it', () => {
    const book = madeUpBook();
    const order = place(book, 'BUY', { quantity: 10, at: '2026-11-26T10:01:30' });
    expect(pass(book, '10:01', [100, 100, 100, 100])).toEqual([]);
    expect(fate(book, order)).toBe('open 0/10');
    expect(fillsIn(pass(book, '10:02', [100, 100, 100, 100]))).toEqual(['BUY 10 at 100']);
  });
});

describe('volume', () => {
  it('a part of each bar fills a part of the order', () => {
    const book = madeUpBook({ participation: 0.1 });
    const order = place(book, 'BUY', { quantity: 100 });
    const fills = ['10:01', '10:02', '10:03'].flatMap((start, place) =>
      fillsIn(pass(book, start, [100 + place, 110, 90, 100], [455, 9, 1000][place])),
    );
    expect(fills).toEqual(['BUY 45 at 100', 'BUY 55 at 102']);
    expect(fate(book, order)).toBe('filled 100/100');
  });

  it('goes to the order that came first', () => {
    const book = madeUpBook({ participation: 0.1 });
    const later = place(book, 'BUY', { quantity: 50, limit: 100, at: '10:00' });
    const first = place(book, 'BUY', { quantity: 80, limit: 99, at: '09:59' });
    pass(book, '10:01', [98, 98, 98, 98], 1000);
    expect([fate(book, first), fate(book, later)]).toEqual(['filled 80/80', 'open 20/50']);
  });

  it('what an order at once cannot have is cancelled', () => {
    const book = madeUpBook({ participation: 0.1 });
    const order = place(book, 'BUY', { quantity: 100, validity: 'IOC' });
    expect(fillsIn(pass(book, '10:01', [100, 110, 90, 100], 400))).toEqual(['BUY 40 at 100']);
    expect(fate(book, order)).toBe('cancelled 40/100: 40 of 100 could be had at once');
  });

  it('an order at once looks at the open only', () => {
    const book = madeUpBook();
    const order = place(book, 'BUY', { quantity: 10, limit: 95, validity: 'IOC' });
    expect(fillsIn(pass(book, '10:01', [97, 98, 94, 96]))).toEqual([]);
    expect(fate(book, order)).toBe('cancelled 0/10: 0 of 10 could be had at once');
  });
});

describe('validity', () => {
  it('an order of the day ends with its session', () => {
    const book = madeUpBook();
    const order = place(book, 'BUY', { quantity: 10, limit: 50 });
    endSession(book, SHARE, today, moment('15:30'));
    expect(fate(book, order)).toBe('expired 0/10: the session of 2026-11-26 has ended');
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

  it('end with an entry that never filled', () => {
    const { book, entry, target } = entered();
    endOrder(book, entry.orderId, { at: moment('10:05'), session: today }, 'cancelled', 'no more');
    expect(fate(book, target)).toBe('cancelled 0/0: its entry did not fill');
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

describe('intraday', () => {
  const short = () => madeUpBook({ account: { mayShort: true } });

  it('is squared off with a market order of its own', () => {
    const book = madeUpBook();
    place(book, 'BUY', { quantity: 10, product: 'MIS' });
    pass(book, '10:01', [100, 100, 100, 100]);
    const waiting = place(book, 'BUY', { quantity: 5, limit: 90, product: 'MIS', at: '11:00' });
    squareOff(book, SHARE, today, moment('15:25'));
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
