import { expect, test } from 'vitest';
import { instant } from '../../src/core/market/instant.ts';
import { paise } from '../../src/core/market/money.ts';
import { addDays } from '../../src/core/market/session-date.ts';
import type { KeptGap } from '../../src/core/sync/holes.ts';
import { dailyBars, intradayBars } from '../support/rows-of-bars.ts';
import { NOW, TODAY, learnt, newListing, openedStore, share } from '../support/opened-store.ts';

const LONG_AGO = addDays(TODAY, -2000);
const OLD_NAME = share('ACME', { isin: 'INE001A01018' });
const NEW_NAME = { ...OLD_NAME, symbol: 'ACMENEW' };

function gap(from: string, attempts: number): KeptGap {
  return {
    from,
    to: from,
    slots: 1,
    state: 'open',
    reason: 'none',
    attempts,
    firstSeenAt: NOW,
  };
}

/** A share that the list knows, and its new name that only a price source has served so far. */
async function twoOfOne() {
  const opened = await openedStore();
  await learnt(opened, [OLD_NAME]);
  const [named] = await opened.store.instruments.find('XNSE', ['ACME']);
  const provisionalListing = await newListing(opened, 'ACMENEW');
  const [provisional] = await opened.store.instruments.find('XNSE', ['ACMENEW']);
  if (!named || !provisional) throw new Error('expected both to be listed');
  return { opened, named, provisional, provisionalListing };
}

test('candles, gaps and keys of a provisional instrument go to the one that a list names', async () => {
  const { opened, named, provisional, provisionalListing } = await twoOfOne();
  await opened.store.write(async ({ candles, gaps, quotes }) => {
    candles.saveDaily(named.listingId, 'raw', 'yahoo', dailyBars(2, 100));
    candles.saveDaily(provisionalListing, 'raw', 'yahoo', dailyBars(4, 200));
    candles.saveIntraday('1m', provisionalListing, 'yahoo', intradayBars(3));
    await gaps.apply(named.instrumentId, '1d', { save: [gap('2026-11-02', 2)], remove: [] });
    await gaps.apply(provisional.instrumentId, '1d', {
      save: [gap('2026-11-02', 1), gap('2026-11-05', 1)],
      remove: [],
    });
    await quotes.save(
      [
        {
          listingId: provisionalListing,
          lastPaise: paise(100),
          at: NOW,
          volume: 1,
          source: 'yahoo',
        },
      ],
      NOW,
    );
  });
  expect(await learnt(opened, [NEW_NAME])).toEqual({ added: 0, changed: 1 });

  const { store } = opened;
  const [merged] = await store.instruments.find('XNSE', ['ACMENEW']);
  expect(merged).toMatchObject({ listingId: named.listingId, provisional: false });
  const closes = (await store.candles.daily([named.listingId], LONG_AGO, TODAY)).map(
    ({ closePaise }) => closePaise,
  );
  expect(closes, "where both have a row, the named one's stays").toEqual([100, 101, 202, 203]);
  const end = instant(NOW + 3600);
  expect(await store.candles.starts('1m', named.listingId, NOW, end)).toHaveLength(3);
  expect(await store.quotes.of([named.listingId])).toHaveLength(1);
  const gaps = await store.gaps.list('all');
  expect(gaps.map(({ instrumentId, from, attempts }) => [instrumentId, from, attempts])).toEqual([
    [named.instrumentId, '2026-11-02', 2],
    [named.instrumentId, '2026-11-05', 1],
  ]);
  expect(await store.instruments.seriesOf([provisional.instrumentId])).toEqual([]);
});

test('a listing that only the provisional instrument has moves over as it is', async () => {
  const { opened, named, provisional } = await twoOfOne();
  const listingId = await opened.store.write((books) =>
    books.instruments.addListing(provisional.instrumentId, 'XNSE', 'SM'),
  );
  await learnt(opened, [NEW_NAME]);
  expect(await opened.store.instruments.seriesOf([named.instrumentId])).toContainEqual({
    listingId,
    instrumentId: named.instrumentId,
    exchange: 'XNSE',
    series: 'SM',
  });
});
