import { describe, expect, test } from 'vitest';
import { instant } from '../../src/core/market/instant.ts';
import { NOW, openedStore } from '../support/opened-store.ts';

describe('the watchlist', () => {
  test('holds each symbol once, in alphabetical order, by exchange', async () => {
    const { store } = await openedStore();
    const add = (symbol: string, exchange: 'XNSE' | 'XBOM' = 'XNSE'): Promise<boolean> =>
      store.write((books) => books.watchlist.add(symbol, exchange, NOW));
    expect(await store.watchlist.symbols('XNSE')).toEqual([]);
    expect(await add('BOLT')).toBe(true);
    expect(await add('ACME')).toBe(true);
    expect(await add('ACME')).toBe(false);
    await add('500001', 'XBOM');
    expect(await store.watchlist.symbols('XNSE')).toEqual(['ACME', 'BOLT']);
  });

  test('tells whether a symbol that is removed was there', async () => {
    const { store } = await openedStore();
    const remove = () => store.write((books) => books.watchlist.remove('ACME', 'XNSE'));
    await store.write((books) => books.watchlist.add('ACME', 'XNSE', NOW));
    expect([await remove(), await remove()]).toEqual([true, false]);
    expect(await store.watchlist.symbols('XNSE')).toEqual([]);
  });
});

describe('what jobs remember', () => {
  test('is kept by job and name, the last value of each', async () => {
    const { store } = await openedStore();
    await store.write(async ({ jobState }) => {
      await jobState.set('eod', 'cursor', '1', NOW);
      await jobState.set('eod', 'cursor', '2', NOW);
      await jobState.set('news', 'cursor', '3', NOW);
    });
    expect(await store.jobState.get('eod', 'cursor')).toBe('2');
    expect(await store.jobState.get('eod', 'other')).toBeUndefined();
  });

  test('tells which jobs are switched off', async () => {
    const { store } = await openedStore();
    await store.write(async ({ jobState }) => {
      await jobState.set('eod', 'enabled', 'no', NOW);
      await jobState.set('news', 'enabled', 'yes', NOW);
      await jobState.set('bot', 'cursor', 'no', NOW);
    });
    expect(await store.jobState.disabled(instant(0))).toEqual(new Set(['eod']));
  });
});

describe('the system log', () => {
  test('tells entries of a job, newest first, whole', async () => {
    const { store } = await openedStore();
    const entry = { runId: 'r', job: 'eod', at: NOW, level: 'warning', event: 'slow' } as const;
    const entries = [
      { ...entry, fields: { source: 'nse', seconds: 1.5, again: true } },
      { ...entry, fields: {}, event: 'the second of that moment' },
      { ...entry, fields: {}, at: instant(NOW - 60), level: 'error' as const },
      { ...entry, fields: {}, job: 'news' },
    ];
    await store.write((books) => books.systemLog.append(entries));
    const [first, second, older] = entries;
    expect(await store.systemLog.newest('eod', 9)).toEqual([second, first, older]);
    expect(await store.systemLog.newest('eod', 1)).toEqual([second]);
    expect(await store.systemLog.newest('bot', 9)).toEqual([]);
  });
});
