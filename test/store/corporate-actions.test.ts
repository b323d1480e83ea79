import { describe, expect, it } from 'vitest';
import { millionths } from '../../src/core/corporate-actions/millionths.ts';
import type { PriceFactor } from '../../src/core/corporate-actions/price-factor.ts';
import { paise } from '../../src/core/market/money.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import { bse, nse } from '../core/corporate-actions/made-up-actions.ts';
import { openedStore } from '../support/opened-store.ts';

describe('corporate actions', () => {
  const rows = [
    ...nse('Rights 1:11.10 @ Premium Rs 0.45/-', '2026-03-10', {
      isin: 'INE900A01011',
      recordDate: sessionDate('2026-03-10'),
      bookClosureFrom: sessionDate('2026-03-11'),
      bookClosureTo: sessionDate('2026-03-17'),
    }),
    ...nse('Annual General Meeting/Special Dividend - 150%', '2026-03-11'),
    ...nse('Face Value Split From Rs 10 To Rs 2', '2026-03-12'),
    ...bse('Consolidation of Shares', '2026-03-13'),
  ];

  it('come back as they were kept, every field, by day', async () => {
    const { store } = await openedStore();
    await store.write((books) => books.corporateActions.apply([], rows));
    expect(await store.corporateActions.list()).toEqual(rows);
  });

  it('are narrowed by days, symbols and kinds', async () => {
    const { store } = await openedStore();
    await store.write((books) => books.corporateActions.apply([], rows));
    const days = { from: sessionDate('2026-03-11'), to: sessionDate('2026-03-12') };
    expect(await store.corporateActions.list(days)).toHaveLength(3);
    expect(await store.corporateActions.list({ symbols: ['ACMELTD'] })).toHaveLength(1);
    expect(await store.corporateActions.list({ kinds: ['split', 'rights'] })).toHaveLength(2);
  });

  it('are replaced by their key and removed', async () => {
    const { store } = await openedStore();
    await store.write((books) => books.corporateActions.apply([], rows));
    const [first, ...others] = rows;
    const changed = others.map((row) => ({ ...row, company: 'Acme Limited (new)' }));
    await store.write((books) => books.corporateActions.apply(first ? [first] : [], changed));
    expect(await store.corporateActions.list()).toEqual(changed);
  });
});

describe('price factors', () => {
  const factor: PriceFactor = {
    security: 'INE900A01011',
    symbol: 'ACME',
    isin: 'INE900A01011',
    exDate: sessionDate('2026-03-10'),
    shares: 0.2,
    rights: 1,
    specialDividend: 0.98,
    kinds: ['split', 'dividend'],
    checked: true,
    cumSession: sessionDate('2026-03-09'),
    cumClosePaise: paise(10_000),
    openSession: sessionDate('2026-03-10'),
    openPaise: paise(2_010),
  };
  const bare: PriceFactor = {
    security: 'BOLT',
    symbol: 'BOLT',
    exDate: sessionDate('2026-03-10'),
    shares: 1 / 3,
    rights: 1,
    specialDividend: 1,
    kinds: ['bonus'],
    lacks: 'demerger: unknown',
  };

  it('come back as they were kept, and can be taken back', async () => {
    const { store } = await openedStore();
    await store.write((books) => books.priceFactors.apply([], [factor, bare]));
    expect(await store.priceFactors.list()).toEqual([factor, bare]);
    expect(await store.priceFactors.list(['BOLT'])).toEqual([bare]);
    await store.write((books) => books.priceFactors.apply([bare], [{ ...factor, checked: false }]));
    expect(await store.priceFactors.list()).toEqual([{ ...factor, checked: false }]);
  });
});

it('amounts of six decimals are kept exactly', async () => {
  const { store } = await openedStore();
  const [row] = nse('Dividend - Rs 4.837651 Per Share');
  await store.write((books) => books.corporateActions.apply([], row ? [row] : []));
  expect((await store.corporateActions.list())[0]?.amount).toBe(millionths(4_837_651));
});
