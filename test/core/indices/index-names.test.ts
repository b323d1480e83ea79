import { expect, test } from 'vitest';
import { indexKey, indexSymbol } from '../../../src/core/indices/index-names.ts';
import { haveRecorded, recorded } from '../../support/source-fixture.ts';

test.each([
  ['S&P CNX Nifty', 'Nifty 50'],
  ['CNX Nifty', 'Nifty 50'],
  ['NIFTY 50', 'Nifty 50'],
  ['CNX Nifty Junior', 'Nifty Next 50'],
  ['CNX Bank', 'Nifty Bank'],
  ['Bank Nifty', 'NIFTY BANK'],
  ['CNX 100', 'Nifty 100'],
  ['S&P CNX 500', 'Nifty 500'],
  ['CNX Midcap', 'NIFTY Midcap 100'],
  ['CNX Service Sector', 'Nifty Services Sector'],
  ['S&P CNX Nifty Shariah', 'Nifty50 Shariah'],
])('%s is %s', (then, now) => {
  expect(indexKey(then)).toBe(indexKey(now));
});

test('an index whose derivatives are dealt in has their symbol, others that of their name', () => {
  expect(indexSymbol('CNX Nifty')).toBe('NIFTY');
  expect(indexSymbol('Nifty Bank')).toBe('BANKNIFTY');
  expect(indexSymbol('Nifty 50 Arbitrage')).toBe('NIFTY50ARBITRAGE');
});

test.skipIf(!haveRecorded)('no two indices of a recorded day are taken for one', () => {
  for (const day of ['01102012', '03032025']) {
    const text = Buffer.from(recorded(`index-close/ind_close_all_${day}.csv`)).toString();
    const names = text
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',')[0] ?? '');
    expect(names.length).toBeGreaterThan(28);
    expect(new Set(names.map(indexKey)).size).toBe(names.length);
    expect(new Set(names.map(indexSymbol)).size).toBe(names.length);
  }
});
