import { expect, it } from 'vitest';
import type { Deal, DealKind } from '../../src/core/flows/deal.ts';
import { paise } from '../../src/core/market/money.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import { openedStore } from '../support/opened-store.ts';

const session = sessionDate('2026-05-19');
const bought: Deal = {
  session,
  symbol: 'TEAPOT&CO',
  securityName: 'Teapot and Company',
  client: 'PAPER LANTERN CAPITAL LLP',
  side: 'BUY',
  quantity: 100,
  pricePaise: paise(6774),
};
const sold: Deal = { ...bought, symbol: 'KITE-MILLS', side: 'SELL', remarks: 'late' };
const shorted: Deal = { session, symbol: 'KITE-MILLS', securityName: 'Kite Mills', quantity: 100 };

async function emptied() {
  const { store } = await openedStore();
  const replace = (kind: DealKind, deals: readonly Deal[], day = session): Promise<number> =>
    store.write((books) => books.deals.replaceList(kind, day, deals));
  return { store, replace };
}

it('a list is kept once, repeated lines included, however often it is saved', async () => {
  const { store, replace } = await emptied();
  expect(await replace('bulk', [bought, sold, bought])).toBe(3);
  expect(await replace('bulk', [bought, bought, sold])).toBe(0);
  expect(await store.deals.shown({})).toMatchObject([
    { ...sold, kind: 'bulk', ordinal: 0 },
    { ...bought, ordinal: 0 },
    { ...bought, ordinal: 1 },
  ]);
});

it('a line that is corrected replaces the old one; other lists and days stay', async () => {
  const { store, replace } = await emptied();
  const before = sessionDate('2026-05-18');
  await replace('bulk', [bought]);
  await replace('block', [bought]);
  await replace('bulk', [{ ...bought, session: before }], before);
  expect(await replace('bulk', [{ ...bought, quantity: 99 }])).toBe(2);
  const kept = await store.deals.shown({});
  expect(kept.map((deal) => [deal.session, deal.kind, deal.quantity])).toEqual([
    [before, 'bulk', 100],
    [session, 'block', 100],
    [session, 'bulk', 99],
  ]);
});

it('short sales have neither client nor price, and are shown by kind and symbol', async () => {
  const { store, replace } = await emptied();
  await replace('bulk', [bought, sold]);
  expect(await replace('short', [shorted])).toBe(1);
  expect(await replace('short', [shorted])).toBe(0);
  const [kept] = await store.deals.shown({ kinds: ['short'], symbols: ['KITE-MILLS'] });
  expect(kept).toEqual({ ...shorted, kind: 'short', ordinal: 0, dealId: 3 });
  expect(await store.deals.shown({ from: sessionDate('2026-05-20') })).toEqual([]);
  expect(await store.deals.shown({ to: sessionDate('2026-05-18') })).toEqual([]);
});
