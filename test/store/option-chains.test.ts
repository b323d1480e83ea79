import SqliteDatabase from 'better-sqlite3';
import { expect, test } from 'vitest';
import { instant } from '../../src/core/market/instant.ts';
import { paise } from '../../src/core/market/money.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import type { OptionChain } from '../../src/core/options/option-chain.ts';
import { contract } from '../core/options/contracts.ts';
import { NOW, openedStore } from '../support/opened-store.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const EXPIRY = sessionDate('2026-12-01');
const CHAIN: OptionChain = {
  underlying: 'NIFTY',
  expiry: EXPIRY,
  at: NOW,
  spotPaise: paise(2_205_025),
  contracts: [
    contract(22_000, 'CE', 41.5, {
      lastPaise: paise(14_035),
      bidPaise: paise(14_020),
      askPaise: paise(14_050),
      volume: 100,
      openInterestChange: -2,
      volatilityRatio: 0.1255,
      greeks: { delta: 0.56, gamma: 0.0011, theta: -14.5, vega: 10.2 },
    }),
    contract(22_000, 'PE', 0),
    // More than a chunk of rows.
    ...Array.from({ length: 80 }, (_, at) => contract(22_100 + at * 50, 'CE', at)),
  ],
};

const { at: _, ...UNTIMED } = CHAIN;

async function keeping() {
  const opened = await openedStore();
  const save = (facts: Partial<OptionChain> = {}, askedAt = NOW): Promise<number> =>
    opened.store.write((books) =>
      books.optionChains.save({ ...CHAIN, ...facts }, 'nse', askedAt, instant(NOW + 9)),
    );
  const newest = (at = instant(NOW + 86_400), expiry?: typeof EXPIRY) =>
    opened.store.optionChains.newest('NIFTY', at, expiry);
  return { opened, save, newest };
}

test('a chain comes back as it was saved', async () => {
  const { save, newest, opened } = await keeping();
  expect(await save()).toBe(82);
  expect(await newest()).toEqual([{ ...CHAIN, fetchedAt: NOW + 9, source: 'nse' }]);
  expect(await opened.store.optionChains.underlyings()).toEqual(['NIFTY']);
});

test('the same chain again writes nothing; a correction of its moment replaces it', async () => {
  const { opened, save, newest } = await keeping();
  await save();
  const before = opened.rowsWritten();
  expect(await save()).toBe(0);
  expect(opened.rowsWritten()).toBe(before);
  expect(await save({ contracts: CHAIN.contracts.slice(0, 2) })).toBe(2);
  expect((await newest())[0]?.contracts).toHaveLength(2);
});

test('a chain without a time is of the moment of asking, unless it tells what is kept', async () => {
  const { opened, save, newest } = await keeping();
  const { contracts, spotPaise } = CHAIN;
  const untimed = (askedAt: number, facts: Partial<OptionChain> = {}) =>
    opened.store.write((books) =>
      books.optionChains.save(
        { ...UNTIMED, ...facts },
        'upstox',
        instant(askedAt),
        instant(askedAt),
      ),
    );
  expect(await untimed(NOW)).toBe(82);
  expect(await untimed(NOW + 60)).toBe(0);
  expect(await untimed(NOW + 120, { spotPaise: paise(1) })).toBe(82);
  expect((await newest()).map(({ at }) => at)).toEqual([NOW + 120]);
  expect(
    await save({ at: instant(NOW + 180), contracts, ...(spotPaise ? { spotPaise } : {}) }),
  ).toBe(82);
});

test('the newest chain of each expiry is told, none of a later moment', async () => {
  const { save, newest } = await keeping();
  const later = sessionDate('2026-12-08');
  await save();
  await save({ at: instant(NOW + 60), contracts: CHAIN.contracts.slice(0, 1) });
  await save({ expiry: later });
  const told = async (at: number) =>
    (await newest(instant(at))).map(({ expiry, contracts }) => [expiry, contracts.length]);
  expect(await told(NOW + 60)).toEqual([
    [EXPIRY, 1],
    [later, 82],
  ]);
  expect(await told(NOW + 59)).toEqual([
    [EXPIRY, 82],
    [later, 82],
  ]);
  expect(await told(NOW - 1)).toEqual([]);
  expect((await newest(NOW, later)).map(({ expiry }) => expiry)).toEqual([later]);
});

test('whoever looks with a shell finds rupees and Indian time', async () => {
  const path = `${temporaryFolder()}/desk.db`;
  const { store } = await openedStore(path);
  await store.write((books) => books.optionChains.save(CHAIN, 'nse', NOW, NOW));
  const database = new SqliteDatabase(path, { readonly: true });
  const row = database.prepare('SELECT * FROM option_chain_in_rupees LIMIT 1').get();
  database.close();
  expect(row).toMatchObject({
    underlying: 'NIFTY',
    ist: '2026-11-26 09:15:00',
    strike: 22_000,
    last: 140.35,
  });
});
