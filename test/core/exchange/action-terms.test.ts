import { describe, expect, it } from 'vitest';
import { dueActions, exPrice } from '../../../src/core/exchange/action-terms.ts';
import { millionths } from '../../../src/core/corporate-actions/millionths.ts';
import { paise } from '../../../src/core/market/money.ts';
import { nse } from '../corporate-actions/made-up-actions.ts';

const SPLIT = 'Face Value Split (Sub-Division) - From Rs 10/- Per Share To Rs 4/- Per Share';
const due = (...subjects: readonly string[]) => {
  const actions = subjects.flatMap((subject) => nse(subject));
  return dueActions(actions, actions);
};
const termsOf = (subject: string) => due(subject).map(({ terms }) => terms);

describe('what an action means for who holds the share', () => {
  it.each([
    ['Dividend - Rs 7.50 Per Share', { kind: 'dividend', perShare: 7_500_000 }],
    // 45 % of the face value of ₹10
    ['Dividend - 45%', { kind: 'dividend', perShare: 4_500_000 }],
    [SPLIT, { kind: 'split', ratio: [5, 2] }],
    ['Consolidation From Re 1 Per Share To Rs 10 Per Share', { kind: 'split', ratio: [1, 10] }],
    ['Bonus 3:2', { kind: 'bonus', ratio: [3, 2] }],
    ['Bonus', { kind: 'none', text: expect.stringMatching(/^Bonus: .*nothing was given$/) }],
    [
      'Consolidation of Shares',
      { kind: 'none', text: expect.stringMatching(/not told, nothing was changed$/) },
    ],
    [
      'Rights 1:2 @ Premium Rs 5/-',
      { kind: 'none', text: 'Rights 1:2 @ Premium Rs 5/-: rights are not taken up' },
    ],
    ['Demerger', { kind: 'none', text: expect.stringContaining('account demerge') }],
    [
      'Capital Reduction',
      {
        kind: 'none',
        text: 'Capital Reduction: its terms are not told, nothing was changed',
      },
    ],
    ['Dividend', { kind: 'none', text: expect.stringContaining('nothing was credited') }],
  ])('%s', (subject, terms) => {
    expect(termsOf(subject)).toEqual([terms]);
  });

  it('all that a trust pays on a unit is credited, what stands there twice twice', () => {
    const subject = 'Interest - Rs 2.14/Return On Capital - Rs 3.33/Dividend - Re 0.36 Per Unit';
    const paid = (told: string) =>
      due(told).flatMap(({ terms }) => (terms.kind === 'dividend' ? [terms.perShare] : []));
    expect(paid(subject).toSorted((a, b) => a - b)).toEqual([360_000, 2_140_000, 3_330_000]);
    expect(paid('Interim Dividend - Rs 2/Interim Dividend - Rs 2 Per Share')).toEqual([
      2_000_000, 2_000_000,
    ]);
  });

  it('a meeting and the interest of bonds touch no holding', () => {
    const subjects = ['Annual General Meeting', 'Buy Back', 'Interest Payment'];
    expect(subjects.flatMap(termsOf)).toEqual([]);
  });

  it('a bonus of preference shares gives no plain ones', () => {
    expect(termsOf('Scheme Of Arrangement - Bonus Ncrps 4:1').map(({ kind }) => kind)).toEqual([
      'none',
    ]);
  });

  it('a dividend of preference shares is not of plain ones', () => {
    const [terms] = termsOf('Preference Dividend - Rs 5 Per Share');
    expect(terms).toEqual({
      kind: 'none',
      text: 'Preference Dividend - Rs 5 Per Share: for preference shares only',
    });
  });

  it('a dividend in per cent is of the face value of its day, not of today', () => {
    const [dividend] = nse('Dividend - 45%', '2026-03-10', { faceValue: millionths(4_000_000) });
    const all = [...(dividend ? [dividend] : []), ...nse(SPLIT, '2026-06-10')];
    expect(dueActions(dividend ? [dividend] : [], all)[0]?.terms).toEqual({
      kind: 'dividend',
      perShare: 4_500_000,
    });
    expect(dueActions(dividend ? [dividend] : [], [])[0]?.terms, 'no split is known').toEqual({
      kind: 'dividend',
      perShare: 1_800_000,
    });
  });

  it('dividends come first, a bonus is given on shares as split', () => {
    const kinds = due(
      'Rights 1:2 @ Premium Rs 5/-',
      'Bonus 1:1',
      SPLIT,
      'Dividend - Rs 5 Per Share',
    );
    expect(kinds.map(({ terms }) => terms.kind)).toEqual(['dividend', 'split', 'bonus', 'none']);
  });
});

describe('the price after the actions of a day', () => {
  it.each([
    [['Dividend - Rs 7.50 Per Share'], 92.5],
    [[SPLIT], 40],
    [['Bonus 1:2'], 66.67],
    // 100 − 10 = 90; × 2 ÷ 5 = 36; ÷ 2 = 18
    [['Bonus 1:1', SPLIT, 'Dividend - Rs 10 Per Share'], 18],
    [['Rights 1:2 @ Premium Rs 5/-'], 100],
    [['Dividend - Rs 150 Per Share'], 0],
  ])('%j', (subjects, rupees) => {
    expect(exPrice(paise(10_000), due(...subjects))).toBe(Math.round(rupees * 100));
  });
});
