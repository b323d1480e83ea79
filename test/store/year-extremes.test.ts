import { expect, it } from 'vitest';
import type { YearExtreme } from '../../src/core/flows/year-extreme.ts';
import { paise } from '../../src/core/market/money.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import { openedStore } from '../support/opened-store.ts';

const session = sessionDate('2026-05-19');

it('rows of a session are kept once, changed where they differ, and come by symbol', async () => {
  const { store } = await openedStore();
  const save = (extremes: readonly YearExtreme[]): Promise<number> =>
    store.write(async (books) => books.yearExtremes.save(extremes));
  const rows = Array.from({ length: 70 }, (_, at): YearExtreme => {
    const low = { pricePaise: paise(100 + at), on: sessionDate('2026-01-02') };
    const symbol = `POT${String(at).padStart(2, '0')}`;
    return { session, symbol, series: 'EQ', low, high: { ...low, pricePaise: paise(900) } };
  });
  const idle: YearExtreme = { session, symbol: 'PAPERNAV', series: 'EQ' };
  expect(await save([idle, ...rows])).toBe(71);
  expect(await save([idle, ...rows])).toBe(0);
  const dealt = { ...idle, high: { pricePaise: paise(5), on: session } };
  expect(await save([dealt])).toBe(1);
  expect(await store.yearExtremes.of(session)).toEqual([dealt, ...rows]);
  expect(await store.yearExtremes.newest(session)).toBe(session);
  expect(await store.yearExtremes.newest(sessionDate('2026-05-18'))).toBeUndefined();
});
