import { expect, test } from 'vitest';
import { instant } from '../../src/core/market/instant.ts';
import { addDays } from '../../src/core/market/session-date.ts';
import type { ShownRange } from '../../src/store/shown-candles.ts';
import { NOW, TODAY, newListing, openedStore } from '../support/opened-store.ts';
import { dailyBars, intradayBars } from '../support/rows-of-bars.ts';

const [FIRST, SECOND, THIRD] = [0, 1, 2].map((place) => addDays(TODAY, place - 1500));

/** Three sessions of BOLT in both bases, two raw ones of ACME, and two minutes of each. */
async function showing() {
  const opened = await openedStore();
  const [bolt, acme] = [await newListing(opened, 'BOLT'), await newListing(opened, 'ACME')];
  await opened.store.write(async ({ candles }) => {
    candles.saveDaily(bolt, 'raw', 'nse', dailyBars(2, 200));
    candles.saveDaily(bolt, 'split-adjusted', 'yahoo', dailyBars(3, 100));
    candles.saveDaily(acme, 'raw', 'nse', dailyBars(2, 300));
    candles.saveIntraday('1m', bolt, 'upstox', intradayBars(2));
    candles.saveIntraday('1m', acme, 'upstox', intradayBars(2));
  });
  return async (range: ShownRange) =>
    (await opened.store.shownCandles.list(range)).map(({ at, symbol, closePaise, source }) => [
      at,
      symbol,
      closePaise,
      source,
    ]);
}

test('daily candles are shown once for each listing and session, raw ones before others', async () => {
  const shown = await showing();
  expect(await shown({ interval: '1d' })).toEqual([
    [FIRST, 'ACME', 300, 'nse'],
    [FIRST, 'BOLT', 200, 'nse'],
    [SECOND, 'ACME', 301, 'nse'],
    [SECOND, 'BOLT', 201, 'nse'],
    [THIRD, 'BOLT', 102, 'yahoo'],
  ]);
});

test('symbols and both ends of a range narrow what is shown', async () => {
  const shown = await showing();
  const range = {
    interval: '1d',
    symbols: ['BOLT'],
    ...(SECOND && { from: SECOND, to: SECOND }),
  } as const;
  expect(await shown(range)).toEqual([[SECOND, 'BOLT', 201, 'nse']]);
  expect(await shown({ interval: '1d', symbols: ['NOBODY'] })).toEqual([]);
});

test('candles inside sessions are shown by time, the whole of the last day', async () => {
  const shown = await showing();
  const all = [
    [NOW, 'ACME', 10_000, 'upstox'],
    [NOW, 'BOLT', 10_000, 'upstox'],
    [instant(NOW + 60), 'ACME', 10_001, 'upstox'],
    [instant(NOW + 60), 'BOLT', 10_001, 'upstox'],
  ];
  expect(await shown({ interval: '1m' })).toEqual(all);
  expect(await shown({ interval: '1m', from: TODAY, to: TODAY })).toEqual(all);
  expect(await shown({ interval: '1m', to: addDays(TODAY, -1) })).toEqual([]);
  expect(await shown({ interval: '1m', from: addDays(TODAY, 1) })).toEqual([]);
  expect(await shown({ interval: '5m' })).toEqual([]);
});
