import { expect, test } from 'vitest';
import { instant } from '../../src/core/market/instant.ts';
import { paise } from '../../src/core/market/money.ts';
import type { Quote } from '../../src/store/quotes.ts';
import { NOW, newListing, openedStore } from '../support/opened-store.ts';

async function quoting() {
  const opened = await openedStore();
  const quote: Quote = {
    listingId: await newListing(opened),
    lastPaise: paise(10_005),
    at: NOW,
    volume: 500,
    source: 'upstox',
  };
  const save = (facts: Partial<Quote> = {}): Promise<boolean> =>
    opened.store.write((books) => books.quotes.save({ ...quote, ...facts }));
  const kept = (): Promise<Quote[]> => opened.store.quotes.of([quote.listingId]);
  return { quote, save, kept, opened };
}

test('a quote comes back as it was saved, and no other one with it', async () => {
  const { quote, save, kept, opened } = await quoting();
  expect(await save()).toBe(true);
  expect(await kept()).toEqual([quote]);
  expect(await opened.store.quotes.of([])).toEqual([]);
  expect(await opened.store.quotes.of([quote.listingId + 1])).toEqual([]);
});

test('an older quote never replaces a younger one', async () => {
  const { quote, save, kept } = await quoting();
  await save();
  expect(await save({ at: instant(NOW - 1), lastPaise: paise(1) })).toBe(false);
  expect(await kept()).toEqual([quote]);
  expect(await save({ at: instant(NOW + 1), lastPaise: paise(2) })).toBe(true);
  expect(await kept()).toMatchObject([{ lastPaise: 2 }]);
});

test('the same quote again writes nothing, a correction of the same moment does', async () => {
  const { save, opened } = await quoting();
  await save();
  const before = opened.rowsWritten();
  expect(await save()).toBe(false);
  expect(opened.rowsWritten()).toBe(before);
  expect(await save({ volume: 501 })).toBe(true);
  expect(await save({ volume: 501, source: 'yahoo' })).toBe(true);
});
