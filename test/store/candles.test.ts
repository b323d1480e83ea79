import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Basis } from '../../src/core/market/bar.ts';
import { instant } from '../../src/core/market/instant.ts';
import { paise } from '../../src/core/market/money.ts';
import { addDays } from '../../src/core/market/session-date.ts';
import { sourceCode, sourceName } from '../../src/store/candles.ts';
import type { BarSource } from '../../src/store/candles.ts';
import type { OpenStore } from '../../src/store/store.ts';
import { dailyBars, intradayBars, pricesAround } from '../support/rows-of-bars.ts';
import { NOW, TODAY, newListing, openedStore } from '../support/opened-store.ts';
import { plainRows } from '../support/plain-rows.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const LONG_AGO = addDays(TODAY, -2000);
const BY_AUTHORITY: readonly BarSource[] = ['nse', 'upstox', 'yahoo', 'aggregated'];

function saveDaily(
  { store }: OpenStore,
  listingId: number,
  source: BarSource,
  bars = dailyBars(3),
  basis: Basis = 'raw',
): Promise<number> {
  return store.write(async (books) => books.candles.saveDaily(listingId, basis, source, bars));
}

describe('saving candles', () => {
  test.each([0, 1, 63, 64, 65, 1000])('%i bars come back as they were saved', async (count) => {
    const opened = await openedStore();
    const { candles } = opened.store;
    const listingId = await newListing(opened);
    const [daily, inside] = [dailyBars(count), intradayBars(count)];
    expect(await saveDaily(opened, listingId, 'nse', daily)).toBe(count);
    const changed = await opened.store.write(async (books) =>
      books.candles.saveIntraday('1m', listingId, 'yahoo', inside),
    );
    expect(changed).toBe(count);
    expect(await candles.daily([listingId], LONG_AGO, TODAY)).toEqual(
      daily.map((bar) => ({ ...bar, listingId, basis: 'raw', source: 'nse' })),
    );
    const end = instant(NOW + count * 60);
    expect(await candles.intraday('1m', listingId, NOW, end)).toEqual(
      inside.map((bar) => ({ ...bar, source: 'yahoo' })),
    );
    expect(await candles.starts('1m', listingId, NOW, end)).toEqual(
      inside.map(({ start }) => start),
    );
  });

  test('the same rows again change nothing and write no byte', async () => {
    const path = join(temporaryFolder(), 'paperjobs.db');
    const opened = await openedStore(path);
    const listingId = await newListing(opened);
    const save = (): Promise<number[]> =>
      opened.store.write(async ({ candles }) => [
        candles.saveDaily(listingId, 'raw', 'nse', dailyBars(200)),
        candles.saveIntraday('5m', listingId, 'upstox', intradayBars(200, 5)),
      ]);
    expect(await save()).toEqual([200, 200]);
    const [before, rows] = [readFileSync(`${path}-wal`), opened.rowsWritten()];
    expect(await save()).toEqual([0, 0]);
    expect(opened.rowsWritten()).toBe(rows);
    expect(readFileSync(`${path}-wal`).equals(before), 'the WAL grew or changed').toBe(true);
  });

  test('only the rows that differ are written', async () => {
    const opened = await openedStore();
    const listingId = await newListing(opened);
    const bars = dailyBars(100);
    await saveDaily(opened, listingId, 'nse', bars);
    const corrected = bars.map((bar, place) =>
      place === 7 || place === 70 ? { ...bar, volume: bar.volume + 1 } : bar,
    );
    expect(await saveDaily(opened, listingId, 'nse', corrected)).toBe(2);
    const kept = await opened.store.candles.daily([listingId], LONG_AGO, TODAY);
    expect(kept.map(({ volume }) => volume)).toEqual(corrected.map(({ volume }) => volume));
  });

  test.each(['openPaise', 'highPaise', 'lowPaise', 'closePaise', 'volume'] as const)(
    'a bar that differs in %s alone is replaced',
    async (column) => {
      const opened = await openedStore();
      const listingId = await newListing(opened);
      const [bar] = intradayBars(1);
      const other = { start: NOW, ...pricesAround(10_000), [column]: paise(9_999) };
      const save = (one = bar): Promise<number> =>
        opened.store.write(async ({ candles }) =>
          candles.saveIntraday('15m', listingId, 'upstox', one ? [one] : []),
        );
      await save();
      expect(await save(other)).toBe(1);
      expect(
        await opened.store.candles.intraday('15m', listingId, NOW, instant(NOW + 1)),
      ).toMatchObject([{ [column]: 9_999 }]);
    },
  );

  test('the last of two bars of one session stays', async () => {
    const opened = await openedStore();
    const listingId = await newListing(opened);
    const twice = [...dailyBars(1, 100), ...dailyBars(1, 200)];
    await saveDaily(opened, listingId, 'nse', twice);
    const kept = await opened.store.candles.daily([listingId], LONG_AGO, TODAY);
    expect(kept.map(({ closePaise }) => closePaise)).toEqual([200]);
  });
});

describe('sources of candles', () => {
  test.each(
    BY_AUTHORITY.flatMap((first) => BY_AUTHORITY.map((second) => [first, second] as const)),
  )('a bar of %s meets one of %s: the more authoritative one stays', async (first, second) => {
    const opened = await openedStore();
    const listingId = await newListing(opened);
    await saveDaily(opened, listingId, first, dailyBars(1, 100));
    const changed = await saveDaily(opened, listingId, second, dailyBars(1, 200));
    const replaces = BY_AUTHORITY.indexOf(second) <= BY_AUTHORITY.indexOf(first);
    expect(changed).toBe(replaces ? 1 : 0);
    const kept = await opened.store.candles.daily([listingId], LONG_AGO, TODAY);
    expect(kept).toMatchObject([
      replaces ? { closePaise: 200, source: second } : { closePaise: 100, source: first },
    ]);
  });

  test('codes and names of the sources are those of the table', async () => {
    const path = join(temporaryFolder(), 'paperjobs.db');
    const opened = await openedStore(path);
    for (const source of BY_AUTHORITY) expect(sourceName(sourceCode(source))).toBe(source);
    const listingId = await newListing(opened);
    for (const [place, source] of BY_AUTHORITY.entries()) {
      const [bar] = dailyBars(1);
      const session = addDays(TODAY, place);
      await saveDaily(opened, listingId, source, bar ? [{ ...bar, session }] : []);
    }

    expect(plainRows(path, 'SELECT source FROM candles_1d_in_rupees ORDER BY session')).toEqual(
      BY_AUTHORITY.map((source) => ({ source })),
    );
  });

  test('the bases of a daily series stand side by side', async () => {
    const opened = await openedStore();
    const listingId = await newListing(opened);
    await saveDaily(opened, listingId, 'nse', dailyBars(1, 200));
    await saveDaily(opened, listingId, 'yahoo', dailyBars(1, 100), 'split-adjusted');
    const kept = await opened.store.candles.daily([listingId], LONG_AGO, TODAY);
    expect(kept.map(({ basis, closePaise }) => [basis, closePaise])).toEqual([
      ['raw', 200],
      ['split-adjusted', 100],
    ]);
  });
});

describe('rows that are no candles', () => {
  const [good] = dailyBars(1);
  test.each([
    ['half a paisa', { closePaise: paise(100.5) }],
    ['a price that is no number', { openPaise: paise(Number.NaN) }],
    ['a volume with a fraction', { volume: 0.5 }],
    ['a text for a price', { highPaise: 'much' as never }],
  ])('%s is refused, and the whole transaction with it', async (_, wrong) => {
    const opened = await openedStore();
    const listingId = await newListing(opened);
    const bars = good ? [good, { ...good, session: TODAY, ...wrong }] : [];
    await expect(saveDaily(opened, listingId, 'nse', bars)).rejects.toThrow(
      /cannot store|NOT NULL/,
    );
    expect(await opened.store.candles.daily([listingId], LONG_AGO, TODAY)).toEqual([]);
  });

  test('a candle of a listing that is not there is refused', async () => {
    const opened = await openedStore();
    await expect(saveDaily(opened, 4711, 'nse')).rejects.toThrow(/FOREIGN KEY/);
  });
});

describe('reading candles', () => {
  test('daily ranges hold both ends, ranges inside sessions only the first', async () => {
    const opened = await openedStore();
    const { candles } = opened.store;
    const listingId = await newListing(opened);
    const bars = dailyBars(5);
    await saveDaily(opened, listingId, 'nse', bars);
    const [, second, , fourth] = bars.map(({ session }) => session);
    const kept = await candles.daily([listingId], second ?? TODAY, fourth ?? TODAY);
    expect(kept.map(({ session }) => session)).toEqual(bars.slice(1, 4).map((bar) => bar.session));
    await opened.store.write(async (books) =>
      books.candles.saveIntraday('1m', listingId, 'nse', intradayBars(5)),
    );
    const [from, to] = [instant(NOW + 60), instant(NOW + 180)];
    expect(await candles.starts('1m', listingId, from, to)).toEqual([NOW + 60, NOW + 120]);
    expect(await candles.starts('5m', listingId, from, to), 'another interval').toEqual([]);
  });

  test('the extent of several listings is their first and last session', async () => {
    const opened = await openedStore();
    const [first, second] = [await newListing(opened, 'ACME'), await newListing(opened, 'BOLT')];
    const bars = dailyBars(5);
    await saveDaily(opened, first, 'nse', bars.slice(0, 2));
    await saveDaily(opened, second, 'nse', bars.slice(3));
    const { candles } = opened.store;
    expect(await candles.dailyExtent([first, second])).toEqual({
      first: bars[0]?.session,
      last: bars[4]?.session,
    });
    expect(await candles.dailyExtent([second])).toMatchObject({ first: bars[3]?.session });
    expect(await candles.dailyExtent([])).toBeUndefined();
    expect(await candles.dailyExtent([4711])).toBeUndefined();
  });
});
