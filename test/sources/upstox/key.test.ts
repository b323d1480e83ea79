import { expect, it } from 'vitest';
import type { AskedListing } from '../../../src/ports/prices.ts';
import { upstoxKey } from '../../../src/sources/upstox/key.ts';

const share: AskedListing = {
  exchange: 'XNSE',
  symbol: 'TEAPOT&CO',
  isin: 'INE9Z0A01017',
  sourceKeys: {},
};

it.each<[AskedListing, string | undefined]>([
  [share, 'NSE_EQ|INE9Z0A01017'],
  [{ ...share, exchange: 'XBOM' }, 'BSE_EQ|INE9Z0A01017'],
  [{ ...share, exchange: 'XNYS' }, undefined],
  [{ ...share, sourceKeys: { upstox: 'NSE_EQ|INE9Z0A01025' } }, 'NSE_EQ|INE9Z0A01025'],
  [{ exchange: 'XNSE', symbol: 'OLDMILL', sourceKeys: { yahoo: 'OLDMILL.NS' } }, undefined],
])('%j is asked for as %s', (listing, key) => {
  expect(upstoxKey(listing)).toBe(key);
});
