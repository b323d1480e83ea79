import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sessionDate } from '../../src/core/market/session-date.ts';
import { learnt, newListing, openedStore, share, TODAY } from '../support/opened-store.ts';
import { plainRows } from '../support/plain-rows.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const LATER = sessionDate('2027-01-04');
const LISTED = sessionDate('2001-02-03');
const ACME = share('ACME', { isin: 'INE001A01018', listedOn: LISTED });

/** Who bears the symbol on NSE now. */
async function bearer({ store }: Awaited<ReturnType<typeof openedStore>>, symbol: string) {
  const [listing] = await store.instruments.find('XNSE', [symbol]);
  return listing;
}

describe('a list', () => {
  test('brings in what is new, once', async () => {
    const opened = await openedStore();
    const list = [
      { ...ACME, sourceKeys: { upstox: 'NSE_EQ|INE001A01018' } },
      share('NIFTY', { series: 'INDEX', kind: 'index' }),
    ];
    expect(await learnt(opened, list)).toEqual({ added: 2, changed: 0 });
    expect(await bearer(opened, 'ACME')).toMatchObject({
      exchange: 'XNSE',
      symbol: 'ACME',
      series: 'EQ',
      isin: 'INE001A01018',
      listedOn: LISTED,
      provisional: false,
      sourceKeys: { upstox: 'NSE_EQ|INE001A01018' },
    });
    expect(await bearer(opened, 'NIFTY')).not.toHaveProperty('isin');
    const rows = opened.rowsWritten();
    expect(await learnt(opened, list, LATER)).toEqual({ added: 0, changed: 0 });
    expect(opened.rowsWritten(), 'the second time writes no row').toBe(rows);
  });

  test('fills in a day of listing, and never changes one', async () => {
    const opened = await openedStore();
    const { listedOn: _, ...undated } = ACME;
    await learnt(opened, [undated]);
    expect(await learnt(opened, [ACME])).toEqual({ added: 0, changed: 1 });
    expect(await learnt(opened, [{ ...ACME, listedOn: TODAY }])).toEqual({ added: 0, changed: 0 });
    expect(await bearer(opened, 'ACME')).toMatchObject({ listedOn: LISTED });
  });

  test('that does not name an instrument leaves it alone', async () => {
    const opened = await openedStore();
    await learnt(opened, [ACME]);
    await learnt(opened, [share('BOLT', { isin: 'INE002A01016' })]);
    expect(await bearer(opened, 'ACME')).toBeDefined();
  });

  test('replaces a key under which a source asks', async () => {
    const opened = await openedStore();
    await learnt(opened, [{ ...ACME, sourceKeys: { upstox: 'old', yahoo: 'ACME.NS' } }]);
    await learnt(opened, [{ ...ACME, sourceKeys: { upstox: 'new' } }]);
    expect(await bearer(opened, 'ACME')).toMatchObject({
      sourceKeys: { upstox: 'new', yahoo: 'ACME.NS' },
    });
  });
});

describe('one instrument', () => {
  test('keeps its rows when it is renamed', async () => {
    const opened = await openedStore();
    await learnt(opened, [ACME]);
    const before = await bearer(opened, 'ACME');
    const renamed = { ...ACME, symbol: 'ACMENEW' };
    expect(await learnt(opened, [renamed], LATER)).toEqual({ added: 0, changed: 1 });
    expect(await bearer(opened, 'ACME')).toBeUndefined();
    expect(await bearer(opened, 'ACMENEW')).toMatchObject({ listingId: before?.listingId });
    expect(await opened.store.instruments.symbols('XNSE')).toEqual(['ACMENEW']);
  });

  test('gets a second listing when it moves to another series', async () => {
    const opened = await openedStore();
    await learnt(opened, [ACME]);
    const before = await bearer(opened, 'ACME');
    expect(await learnt(opened, [{ ...ACME, series: 'BE' }], LATER)).toMatchObject({ changed: 1 });
    const after = await bearer(opened, 'ACME');
    expect(after).toMatchObject({ instrumentId: before?.instrumentId, series: 'BE' });
    const series = await opened.store.instruments.seriesOf([before?.instrumentId ?? 0]);
    expect(series.map((one) => one.series).toSorted()).toEqual(['BE', 'EQ']);
    await learnt(opened, [ACME], LATER);
    expect(await bearer(opened, 'ACME'), 'back on the same day').toEqual(before);
  });

  test('stays the same under a new ISIN of the same issuer', async () => {
    const opened = await openedStore();
    await learnt(opened, [ACME]);
    const before = await bearer(opened, 'ACME');
    const split = { ...ACME, isin: 'INE001A01026' };
    expect(await learnt(opened, [split], LATER)).toEqual({ added: 0, changed: 1 });
    expect(await bearer(opened, 'ACME')).toEqual({ ...before, isin: 'INE001A01026' });
  });

  test('has a symbol on each exchange', async () => {
    const opened = await openedStore();
    await learnt(opened, [ACME, { ...ACME, exchange: 'XBOM', symbol: '500001', series: 'A' }]);
    const [bombay] = await opened.store.instruments.find('XBOM', ['500001']);
    expect(bombay?.instrumentId).toBe((await bearer(opened, 'ACME'))?.instrumentId);
    expect(await opened.store.instruments.symbols('XBOM')).toEqual(['500001']);
  });
});

describe('a symbol', () => {
  test('that another company takes over means that company from then on', async () => {
    const opened = await openedStore();
    await learnt(opened, [ACME]);
    const before = await bearer(opened, 'ACME');
    const other = share('ACME', { isin: 'INE999Z01011' });
    expect(await learnt(opened, [other], LATER)).toMatchObject({ added: 1 });
    const after = await bearer(opened, 'ACME');
    expect(after).toMatchObject({ isin: 'INE999Z01011' });
    expect(after?.instrumentId).not.toBe(before?.instrumentId);
    expect(await learnt(opened, [other], LATER)).toEqual({ added: 0, changed: 0 });
  });

  const bolt = share('BOLT', { isin: 'INE002A01016' });
  const swapped = [
    { ...bolt, symbol: 'ACME' },
    { ...ACME, symbol: 'BOLT' },
  ];
  test.each([
    ['one way round', swapped],
    ['the other way round', swapped.toReversed()],
  ])('is swapped for another, the list being read %s', async (_, list) => {
    const opened = await openedStore();
    await learnt(opened, [ACME, bolt]);
    await learnt(opened, list, LATER);
    expect(await bearer(opened, 'ACME')).toMatchObject({ isin: bolt.isin });
    expect(await bearer(opened, 'BOLT')).toMatchObject({ isin: ACME.isin });
    expect(await learnt(opened, list, LATER)).toEqual({ added: 0, changed: 0 });
  });

  test('that was given up and is taken by a new company keeps what it meant before', async () => {
    const path = join(temporaryFolder(), 'paperjobs.db');
    const opened = await openedStore(path);
    const { listedOn: _, ...undated } = ACME;
    await learnt(opened, [undated]);
    await learnt(opened, [{ ...undated, symbol: 'ACMENEW' }], LATER);
    await learnt(opened, [share('ACME', { isin: 'INE999Z01011' })], sessionDate('2028-01-03'));
    expect(await bearer(opened, 'ACME')).toMatchObject({ isin: 'INE999Z01011' });
    const sql = `SELECT valid_from, valid_to FROM instrument_symbols
      WHERE symbol = 'ACME' ORDER BY valid_from`;
    expect(plainRows(path, sql)).toEqual([
      { valid_from: '1900-01-01', valid_to: LATER },
      { valid_from: LATER, valid_to: null },
    ]);
  });

  test('of a share and of bonds of its company means the share', async () => {
    const opened = await openedStore();
    const bond = (series: string, isin: string) => share('ACME', { series, isin, kind: 'bond' });
    const list = [bond('N1', 'INE001A07AA1'), ACME, bond('N2', 'INE001A07BB2')];
    expect(await learnt(opened, list)).toEqual({ added: 3, changed: 0 });
    expect(await bearer(opened, 'ACME')).toMatchObject({ isin: ACME.isin, series: 'EQ' });
    expect(await learnt(opened, list, LATER)).toEqual({ added: 0, changed: 0 });
  });
});

describe('a provisional instrument', () => {
  test('is made once, whoever asks', async () => {
    const opened = await openedStore();
    const first = await newListing(opened, 'DELISTED');
    expect(await newListing(opened, 'DELISTED')).toBe(first);
    expect(await bearer(opened, 'DELISTED')).toMatchObject({ provisional: true, listingId: first });
  });

  test('becomes what a list says, whether it has an ISIN or none', async () => {
    const opened = await openedStore();
    const [acme, nifty] = [await newListing(opened, 'ACME'), await newListing(opened, 'NIFTY')];
    const index = share('NIFTY', { kind: 'index', name: 'Nifty 50' });
    expect(await learnt(opened, [ACME, index])).toEqual({ added: 0, changed: 2 });
    expect(await bearer(opened, 'ACME')).toMatchObject({ listingId: acme, provisional: false });
    expect(await bearer(opened, 'NIFTY')).toMatchObject({ listingId: nifty, provisional: false });
  });
});
