import { describe, expect, it } from 'vitest';
import { paise } from '../../../src/core/market/money.ts';
import { changeLots } from '../../../src/core/exchange/book.ts';
import type { AskedFor } from './made-up-book.ts';
import { SHARE, fate, fillsIn, madeUpBook, moment, pass, place } from './made-up-book.ts';

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

describe('what is told of an order', () => {
  it('a fill at the open has the moment of the open, one inside the bar that of its end', () => {
    const momentOf = (asked: AskedFor) => {
      const book = madeUpBook();
      place(book, 'BUY', asked);
      const [fill] = pass(book, '10:01', [97, 98, 94, 96]);
      return fill?.at;
    };
    expect(momentOf({ quantity: 1 })).toBe(moment('10:01'));
    expect(momentOf({ quantity: 1, limit: 95 })).toBe(moment('10:02'));
  });

  it('a stop that is touched says so once, whether it fills or not', () => {
    const book = madeUpBook();
    const order = place(book, 'BUY', { quantity: 10, trigger: 105, limit: 106 });
    expect(pass(book, '10:01', [108, 110, 107, 109])).toMatchObject([
      { kind: 'order', state: 'open', reason: 'its trigger was touched' },
    ]);
    expect(pass(book, '10:02', [108, 110, 107, 109])).toEqual([]);
    expect(book.orders.get(order.orderId)?.triggered).toBe(true);
  });

  it('an order of a later session is not filled by a price of this one', () => {
    const book = madeUpBook();
    const order = place(book, 'BUY', { quantity: 10, at: '15:40' });
    expect(order.session).toBe('2026-11-27');
    expect(pass(book, '15:45', [100, 100, 100, 100])).toEqual([]);
  });

  it('a sale ends where nothing is left to sell', () => {
    const { book, order } = afterOneBar('SELL', { quantity: 100, limit: 120 }, [97, 98, 94, 96]);
    changeLots(book, 1, SHARE, []);
    expect(fillsIn(pass(book, '10:02', [121, 121, 121, 121]))).toEqual([]);
    expect(fate(book, order)).toBe('cancelled 0/100: nothing is left to close');
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

  it('is the whole part of it, whatever a fraction in binary has lost', () => {
    for (let percent = 1; percent <= 100; percent++) {
      const book = madeUpBook({ participation: percent / 100 });
      place(book, 'BUY', { quantity: 1000 });
      const fills = fillsIn(pass(book, '10:01', [100, 100, 100, 100], 100));
      expect(fills, `${percent} %`).toEqual([`BUY ${percent} at 100`]);
    }
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
