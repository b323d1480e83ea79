import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkFactor, factorsOf } from '../../../src/core/corporate-actions/factors.ts';
import { millionths } from '../../../src/core/corporate-actions/millionths.ts';
import { paise } from '../../../src/core/market/money.ts';
import { bse, nse } from './made-up-actions.ts';

const ten = millionths(10_000_000);
const at = (rupees: number, faceValue = ten) => ({ closePaise: paise(rupees * 100), faceValue });
const product = (subjects: readonly string[], cum = {}): number => {
  const { shares, rights, specialDividend } = factorsOf(
    subjects.flatMap((subject) => nse(subject)),
    cum,
  );
  return shares * rights * specialDividend;
};

describe('factors', () => {
  it.each([
    ['Face Value Split (Sub-Division) - From Rs 10/- Per Share To Rs 2/- Per Share', 0.2],
    ['Consolidation Of Equity Shares From Re 1 Per Share To Rs 10 Per Share', 10],
    ['Bonus 1:1', 0.5],
    ['Bonus 3:1', 0.25],
    ['Bonus 4:1/Face Value Split (Sub-Division) - From Rs 10/- Per Share To Rs 5/- Per Share', 0.1],
    ['Scheme Of Arrangement - Bonus Ncrps 4:1', 1],
    ['Dividend - Rs 5 Per Share', 1],
  ])('%s: %d', (subject, expected) => expect(product([subject])).toBeCloseTo(expected, 12));

  it('of rights are the theoretical ex-rights price over the last close', () => {
    // Reliance, May 2020: 1 for 15 at ₹1,257 (premium 1,247), close ₹1,473.30: (15·1473.30 + 1257) / (16·1473.30)
    expect(product(['Rights 1:15 @ Premium Rs 1247'], at(1473.3))).toBeCloseTo(
      (15 * 1473.3 + 1257) / (16 * 1473.3),
      12,
    );
  });

  it('of rights that cost more than the share are 1', () => {
    expect(product(['Rights 1:1 @ Premium Rs 90/-'], at(80))).toBe(1);
  });

  it('of a rights issue after a split of the same day count the new share', () => {
    const both = [
      'Face Value Split (Sub-Division) - From Rs 10/- Per Share To Rs 2/- Per Share',
      'Rights 1:1 @ Premium Rs 8/-',
    ];
    // 100 becomes 20; with one more at 10 it is 15.
    expect(product(both, at(100, millionths(2_000_000)))).toBeCloseTo(0.15, 12);
  });

  it('of a special dividend take it off the close', () => {
    expect(product(['Special Dividend - Rs 20 Per Share'], at(200))).toBeCloseTo(0.9, 12);
  });

  it('of two rows of one day multiply, and a revised row counts once', () => {
    expect(product(['Bonus 1:2', 'Face Value Split From Rs 10 To Re 1'])).toBeCloseTo(2 / 30, 12);
    expect(product(['Bonus 1:1', 'Bonus 1:1 (Purpose Revised)'])).toBe(0.5);
  });

  it("follow NSE's words where BSE has others", () => {
    expect(factorsOf([...nse('Bonus 1:1'), ...bse('Bonus issue 2:1')], {}).shares).toBe(0.5);
  });

  it('name the kinds that they are made of, in the order of the list', () => {
    const kinds = (...subjects: readonly string[]) =>
      factorsOf(
        subjects.flatMap((subject) => nse(subject)),
        at(100),
      ).kinds;
    expect(
      kinds('Special Dividend - Rs 20 Per Share', 'Rights 1:1 @ Premium Rs 8/-', 'Bonus 1:1'),
    ).toEqual(['bonus', 'rights', 'dividend']);
    expect(kinds('Rights 1:1 @ Premium Rs 8/-')).toEqual(['rights']);
    expect(kinds('Dividend - Rs 5 Per Share')).toEqual([]);
  });

  it('of rights wait for a split of that day whose terms are not told', () => {
    const both = [...nse('Consolidation of Shares'), ...nse('Rights 1:2 @ Premium Rs 5/-')];
    const { rights, kinds, lacks } = factorsOf(both, at(100));
    expect({ rights, kinds }).toEqual({ rights: 1, kinds: [] });
    expect(lacks).toHaveLength(2);
  });

  it.each([
    ['Demerger', /demerger/],
    ['Bonus', /bonus/],
    ['Rights 613:399', /premium/],
    ['Rights 1:2 @ Premium Rs 5/-', /close before/],
    ['Consolidation of Shares', /face values/],
    ['Capital Reduction', /reduction/],
  ])('%s lacks something', (subject, words) => {
    const factor = factorsOf(nse(subject), {});
    expect(factor).toMatchObject({ shares: 1, rights: 1, kinds: [] });
    expect(factor.lacks.join()).toMatch(words);
  });

  it('of shares never make worth: price times shares stays', () => {
    const share = fc.integer({ min: 1, max: 50 });
    fc.assert(
      fc.property(share, share, (given, held) => {
        const { shares } = factorsOf(nse(`Bonus ${given}:${held}`), {});
        expect(shares * (given + held)).toBeCloseTo(held, 9);
      }),
    );
  });
});

describe('the check', () => {
  it('passes an open within a fifth of where the factor puts it', () => {
    expect(checkFactor(paise(5_100), paise(10_000), 0.5)).toBe(true);
    expect(checkFactor(paise(6_100), paise(10_000), 0.5)).toBe(false);
    expect(checkFactor(paise(9_900), paise(10_000), 0.5)).toBe(false);
  });
});
