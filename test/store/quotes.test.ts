import SqliteDatabase from 'better-sqlite3';
import { expect, test } from 'vitest';
import { instant } from '../../src/core/market/instant.ts';
import { paise } from '../../src/core/market/money.ts';
import { MIGRATIONS } from '../../src/store/migrations/index.ts';
import type { KeptQuote, SourcedQuote } from '../../src/store/quotes.ts';
import { NOW, learnt, newListing, openedStore, share } from '../support/opened-store.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const FETCHED = instant(NOW + 5);

async function quoting() {
  const opened = await openedStore();
  const quote: SourcedQuote = {
    listingId: await newListing(opened),
    lastPaise: paise(10_005),
    at: NOW,
    volume: 500,
    source: 'upstox',
  };
  const save = (facts: Partial<SourcedQuote> = {}, fetchedAt = FETCHED): Promise<number> =>
    opened.store.write((books) => books.quotes.save([{ ...quote, ...facts }], fetchedAt));
  const kept = (): Promise<KeptQuote[]> => opened.store.quotes.of([quote.listingId]);
  return { quote, save, kept, opened };
}

test('a quote comes back as it was saved, and no other one with it', async () => {
  const { quote, save, kept, opened } = await quoting();
  expect(await save()).toBe(1);
  expect(await kept()).toEqual([{ ...quote, fetchedAt: FETCHED }]);
  expect(await opened.store.quotes.of([])).toEqual([]);
  expect(await opened.store.quotes.of([quote.listingId + 1])).toEqual([]);
});

test('all that is told of it is kept; what is not told is absent', async () => {
  const { quote, save, kept, opened } = await quoting();
  const told = {
    openPaise: paise(1),
    highPaise: paise(2),
    lowPaise: paise(3),
    previousClosePaise: paise(4),
    bidPaise: paise(5),
    askPaise: paise(6),
    lowerCircuitPaise: paise(7),
    upperCircuitPaise: paise(8),
  };
  await save(told);
  expect(await kept()).toEqual([{ ...quote, ...told, fetchedAt: FETCHED }]);
  const { volume: _, ...without } = quote;
  const later = { ...without, at: instant(NOW + 1) };
  await opened.store.write((books) => books.quotes.save([later], FETCHED));
  expect(await kept()).toEqual([{ ...later, fetchedAt: FETCHED }]);
});

test('an older quote never replaces a younger one', async () => {
  const { quote, save, kept } = await quoting();
  await save();
  expect(await save({ at: instant(NOW - 1), lastPaise: paise(1) })).toBe(0);
  expect(await kept()).toMatchObject([quote]);
  expect(await save({ at: instant(NOW + 1), lastPaise: paise(2) })).toBe(1);
  expect(await kept()).toMatchObject([{ lastPaise: 2 }]);
});

test('the same quote again writes nothing, a correction of the same moment does', async () => {
  const { save, kept, opened } = await quoting();
  await save();
  const before = opened.rowsWritten();
  expect(await save({}, instant(FETCHED + 60))).toBe(0);
  expect(opened.rowsWritten()).toBe(before);
  expect(await kept(), 'it was first seen then').toMatchObject([{ fetchedAt: FETCHED }]);
  expect(await save({ volume: 501 })).toBe(1);
  expect(await save({ volume: 501, source: 'yahoo' })).toBe(1);
});

test('the youngest quote is the last price of its instrument, in paise and in rupees', async () => {
  const path = `${temporaryFolder()}/desk.db`;
  const opened = await openedStore(path);
  const listingId = await newListing(opened);
  const save = (at: number, last: number): Promise<number> =>
    opened.store.write((books) =>
      books.quotes.save(
        [{ listingId, lastPaise: paise(last), at: instant(at), source: 'nse' }],
        FETCHED,
      ),
    );
  await save(NOW, 10_005);
  await save(NOW - 60, 1);
  const database = new SqliteDatabase(path, { readonly: true });
  const rows = database
    .prepare('SELECT last_price_paise, last_price_at, last_price FROM instruments')
    .all();
  database.close();
  expect(rows).toEqual([{ last_price_paise: 10_005, last_price_at: NOW, last_price: 100.05 }]);
});

test('quotes are shown under the names of now, by symbol', async () => {
  const opened = await openedStore();
  await learnt(opened, [share('ZINC'), share('ACME', { series: 'BE' })]);
  const listings = await opened.store.instruments.find('XNSE', ['ZINC', 'ACME']);
  const quotes = listings.map(({ listingId }) => ({
    listingId,
    lastPaise: paise(100),
    at: NOW,
    source: 'yahoo' as const,
  }));
  await opened.store.write((books) => books.quotes.save(quotes, FETCHED));
  const names = async (symbols?: string[]) =>
    (await opened.store.quotes.shown(symbols)).map(
      ({ symbol, exchange, series }) => `${symbol} ${exchange} ${series}`,
    );
  expect(await names()).toEqual(['ACME XNSE BE', 'ZINC XNSE EQ']);
  expect(await names(['ZINC', 'NOBODY'])).toEqual(['ZINC XNSE EQ']);
});

test('quotes of an older schema stay', () => {
  const database = new SqliteDatabase(':memory:');
  const before = MIGRATIONS.filter(({ number }) => number < 6);
  for (const { sql } of before) database.exec(sql);
  database.exec(`INSERT INTO instruments (isin, name, kind, provisional, first_seen_at) VALUES ('X', 'X', 'share', 0, 0);
    INSERT INTO listings (instrument_id, exchange, series) VALUES (1, 'XNSE', 'EQ');
    INSERT INTO quotes (listing_id, last_paise, quoted_at, volume, source) VALUES (1, 5, 6, 7, 1)`);
  for (const { sql } of MIGRATIONS.filter(({ number }) => number >= 6)) database.exec(sql);
  expect(database.prepare('SELECT * FROM quotes').all()).toMatchObject([
    {
      listing_id: 1,
      last_paise: 5,
      quoted_at: 6,
      fetched_at: 6,
      volume: 7,
      source: 1,
      bid_paise: null,
    },
  ]);
  database.close();
});
