import { expect, test } from 'vitest';
import { learnt, openedStore, share } from '../support/opened-store.ts';

test('symbols of the exchange that is asked for are found, others left out', async () => {
  const opened = await openedStore();
  await learnt(opened, [
    share('ACME', { isin: 'INE001A01018' }),
    share('BOLT', { isin: 'INE002A01016', series: 'BE' }),
    share('ACME', { exchange: 'XBOM', isin: 'INE001A01018', series: 'A' }),
  ]);
  const { instruments } = opened.store;
  const found = await instruments.find('XNSE', ['BOLT', 'ACME', 'NOBODY']);
  const series = found.map((one) => `${one.symbol} ${one.exchange} ${one.series}`);
  expect(series.toSorted()).toEqual(['ACME XNSE EQ', 'BOLT XNSE BE']);
  expect(await instruments.find('XNAS', ['ACME'])).toEqual([]);
  expect((await instruments.symbols('XNSE')).toSorted()).toEqual(['ACME', 'BOLT']);
  expect(await instruments.symbols('XNYS')).toEqual([]);
});

test('nothing is found of nothing', async () => {
  const { store } = await openedStore();
  expect(await store.instruments.find('XNSE', [])).toEqual([]);
  expect(await store.instruments.seriesOf([])).toEqual([]);
  expect(await store.instruments.find('XNSE', ['ACME'])).toEqual([]);
});

test('thousands of symbols are found in one question', async () => {
  const opened = await openedStore();
  const symbols = Array.from({ length: 3000 }, (_, place) => `S${place}`);
  await learnt(
    opened,
    symbols.map((symbol, place) => share(symbol, { isin: `INE${String(place).padStart(9, '0')}` })),
  );
  expect(await opened.store.instruments.find('XNSE', symbols)).toHaveLength(3000);
});

test('the current symbol of an instrument is the name under which it is shown', async () => {
  const opened = await openedStore();
  const acme = share('ACME', { isin: 'INE001A01018' });
  await learnt(opened, [acme, share('BOLT', { isin: 'INE002A01016' })]);
  const [listing] = await opened.store.instruments.find('XNSE', ['ACME']);
  await learnt(opened, [{ ...acme, symbol: 'ACMENEW' }]);
  const { symbolsOf } = opened.store.instruments;
  const id = listing?.instrumentId ?? 0;
  expect([...(await symbolsOf([id]))]).toEqual([[id, { exchange: 'XNSE', symbol: 'ACMENEW' }]]);
  expect((await symbolsOf()).size).toBe(2);
});
