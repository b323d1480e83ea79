import { expect, it } from 'vitest';
import { factorFor, issueOf } from '../../../src/core/corporate-actions/price-factor.ts';
import type { PriceFactor } from '../../../src/core/corporate-actions/price-factor.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';

const FACTOR: PriceFactor = {
  security: 'INE001A01036',
  symbol: 'ACME',
  exDate: sessionDate('2026-03-10'),
  shares: 0.5,
  rights: 0.75,
  specialDividend: 0.25,
  kinds: ['split', 'rights', 'dividend'],
};

it('prices are adjusted for nothing, for shares, or for all, with special dividends or without', () => {
  const factors = (factor: PriceFactor) =>
    (['none', 'split', 'all'] as const).flatMap((adjustment) =>
      [false, true].map((special) => factorFor(factor, adjustment, special)),
    );
  expect(factors(FACTOR)).toEqual([1, 1, 0.5, 0.5, 0.375, 0.09375]);
  expect(factors({ ...FACTOR, manual: 2 })).toEqual([1, 1, 0.5, 0.5, 0.75, 0.1875]);
});

it('an issue is the part of the ISIN that a new face value leaves', () => {
  const before = issueOf({ security: 'ACME', isin: 'INE001A01028' });
  expect(before).toBe('INE001A01');
  expect(issueOf({ security: 'INE001A01036', isin: 'INE001A01036' })).toBe(before);
  expect(issueOf({ security: 'ACME' }), 'where no ISIN is told').toBe('ACME');
});
