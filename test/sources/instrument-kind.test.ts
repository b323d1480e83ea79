import { expect, it } from 'vitest';
import type { InstrumentKind } from '../../src/core/market/listing.ts';
import { isIsin, kindOf } from '../../src/sources/instrument-kind.ts';

it.each<[string, string, InstrumentKind]>([
  ['INE9Z0A01017', 'EQ', 'share'],
  ['INE9Z0A01017', 'BE', 'share'],
  ['INE9Z0A01017', 'SM', 'share'],
  ['IN99Z0A01014', 'E1', 'share'],
  ['DUM999I01010', 'BE', 'share'],
  ['INF9Z0K01016', 'EQ', 'etf'],
  ['INF9Z0K01016', 'MF', 'other'],
  ['INE9Z0A25016', 'RR', 'reit'],
  ['INE9Z0A25016', 'EQ', 'reit'],
  ['INE9Z0A23011', 'IV', 'invit'],
  ['INE9Z0A23011', 'EQ', 'invit'],
  ['IN0020990019', 'GS', 'bond'],
  ['INE9Z0A07012', 'N1', 'bond'],
  ['INE9Z0A08010', 'N1', 'bond'],
  ['INE9Z0A20017', 'BE', 'other'],
  ['INE9Z0A04019', 'P1', 'other'],
])('%s in series %s is a kind of its own', (isin, series, kind) => {
  expect(kindOf(isin, series)).toBe(kind);
});

it.each([
  ['INE9Z0A01017', true],
  ['DUM999I01010', true],
  ['INE9Z0A0101', false],
  ['INE9Z0A0101X', false],
  ['ine9z0a01017', false],
  ['', false],
])('"%s" has the shape of an ISIN: %s', (text, shaped) => {
  expect(isIsin(text)).toBe(shaped);
});
