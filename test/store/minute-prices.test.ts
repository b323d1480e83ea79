import { expect, test } from 'vitest';
import { instant } from '../../src/core/market/instant.ts';
import { paise } from '../../src/core/market/money.ts';
import { NOW, newListing, openedStore } from '../support/opened-store.ts';

test('the newest one-minute candle in the range tells the price at its end', async () => {
  const opened = await openedStore();
  const [acme, bolt] = [await newListing(opened), await newListing(opened, 'BOLT')];
  const bar = (minute: number, close: number, volume: number) => ({
    start: instant(NOW + minute * 60),
    openPaise: paise(close),
    highPaise: paise(close),
    lowPaise: paise(close),
    closePaise: paise(close),
    volume,
  });
  await opened.store.write(async (books) => {
    books.candles.saveIntraday('1m', acme, 'upstox', [bar(-1, 9, 1), bar(0, 10, 2), bar(3, 13, 4)]);
    books.candles.saveIntraday('1m', acme, 'yahoo', [bar(5, 15, 8)]);
  });
  const newest = (ids: number[], to: number) =>
    opened.store.minutePrices.newest(ids, NOW, instant(to));
  const range = { openPaise: 10, lowPaise: 10, highPaise: 13 };
  const [last, at] = [13, NOW + 240];
  const first = { listingId: acme, source: 'upstox', volume: 6, lastPaise: last, at, ...range };
  expect(await newest([acme, bolt], NOW + 300)).toEqual([first]);
  expect(await newest([acme], NOW + 301)).toEqual([
    {
      listingId: acme,
      source: 'yahoo',
      volume: 14,
      lastPaise: 15,
      at: NOW + 360,
      openPaise: 10,
      lowPaise: 10,
      highPaise: 15,
    },
  ]);
  const later = await opened.store.minutePrices.newest(
    [acme],
    instant(NOW + 60),
    instant(NOW + 300),
  );
  expect(later, 'of what began before it is not told').toEqual([
    { listingId: acme, source: 'upstox', volume: 4, lastPaise: 13, at: NOW + 240 },
  ]);
  expect(await newest([bolt], NOW + 301)).toEqual([]);
  expect(await newest([], NOW + 301)).toEqual([]);
});
