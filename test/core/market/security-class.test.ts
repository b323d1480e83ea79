import { expect, test } from 'vitest';
import { isBondSeries, securityClass } from '../../../src/core/market/security-class.ts';

test.each([
  ['share', 'EQ', 'share'],
  ['share', 'BE', 'share'],
  ['share', 'SM', 'SME share'],
  ['share', 'E1', 'partly paid share'],
  ['etf', 'EQ', 'ETF'],
  ['reit', 'RR', 'REIT'],
  ['invit', 'IV', 'InvIT'],
  ['bond', 'GS', 'government bond'],
  ['bond', 'TB', 'treasury bill'],
  ['bond', 'GB', 'gold bond'],
  ['bond', 'N3', 'bond'],
  ['other', 'N3', 'bond'],
  ['other', 'P1', 'preference share'],
  ['other', 'W2', 'warrant'],
  ['other', 'MF', 'mutual fund'],
  ['index', 'INDEX', 'index'],
  ['other', 'EQ', 'other'],
] as const)('%s under %s is a %s', (kind, series, expected) => {
  expect(securityClass(kind, series)).toBe(expected);
});

test('debentures and loans of governments are bonds, shares are none', () => {
  expect(['GS', 'GB', 'TB', 'N1', 'NA', 'Y9', 'Z3'].every(isBondSeries)).toBe(true);
  expect(['EQ', 'BE', 'SM', 'NEW', 'IV', 'W1'].some(isBondSeries)).toBe(false);
});
