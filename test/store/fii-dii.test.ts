import { expect, it } from 'vitest';
import type { FiiDiiFigure } from '../../src/core/flows/fii-dii.ts';
import { instant } from '../../src/core/market/instant.ts';
import { paise } from '../../src/core/market/money.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import { NOW, openedStore } from '../support/opened-store.ts';

const fii: FiiDiiFigure = {
  session: sessionDate('2026-05-19'),
  category: 'FII',
  buyPaise: paise(12_941_310_000_000),
  sellPaise: paise(12_461_070_000_000),
  netPaise: paise(480_240_000_000),
};
const dii: FiiDiiFigure = { ...fii, category: 'DII' };

it('provisional figures give way to later ones, never to earlier ones', async () => {
  const { store } = await openedStore();
  const save = (figures: readonly FiiDiiFigure[], at = NOW): Promise<number> =>
    store.write((books) => books.fiiDii.save(figures, at));
  expect(await save([dii, fii])).toBe(2);
  expect(await save([dii, fii], instant(NOW + 60))).toBe(0);
  const revised = { ...fii, netPaise: paise(1) };
  expect(await save([revised], instant(NOW - 60))).toBe(0);
  expect(await save([revised], instant(NOW + 60))).toBe(1);
  expect(await store.fiiDii.shown()).toEqual([revised, dii]);
  expect(await store.fiiDii.shown(sessionDate('2026-05-20'))).toEqual([]);
  expect(await store.fiiDii.shown(undefined, sessionDate('2026-05-18'))).toEqual([]);
});
