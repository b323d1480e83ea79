import { expect, test } from 'vitest';
import { paise } from '../../src/core/market/money.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import type { SessionRow } from '../../src/ports/prices.ts';
import { packRows } from '../../src/store/packed-rows.ts';
import { sessionRow } from './session-rows.ts';

const DAY = sessionDate('2026-05-19');
const FULL: SessionRow = {
  ...sessionRow(DAY, 'ACME EQ INE001A01018 100'),
  name: 'Acme Limited',
  previousClosePaise: paise(90),
  lastPaise: paise(99),
  valuePaise: paise(9_007_199_254_740_991),
  trades: 0,
  delivered: 0,
};
const BARE = sessionRow(DAY, 'ACME N1 - 7');

test('rows come out as they went in, shares first, absent figures absent', () => {
  const { trades: _, ...silent } = BARE;
  const packed = packRows(DAY, [silent, FULL]);
  expect([packed.length, packed.unmatched, packed.session]).toEqual([2, 0, DAY]);
  const { symbol, series, isin, name, kind, bar } = FULL;
  expect(packed.named(0)).toEqual({ symbol, series, isin, name, kind });
  expect(packed.bar(0)).toEqual(bar);
  const { previousClosePaise, lastPaise, valuePaise, trades, delivered } = FULL;
  const dealt = { previousClosePaise, lastPaise, valuePaise, trades };
  expect(packed.trades(0)).toEqual({ dealt, delivered });
  expect(packed.named(1)).toEqual({ symbol: 'ACME', series: 'N1' });
  expect(packed.trades(1)).toEqual({ dealt: {}, delivered: undefined });
});

test('deliveries go to the row of their symbol and series, and the rest is counted', () => {
  const deliveries = [
    { symbol: 'ACME', series: 'N1', delivered: 5 },
    { symbol: 'ACME', series: 'EQ', delivered: 6 },
    { symbol: 'BOLT', series: 'EQ', delivered: 7 },
  ];
  const packed = packRows(DAY, [FULL, BARE], deliveries);
  expect(packed.trades(0).delivered, 'what the prices told').toBe(0);
  expect(packed.trades(1).delivered).toBe(5);
  expect(packed.unmatched).toBe(1);
});
