import { describe, expect, test } from 'vitest';
import type { IndexMember } from '../../src/core/indices/index-member.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import type { Store } from '../../src/store/store.ts';
import { member, members } from '../core/indices/members.ts';
import { NOW, openedStore } from '../support/opened-store.ts';

function learn(store: Store, code: string, day: string, list: readonly IndexMember[]) {
  const learned = { code, day: sessionDate(day), members: list, source: 'nse' };
  return store.write((books) => books.indexMembership.learn(learned, NOW));
}

async function symbolsOn(store: Store, code: string, day: string): Promise<string[] | undefined> {
  const index = await store.indexMembership.on(code, sessionDate(day));
  return index?.members.map(({ symbol }) => symbol);
}

const WEEK = ['2025-03-03', '2025-03-04', '2025-03-05', '2025-03-06', '2025-03-07'] as const;

describe('the members of an index', () => {
  test('are those of the newest list until the day', async () => {
    const { store } = await openedStore();
    await learn(store, 'NIFTY50', '2025-03-28', members('A', 'B'));
    await learn(store, 'NIFTY50', '2025-09-06', members('A', 'C'));
    await learn(store, 'NIFTYBANK', '2025-03-28', members('Z'));
    expect(await symbolsOn(store, 'NIFTY50', '2025-03-27')).toBeUndefined();
    expect(await symbolsOn(store, 'NIFTY50', '2025-09-05')).toEqual(['A', 'B']);
    expect(await symbolsOn(store, 'NIFTY50', '2026-01-01')).toEqual(['A', 'C']);
    expect(await store.indexMembership.codes()).toEqual(['NIFTY50', 'NIFTYBANK']);
    const index = await store.indexMembership.on('NIFTY50', sessionDate('2025-10-01'));
    expect(index).toMatchObject({
      seenOn: '2025-09-06',
      firstSeenOn: '2025-03-28',
      source: 'nse',
      members: [
        { symbol: 'A', joined: '2025-03-28' },
        { symbol: 'C', joined: '2025-09-06' },
      ],
    });
  });

  test('keep every word of the list', async () => {
    const { store } = await openedStore();
    const { industry: _i, series: _s, ...bare } = member('UMBRELLA');
    const list = [bare, member('DUMMYKITE', { isin: 'DUM879I01012', series: 'BE' })];
    await learn(store, 'NIFTY50', '2025-03-28', list);
    const days = { from: '2025-03-28', joined: '2025-03-28' };
    const index = await store.indexMembership.on('NIFTY50', sessionDate('2025-03-28'));
    expect(index?.members).toEqual([list[1], list[0]].map((one) => ({ ...one, ...days })));
    expect(index?.members[0]?.dummy).toBe(true);
  });

  test('of a list that comes again are not written again; a new day adds one row', async () => {
    const opened = await openedStore();
    const { store } = opened;
    expect(await learn(store, 'NIFTY50', '2025-03-28', members('A', 'B'))).toEqual({ rows: 5 });
    const before = opened.rowsWritten();
    const again = await learn(store, 'NIFTY50', '2025-03-28', members('B', 'A'));
    expect(again).toEqual({ rows: 0 });
    expect(opened.rowsWritten() - before).toBe(0);
    expect(await learn(store, 'NIFTY50', '2025-03-29', members('A', 'B'))).toEqual({ rows: 1 });
  });

  test('that joined and left are told against what was known of the day', async () => {
    const { store } = await openedStore();
    await learn(store, 'NIFTY50', '2025-03-28', members('A', 'B'));
    const { changes } = await learn(store, 'NIFTY50', '2025-09-06', members('A', 'C'));
    expect(changes?.joined.map(({ symbol }) => symbol)).toEqual(['C']);
    expect(changes?.left.map(({ symbol }) => symbol)).toEqual(['B']);
    const older = await learn(store, 'NIFTY50', '2020-05-28', members('A', 'X'));
    expect(older.changes, 'nothing was known before').toBeUndefined();
    expect(await symbolsOn(store, 'NIFTY50', '2024-01-01')).toEqual(['A', 'X']);
  });

  test('are the same rows whatever the order in which days are learned', async () => {
    const lists = [
      members('A', 'B'),
      members('A', 'B'),
      [member('A', { industry: 'Coffee' }), member('C')],
      [member('A', { industry: 'Coffee' }), member('C')],
      [member('A'), member('NEW', { isin: member('B').isin })],
    ];
    const orders = [
      [0, 1, 2, 3, 4],
      [4, 3, 2, 1, 0],
      [2, 0, 4, 1, 3],
      [0, 4, 3, 2, 1],
    ];
    const tables = [];
    for (const order of orders) {
      const { store } = await openedStore();
      for (const place of order) {
        await learn(store, 'NIFTY50', WEEK[place] ?? '', lists[place] ?? []);
      }
      const spells = await store.indexMembership.spells('NIFTY50');
      const sectors = [];
      for (const day of WEEK) sectors.push(await store.sectors.on(sessionDate(day)));
      tables.push({ spells, sectors });
    }
    for (const table of tables.slice(1)) expect(table).toEqual(tables[0]);
  });
});

describe('the list of the nearest day', () => {
  test('may be earlier or later', async () => {
    const { store } = await openedStore();
    const nearest = (day: string) => store.indexMembership.nearest('NIFTY50', sessionDate(day));
    expect(await nearest('2025-03-28')).toBeUndefined();
    await learn(store, 'NIFTY50', '2025-03-28', members('A'));
    await learn(store, 'NIFTY50', '2025-04-28', members('B'));
    expect((await nearest('2025-01-01'))?.day).toBe('2025-03-28');
    expect((await nearest('2025-04-01'))?.members[0]?.symbol).toBe('A');
    expect((await nearest('2025-04-27'))?.members[0]?.symbol).toBe('B');
  });
});

describe('industries', () => {
  test('follow the lists of every index', async () => {
    const { store } = await openedStore();
    const bank = (industry: string) => [member('BANYAN', { industry })];
    await learn(store, 'NIFTYBANK', '2021-10-28', bank('FINANCIAL SERVICES'));
    await learn(store, 'NIFTY500', '2025-03-28', bank('Financial Services'));
    await learn(store, 'NIFTY500', '2020-05-28', bank('FINANCIAL SERVICES'));
    const on = async (day: string) =>
      (await store.sectors.on(sessionDate(day))).map(({ industry, from }) => `${industry} ${from}`);
    expect(await on('2020-01-01')).toEqual([]);
    expect(await on('2021-12-31')).toEqual(['FINANCIAL SERVICES 2020-05-28']);
    expect(await on('2025-03-28')).toEqual(['Financial Services 2025-03-28']);
  });

  test('are told once for a symbol whose ISIN changed, and not for place holders', async () => {
    const { store } = await openedStore();
    await learn(store, 'NIFTY50', '2025-03-28', [member('KITE', { isin: 'INE1' })]);
    const split = [member('KITE', { isin: 'INE2' }), ...members('DUMMYKITE')];
    await learn(store, 'NIFTY50', '2025-04-28', split);
    const sectors = await store.sectors.on(sessionDate('2025-05-01'));
    expect(sectors.map(({ isin }) => isin)).toEqual(['INE2']);
  });
});
