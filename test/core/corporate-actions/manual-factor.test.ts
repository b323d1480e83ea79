import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  MANUAL_KINDS,
  withManual,
  withoutManual,
} from '../../../src/core/corporate-actions/manual-factor.ts';
import type { ManualFactor } from '../../../src/core/corporate-actions/manual-factor.ts';
import { factorFor } from '../../../src/core/corporate-actions/price-factor.ts';
import type { PriceFactor } from '../../../src/core/corporate-actions/price-factor.ts';
import { instant } from '../../../src/core/market/instant.ts';
import { paise } from '../../../src/core/market/money.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';

const exDate = sessionDate('2025-01-06');
const ENTERED: ManualFactor = {
  security: 'INE900A01011',
  symbol: 'ACME',
  isin: 'INE900A01011',
  exDate,
  factor: 0.9,
  kind: 'demerger',
  reason: 'cost apportioned',
  enteredAt: instant(0),
};
/** A split of one share into two and a demerger on the same day, 100 before and 45 after. */
const TOLD: PriceFactor = {
  security: 'INE900A01011',
  symbol: 'ACME',
  exDate,
  shares: 0.5,
  rights: 1,
  specialDividend: 1,
  kinds: ['split'],
  lacks: 'demerger: its factor cannot be derived from the purpose',
  checked: true,
  cumClosePaise: paise(10_000),
  openPaise: paise(4500),
};

describe('a factor that a person entered', () => {
  it('stands alone where nothing else is known, unchecked', () => {
    const factor = withManual(undefined, ENTERED);
    expect(factor).toEqual({
      security: 'INE900A01011',
      symbol: 'ACME',
      isin: 'INE900A01011',
      exDate,
      shares: 1,
      rights: 1,
      specialDividend: 1,
      kinds: ['demerger'],
      manual: 0.9,
      reason: 'cost apportioned',
    });
    expect(withoutManual(factor, 'demerger')).toBeUndefined();
  });

  it('stands beside what the exchange tells, and ends the lack of its kind', () => {
    const factor = withManual(TOLD, ENTERED);
    expect(factor).toMatchObject({ shares: 0.5, manual: 0.9, kinds: ['split', 'demerger'] });
    expect(factor.lacks).toBeUndefined();
    expect(factor.checked).toBe(true);
    expect(factorFor(factor, 'split', false)).toBe(0.5);
    expect(factorFor(factor, 'all', false)).toBeCloseTo(0.45, 12);
  });

  it('leaves a lack of another kind', () => {
    const factor = withManual(TOLD, { ...ENTERED, kind: 'scheme' });
    expect(factor.lacks).toBe(TOLD.lacks);
    expect(factor.kinds).toEqual(['split', 'scheme']);
  });

  it('is checked against the first open with the rest', () => {
    expect(withManual(TOLD, { ...ENTERED, factor: 0.5 }).checked).toBe(false);
    // Two halves: 100 before, and 25 after.
    const quarter = { ...TOLD, openPaise: paise(2500) };
    expect(withManual(quarter, { ...ENTERED, factor: 0.5 }).checked).toBe(true);
  });

  it('of rights takes the place of what the exchange tells', () => {
    const rights: PriceFactor = { ...TOLD, rights: 0.8, kinds: ['split', 'rights'] };
    expect(withManual(rights, { ...ENTERED, kind: 'rights' })).toMatchObject({
      rights: 1,
      manual: 0.9,
      kinds: ['split', 'rights'],
    });
  });

  it('can be taken back and entered again, to the same', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 3, noNaN: true }),
        fc.constantFrom(...MANUAL_KINDS),
        (factor, kind) => {
          const once = withManual(TOLD, { ...ENTERED, factor, kind });
          const back = withoutManual(once, kind);
          expect(back).toMatchObject({ shares: 0.5, kinds: ['split'], checked: true });
          expect(back).not.toHaveProperty('manual');
          expect(back && withManual(back, { ...ENTERED, factor, kind })).toEqual(once);
        },
      ),
    );
  });
});
