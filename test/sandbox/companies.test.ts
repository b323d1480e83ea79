import { describe, expect, test } from 'vitest';
import { SANDBOX_WATCHLIST, sandboxCompanies } from '../../src/sandbox/companies.ts';
import { isinFrom } from '../../src/sandbox/isin.ts';

describe('sandboxCompanies', () => {
  test('carries ISINs of the shape of Indian shares, all different, with right check digits', () => {
    const isins = sandboxCompanies.map((company) => company.isin ?? '');
    for (const isin of isins) {
      expect(isin).toMatch(/^INE9\d\dZ0101\d$/);
      expect(isinFrom(isin.slice(0, 11))).toBe(isin);
    }
    expect(new Set(isins).size).toBe(sandboxCompanies.length);
  });

  test('has no symbol, token or key twice', () => {
    for (const name of ['symbol', 'token', 'upstoxKey', 'yahooSymbol'] as const) {
      expect(new Set(sandboxCompanies.map((company) => company[name])).size).toBe(
        sandboxCompanies.length,
      );
    }
  });

  test('watches companies that are dealt in all the time', () => {
    const watched = sandboxCompanies.filter(({ symbol }) => SANDBOX_WATCHLIST.includes(symbol));
    expect(watched).toHaveLength(5);
    for (const company of watched) {
      expect(company.lastSession ?? company.suspended, company.symbol).toBeUndefined();
    }
  });
});

/** Published numbers: Apple's of the standard's own examples, and Reliance Industries'. */
test.each(['US0378331005', 'INE002A01018'])('completes %s with its check digit', (isin) => {
  expect(isinFrom(isin.slice(0, 11))).toBe(isin);
});
