import { expect, test } from 'vitest';
import { paise } from '../../src/core/market/money.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import { NOW, openedStore } from '../support/opened-store.ts';
import { packRows } from '../../src/store/packed-rows.ts';
import { kept, priced, session, sessionRow } from './session-rows.ts';

const ACME = 'INE001A01018';
const DAY = sessionDate('2026-05-19');
const NEXT = sessionDate('2026-05-20');

test('a file that was had stays so, though it be missing later', async () => {
  const { store } = await openedStore();
  const file = { session: DAY, kind: 'prices', rows: 3, refused: 1, at: NOW } as const;
  const record = (state: 'done' | 'missing', rows = 3) =>
    store.write((books) => books.sessionFiles.record('XNSE', { ...file, state, rows }));
  await record('missing', 0);
  expect(await store.sessionFiles.done('XNSE', 'prices')).toEqual([]);
  await record('done');
  await record('missing', 0);
  expect(await store.sessionFiles.between('XNSE', DAY, DAY)).toEqual([{ ...file, state: 'done' }]);
  expect(await store.sessionFiles.done('XNSE', 'prices')).toEqual([DAY]);
  expect(await store.sessionFiles.between('XNSE', NEXT, NEXT)).toEqual([]);
});

test('deliveries that come later are added to what the prices told', async () => {
  const opened = await openedStore();
  const row = { ...sessionRow(DAY, `ACME EQ ${ACME} 100`), valuePaise: paise(5000) };
  await kept(opened, priced(DAY, row));
  const late = { ...sessionRow(DAY, 'ACME EQ - 100'), delivered: 4 };
  const stranger = { ...sessionRow(DAY, 'BOLT EQ - 100'), delivered: 1 };
  const add = () => kept(opened, { session: DAY, deliveries: [late, stranger] });
  expect(await add()).toMatchObject({ changed: 1, unmatched: 1 });
  expect(await add()).toMatchObject({ changed: 0, unmatched: 1 });
  expect(await opened.store.sessionTrades.shown(['ACME'], DAY, DAY)).toEqual([
    {
      symbol: 'ACME',
      series: 'EQ',
      session: DAY,
      volume: 10,
      valuePaise: 5000,
      trades: 1,
      delivered: 4,
    },
  ]);
  expect(await opened.store.sessionTrades.shown(undefined, NEXT, NEXT)).toEqual([]);
});

test('deliveries that come with the prices are theirs', async () => {
  const opened = await openedStore();
  const prices = [sessionRow(DAY, `ACME EQ ${ACME} 100`)];
  const deliveries = [{ ...sessionRow(DAY, 'ACME EQ - 100'), delivered: 4 }];
  await kept(opened, { session: DAY, prices: packRows(DAY, prices, deliveries) });
  const [shown] = await opened.store.sessionTrades.shown(undefined, DAY, DAY);
  expect(shown).toMatchObject({ delivered: 4, trades: 1 });
});

test('index values hang on one index whatever it was called, with a candle where all four are told', async () => {
  const opened = await openedStore();
  const close = { session: DAY, name: 'Nifty 50', open: 100, high: 110, low: 90, close: 105 };
  const old = sessionDate('2012-10-01');
  const before = { session: old, name: 'S&P CNX Nifty', close: 50, priceToBook: 319 };
  const values = [{ ...close, change: -5, volume: 7 }];
  await kept(opened, { ...session(DAY, `ACME EQ ${ACME} 100`), indices: values });
  await kept(opened, { session: old, indices: [before] });
  expect(await kept(opened, { session: old, indices: [before] })).toMatchObject({ changed: 0 });
  const known = await opened.store.indexValues.indices();
  expect(known).toEqual([{ listingId: expect.any(Number), name: 'Nifty 50', symbol: 'NIFTY' }]);
  const shown = await opened.store.indexValues.shown(undefined, old, DAY);
  expect(shown).toEqual([
    {
      listingId: known[0]?.listingId,
      close: { ...before, name: 'Nifty 50' },
      published: before.name,
    },
    {
      listingId: known[0]?.listingId,
      close: { ...close, change: -5, volume: 7 },
      published: 'Nifty 50',
    },
  ]);
  const candles = await opened.store.shownCandles.list({ interval: '1d' });
  expect(candles).toMatchObject([
    { symbol: 'ACME' },
    { symbol: 'NIFTY', series: 'INDEX', at: DAY, closePaise: 105 },
  ]);
});

test('bands are kept for each change, in whatever order sessions come', async () => {
  const opened = await openedStore();
  await kept(opened, session(DAY, `ACME EQ ${ACME} 100`, 'BOLT SM INE002A01016 5'));
  const bands = (day: string, percent?: number, remark?: string) => ({
    session: sessionDate(day),
    bands: [
      {
        symbol: 'ACME',
        series: 'EQ',
        ...(percent === undefined ? {} : { percent }),
        ...(remark === undefined ? {} : { remark }),
      },
      { symbol: 'GHOST', series: 'EQ', percent: 5 },
    ],
  });
  expect(await kept(opened, bands('2026-05-22', 5, 'GSM STAGE - I'))).toMatchObject({
    changed: 1,
    unmatched: 1,
  });
  expect(await kept(opened, bands('2026-05-19', 20))).toMatchObject({ changed: 1 });
  expect(await kept(opened, bands('2026-05-20', 20))).toMatchObject({ changed: 0 });
  expect(await kept(opened, bands('2026-05-21'))).toMatchObject({ changed: 1 });
  const [acme] = await opened.store.instruments.find('XNSE', ['ACME']);
  const listingId = acme?.listingId ?? 0;
  expect(await opened.store.priceBands.of([listingId])).toEqual([
    { listingId, from: '2026-05-19', percent: 20 },
    { listingId, from: '2026-05-21' },
    { listingId, from: '2026-05-22', percent: 5, remark: 'GSM STAGE - I' },
  ]);
  expect(await opened.store.priceBands.of([])).toEqual([]);
});
