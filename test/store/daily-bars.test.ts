import { expect, test } from 'vitest';
import { columnPool } from '../../src/core/analysis/column-pool.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import type { OpenStore } from '../../src/store/store.ts';
import { learnt, openedStore, share } from '../support/opened-store.ts';
import { dailyBar, dailyBars } from '../support/bars.ts';

const [FROM, TO] = [sessionDate('2026-01-01'), sessionDate('2026-02-27')];

const absent = (length: number): Float64Array => new Float64Array(length).fill(Number.NaN);

async function listingOf({ store }: OpenStore, symbol: string) {
  const [listing] = await store.instruments.find('XNSE', [symbol]);
  if (!listing) throw new Error(`no listing of ${symbol}`);
  return listing;
}

async function stocked(): Promise<OpenStore> {
  const opened = await openedStore();
  await learnt(opened, [
    share('ACME', { isin: 'INE000A01001' }),
    share('BRICK', { isin: 'INE000B01001', series: 'BE' }),
    share('FUND', { isin: 'INF000C01001', kind: 'etf' }),
    share('LOAN', { isin: 'IN0000D01001', kind: 'bond', series: 'GS' }),
  ]);
  return opened;
}

test('bars come back in columns of rupees, oldest first, with the sessions of each', async () => {
  const opened = await stocked();
  const { store } = opened;
  const listing = await listingOf(opened, 'ACME');
  const bars = dailyBars('2026-01-01', '2026-02-27').map((bar, place) =>
    dailyBar(bar.session, 10_000 + place),
  );
  await store.write(async (books) =>
    books.candles.saveDaily(listing.listingId, 'raw', 'nse', bars),
  );
  const [instrument] = await store.dailyBars.instruments({ exchange: 'XNSE', symbols: ['ACME'] });
  expect(instrument).toMatchObject({ symbol: 'ACME', kind: 'share' });
  if (!instrument) return;
  const [columns] = await store.dailyBars.columns(instrument, undefined, TO);
  expect(columns?.sessions).toEqual(bars.map(({ session }) => session));
  expect(columns?.basis).toBeUndefined();
  expect([...(columns?.open ?? [])]).toEqual(bars.map(({ openPaise }) => openPaise / 100));
  expect([...(columns?.high ?? [])]).toEqual(bars.map(({ highPaise }) => highPaise / 100));
  expect([...(columns?.low ?? [])]).toEqual(bars.map(({ lowPaise }) => lowPaise / 100));
  expect([...(columns?.close ?? [])]).toEqual(bars.map(({ closePaise }) => closePaise / 100));
  expect([...(columns?.volume ?? [])]).toEqual(bars.map(({ volume }) => volume));

  const [from, to] = [sessionDate('2026-01-05'), sessionDate('2026-01-07')];
  const [few] = await store.dailyBars.columns(instrument, from, to);
  const [closes] = await store.dailyBars.closes(instrument, from, to);
  expect(closes).toEqual({ ...few, open: absent(3), high: absent(3), low: absent(3) });
  expect(few?.sessions).toEqual(['2026-01-05', '2026-01-06', '2026-01-07']);
  expect([...(few?.close ?? [])]).toEqual([100.02, 100.03, 100.04]);
  expect((await store.dailyBars.columns(instrument, FROM, FROM))[0]?.sessions).toEqual([FROM]);
});

test('with a pool the same columns are filled again by the next reading', async () => {
  const opened = await stocked();
  const { store } = opened;
  const [acme, brick] = [await listingOf(opened, 'ACME'), await listingOf(opened, 'BRICK')];
  await store.write(async (books) => {
    books.candles.saveDaily(acme.listingId, 'raw', 'nse', dailyBars('2026-01-01', '2026-01-09'));
    const other = dailyBars('2026-01-01', '2026-01-09', { closePaise: 20_000 });
    books.candles.saveDaily(brick.listingId, 'raw', 'nse', other);
  });
  const [first, second] = await store.dailyBars.instruments({ exchange: 'XNSE' });
  if (!first || !second) throw new Error('instruments are missing');
  const pool = columnPool();
  const read = async (one: typeof first, own?: typeof pool) =>
    (await store.dailyBars.columns(one, undefined, TO, own))[0];
  const pooled = await read(first, pool);
  expect(pooled).toEqual(await read(first));
  const next = await read(second, pool);
  expect(next).toEqual(await read(second));
  expect(next?.close).toBe(pooled?.close);
  expect(await read(second)).not.toBe(next);
});

test('long series, both bases, and listings without bars', async () => {
  const opened = await stocked();
  const { store } = opened;
  const [acme, brick] = [await listingOf(opened, 'ACME'), await listingOf(opened, 'BRICK')];
  const long = dailyBars('2011-01-01', '2026-02-27');
  expect(long.length).toBeGreaterThan(3000);
  await store.write(async (books) => {
    books.candles.saveDaily(acme.listingId, 'raw', 'nse', long);
    books.candles.saveDaily(acme.listingId, 'split-adjusted', 'yahoo', long.slice(-2));
  });
  const [first, second] = await store.dailyBars.instruments({ exchange: 'XNSE' });
  if (!first || !second) throw new Error('instruments are missing');
  const [columns] = await store.dailyBars.columns(first, undefined, TO);
  expect(columns?.sessions).toHaveLength(long.length + 2);
  expect([...(columns?.basis?.slice(-4) ?? [])]).toEqual([0, 1, 0, 1]);
  expect(columns?.close).toHaveLength(long.length + 2);
  const [closes] = await store.dailyBars.closes(first, FROM, TO);
  const [rows] = await store.dailyBars.columns(first, FROM, TO);
  expect(closes, 'opens tell whether a source has done a split').toEqual(rows);
  const [none] = await store.dailyBars.columns(second, undefined, TO);
  expect(none).toMatchObject({ series: 'BE', sessions: [] });
  expect(none?.basis, 'what the reading before found').toBeUndefined();
  expect(await store.dailyBars.newestSession([first, second], TO)).toBe('2026-02-27');
  expect(await store.dailyBars.newestSession([first], sessionDate('2020-01-05'))).toBe(
    '2020-01-03',
  );
  expect(await store.dailyBars.newestSession([second], TO)).toBeUndefined();
  expect(brick.instrumentId).toBe(second.instrumentId);
});

test('instruments are found by kind, by symbol and by former symbol', async () => {
  const opened = await stocked();
  const { store } = opened;
  const named = async (wish: Parameters<typeof store.dailyBars.instruments>[0]) =>
    (await store.dailyBars.instruments(wish)).map(({ symbol }) => symbol);
  expect(await named({ exchange: 'XNSE' })).toEqual(['ACME', 'BRICK', 'FUND', 'LOAN']);
  expect(await named({ exchange: 'XNSE', kinds: ['share', 'etf'] })).toEqual([
    'ACME',
    'BRICK',
    'FUND',
  ]);
  expect(await named({ exchange: 'XNSE', symbols: ['LOAN', 'NOPE'] })).toEqual(['LOAN']);
  expect(await named({ exchange: 'XBOM' })).toEqual([]);
  await learnt(opened, [share('ACMENEW', { isin: 'INE000A01001' })], sessionDate('2026-11-27'));
  expect(await named({ exchange: 'XNSE', symbols: ['ACME'] })).toEqual(['ACMENEW']);
});
