import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CORPORATE_ACTION_KINDS } from '../../../src/core/corporate-actions/purpose-part.ts';
import type { PurposePart } from '../../../src/core/corporate-actions/purpose-part.ts';
import { readPurpose } from '../../../src/core/corporate-actions/read-purpose.ts';

/** `dividend interim 5`, `bonus 1:1`, `split 10>2`, `rights 1:2 +40`; `!` where terms are lacking. */
function told(part: PurposePart): string {
  const { kind, form, amount, percent, ratio, fromFaceValue, toFaceValue, premium, lacks } = part;
  return [
    kind,
    form ?? '',
    amount === undefined ? '' : String(amount / 1_000_000),
    percent === undefined ? '' : `${percent}%`,
    ratio?.join(':') ?? '',
    fromFaceValue === undefined
      ? ''
      : `${fromFaceValue / 1_000_000}>${(toFaceValue ?? 0) / 1_000_000}`,
    premium === undefined ? '' : `+${premium / 1_000_000}`,
    lacks === undefined ? '' : '!',
  ]
    .filter((word) => word !== '')
    .join(' ');
}

const read = (subject: string): string => readPurpose(subject).map(told).join(', ');

const CASES: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  dividends: [
    ['Interim Dividend - Rs 5.50/- Per Share (Purpose Revised)', 'dividend interim 5.5'],
    [
      'Interim Dividend - Rs 10 Per Share Special Dividend - Rs 66 Per Share',
      'dividend interim 10, dividend special 66',
    ],
    [
      'Annual General Meeting/Dividend - Rs 5 Per Share/Special Dividend - Rs 5 Per Share',
      'meeting, dividend 5, dividend special 5',
    ],
    [
      'Special Dividend Rs -10 Per Share/Interim Dividend Rs - 26 Per Share',
      'dividend special 10, dividend interim 26',
    ],
    ['Annual General Meeting/Dividend - Rs  Per Share', 'meeting, dividend'],
    ['Annual General Meetingdividend - Re 1.20 Per Share', 'meeting, dividend 1.2'],
    ['Annual General Me0etingdividend - Rs 1.2 Per Share', 'meeting, dividend 1.2'],
    ['Annual General Meeing/Ividend - Rs 2 Per Share', 'meeting, dividend 2'],
    ['Dividend - 0.75 Per Share', 'dividend 0.75'],
    ['Annual General Meeting /Dividend - 1 Rs Per Share', 'meeting, dividend 1'],
    ['Annual General Meeting/Dividend - Re 0..30 Per Share', 'meeting, dividend 0.3'],
    ['Dividend - Rs 0 .70 Per Share', 'dividend 0.7'],
    [
      'Dividend - Rs  1.50 Per Share And Special Dividend - Rs 2. Per Share',
      'dividend 1.5, dividend special 2',
    ],
    ['Interim Dividend Rs - Rs 20 Per Share', 'dividend interim 20'],
    ['Interest Dividend - Re 0.30/- Per Share', 'dividend interim 0.3'],
    ['Inteirm Dividend - Rs 3 Per Share', 'dividend interim 3'],
    ['Interim Dividned - Rs 3 Per Share', 'dividend interim 3'],
    ['Interim Dividend Rs 6/- Per Share 9purpose Revised)', 'dividend interim 6'],
    [
      'Dividend-Rs.8.50 Per Share (Including Special Dividend Of Rs.2/- Per Share).',
      'dividend 8.5',
    ],
    ['Dividend - Rs 12.50 Per Share Pursuant To Scheme', 'dividend 12.5'],
    ['Agm/Spl Div- Rs.5/- Div-7.5/-', 'meeting, dividend special 5, dividend 7.5'],
    ['Annual General Meeting/ Dividend \u0096 Rs 5 Per Share', 'meeting, dividend 5'],
    ['Final Dividend - Rs. - 0.2500', 'dividend final 0.25'],
    ['Interim Dividend - Rs 1,000 Per Share', 'dividend interim 1000'],
    ['Dividend 150% (Rs 15 Per Share)', 'dividend 15 150%'],
    ['Dividend For Fy 2018-19 - Rs 2 Per Share', 'dividend 2'],
    ['Interim Dividend - Re.50 Per Share', 'dividend interim'],
  ],
  'abbreviations of the files': [
    ['AGM/DIV-RS.2/FV RS10TORS5', 'meeting, dividend 2, split 10>5'],
    ['FV SPL-RS10TORE1/BON-1:1', 'split 10>1, bonus 1:1'],
    ['FVSPLT FRM RS100 TO RS 1', 'split 100>1'],
    ['RHTS 5:12@PRM RS.35 PR SH', 'rights 5:12 +35'],
    ['DIV INT-RS12.50+SPL-RS16', 'dividend interim 12.5, dividend special 16'],
    ['SPL INT DIV-150%', 'dividend special 150%'],
    ['INTDIV - RS 0.35 PER SH', 'dividend interim 0.35'],
    ['CAP RED', 'reduction'],
    ['INTRST PAYMNT/PRT RDMPTN', 'interest, redemption'],
  ],
  'splits and bonuses': [
    ['Face Value Split (Sub-Division) - From Rs 10/- Per Share To Re 1/- Per Share', 'split 10>1'],
    [
      'Bonus 1:1/Face Value Split (Sub-Division) - From Rs 10/- Per Share To Rs 2/- Per Share',
      'bonus 1:1, split 10>2',
    ],
    [
      'Interim Div - Rs 6/- Per Share + Face Value Split (Sub-Division) - From Rs 10/- Per Share To Re 1/- Per Share',
      'dividend interim 6, split 10>1',
    ],
    ['Fv Splt Frm Rs 10 To Re 1', 'split 10>1'],
    ['Stock  Split From Rs.5/- to Rs.2/-', 'split 5>2'],
    ['Stock  Split From Rs.0/- to Rs.2/-', 'split !'],
    ['Stock  Split From Rs.5/- to Rs.0/-', 'split !'],
    ['Stock  Split From Rs.5/- to Rs.5/-', 'split !'],
    ['Bonus 3: 1', 'bonus 3:1'],
    ['Bonus issue 0:0', 'bonus !'],
    ['Consolidation Of Equity Shares From Re 1 Per Share To Rs 10 Per Share', 'consolidation 1>10'],
    ['Consolidation of Shares ', 'consolidation !'],
    [
      'Capital Reduction Rs 10 To Rs 3.30 / Consolidation Rs 3.30 To Rs.10',
      'reduction 10>3.3, consolidation 3.3>10',
    ],
    ['Bonusissue something', 'bonus !'],
  ],
  'bonuses of something else': [
    ['Scheme Of Arrangement - Bonus Ncrps 4:1', 'scheme'],
    ['Scheme Of Arangement- Bonus - 1 Debenture For 1 Equity Share Held', 'scheme'],
    ['Bonus Ncrps 1:116', 'other'],
    ['Bonus 1 Dvr : 10 Eq Share', 'other'],
  ],
  rights: [
    ['Rights 161:250 @ Premium Re 0.45 /-', 'rights 161:250 +0.45'],
    ['Rights 1:1 @ Premium Rs 0/-', 'rights 1:1 +0'],
    ['Rights 5: 116 At Premium Rs 244/- Per Share', 'rights 5:116 +244'],
    ['Rights 1:11.10 @ Premium Rs 0/-', 'rights 1:11.1 +0'],
    ['Rights 613:399', 'rights 613:399 !'],
    ['Rights 9:77 Partly Paid @ Premium Rs 100/-', 'rights partly-paid 9:77 +100 !'],
    [
      'Rights 17:60 @ Premium Rs 5/- With 17 Warrants For 50 Equity Shares',
      'rights with-warrants 17:60 +5 !',
    ],
    [
      'Rights:14 Compulosry Convertible Debentures For Every 15 Equity Shares',
      'rights convertible !',
    ],
    [
      'Rights - 4:25 Fully Paid Up Shares @ Premium Rs 500/- Per Share / 2:25 Partly Paid Up Shares @ Premium Rs 605/- Per Share',
      'rights 4:25 +500, rights partly-paid 2:25 +605 !',
    ],
    ['Right Issue of Equity Shares ', 'rights !'],
  ],
  units: [
    [
      'Distribution - Rs 2 Per Unit Consists Of Rs 1.70 Per Unit As Interest/ Rs 0.30 Per Unit As Return Of Capital',
      'distribution 2',
    ],
    [
      'Distribution - Interest Payment Rs 2.72 Per Unit/ Principle Re 0.28 Per Unit',
      'distribution 3',
    ],
    ['Distribution - 4.8376 Per Unit', 'distribution 4.8376'],
    ['Income Distribution (InvIT) ', 'distribution'],
    [
      'Dividend - Rs 2.51 Per Unit/ Interest Rs 1.13 Per Unit/ Return On Capital Rs - 2 Per Unit',
      'dividend 2.51, interest 1.13, distribution 2',
    ],
    [
      'Dividend - Rs Per 0.09 Unit/Interest Payment - Rs 3.88 Per Unit/Interest On Fixed Deposit - Rs 0.03 Per Unit',
      'dividend 0.09, interest 3.88, distribution 0.03',
    ],
  ],
  'all else': [
    ['Scheme Of Arrangement In The Nature Of Demerger', 'demerger'],
    ['Spin Off ', 'demerger'],
    ['Composite Scheme Of Arrangement', 'scheme'],
    ['Buy Back/Interim Dividend - Re 0.25 Per Share', 'buyback, dividend interim 0.25'],
    ['Extra-Oirdinary General Meting', 'meeting'],
    ['Annual Book Closing', 'meeting'],
    ['Interest Payment', 'interest'],
    ['Capital Reduction Pursuant To Nclt Order', 'reduction'],
    ['Resolution Plan -Suspension ', 'other'],
    ['', 'other'],
  ],
};

describe.each(Object.entries(CASES))('%s', (_, cases) => {
  it.each(cases)('%s', (subject, expected) => expect(read(subject)).toBe(expected));
});

const WORDS = CASES['dividends']?.concat(CASES['rights'] ?? [], CASES['units'] ?? []) ?? [];
const pieces = WORDS.flatMap(([subject]) => subject.split(/(?=[ /:.\d])/));

describe('whatever is written', () => {
  it('is read as parts of the known kinds, without an exception', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      fc.array(fc.constantFrom(...pieces), { maxLength: 20 }).map((some) => some.join('')),
    );
    fc.assert(
      fc.property(text, (subject) => {
        const parts = readPurpose(subject);
        expect(parts.length).toBeGreaterThan(0);
        for (const { kind, amount = 0, ratio, lacks } of parts) {
          expect(CORPORATE_ACTION_KINDS).toContain(kind);
          expect(Number.isSafeInteger(amount) && amount >= 0).toBe(true);
          if (kind === 'bonus' && lacks === undefined)
            expect(ratio?.every((n) => n > 0)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('keeps amount and ratio of any plain purpose exactly', () => {
    const amount = fc.integer({ min: 1, max: 99_999_999 }).map((n) => n / 10_000);
    const share = fc.integer({ min: 1, max: 999 });
    fc.assert(
      fc.property(amount, share, share, (rupees, given, held) => {
        expect(read(`Dividend - Rs ${rupees} Per Share`)).toBe(`dividend ${rupees}`);
        expect(read(`Bonus ${given}:${held}`)).toBe(`bonus ${given}:${held}`);
      }),
    );
  });

  it('reads the same whatever the case and the spaces', () => {
    for (const [subject, expected] of Object.values(CASES).flat()) {
      expect(read(`  ${subject.toUpperCase().replaceAll(' ', '  ')}`)).toBe(expected);
    }
  });
});
