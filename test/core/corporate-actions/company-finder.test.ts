import { describe, expect, it } from 'vitest';
import { companyFinder } from '../../../src/core/corporate-actions/company-finder.ts';
import { instrumentFinder } from '../../../src/core/corporate-actions/instrument-finder.ts';
import { companyWords, sameCompany } from '../../../src/core/corporate-actions/same-company.ts';

describe('companies', () => {
  it('are the same under both exchanges’ spellings', () => {
    expect(companyWords('The Acme & Sons Co. Ltd.')).toBe(companyWords('ACME AND SONS LIMITED'));
    expect(
      sameCompany({ symbol: 'A', company: 'Acme Ltd' }, { symbol: 'B', company: 'ACME LIMITED' }),
    ).toBe(true);
    expect(
      sameCompany({ symbol: 'A', company: 'Acme India Ltd' }, { symbol: 'A', company: 'Acme Ltd' }),
    ).toBe(true);
    expect(
      sameCompany({ symbol: 'A', company: 'Acme Ltd' }, { symbol: 'A', company: 'Zenith Ltd' }),
    ).toBe(false);
  });

  const find = companyFinder([
    { symbol: 'ACME', company: 'Acme Limited', isin: 'INE900A01011' },
    { symbol: 'TWIN1', company: 'Twin Limited', isin: 'INE900A01029' },
    { symbol: 'TWIN2', company: 'Twin Ltd', isin: 'INE900A01037' },
  ]);

  it('are found by name, else by a symbol that the name does not contradict', () => {
    expect(find({ company: 'ACME LTD.' })?.symbol).toBe('ACME');
    expect(find({ symbol: 'ACME', company: 'Acme Industries' })?.symbol).toBe('ACME');
    expect(find({ symbol: 'ACME', company: 'Zenith' })).toBeUndefined();
  });

  it('are found under the current symbol where they had another', () => {
    const renamed = companyFinder([
      { symbol: 'NEWACME', company: 'Acme Limited', isin: 'INE900A01011' },
      { symbol: 'ACME', company: 'Acme Ltd', isin: 'INE900A01011' },
      { symbol: 'BLANK', company: 'Limited', isin: 'INE900A01045' },
    ]);
    expect(renamed({ company: 'ACME LTD.' })?.symbol).toBe('NEWACME');
    expect(renamed({ company: 'The Company' }), 'words that everyone has name nobody').toBe(
      undefined,
    );
  });

  it('are not found by a name that two bear', () => {
    expect(find({ company: 'Twin' })).toBeUndefined();
    expect(find({ symbol: 'TWIN2', company: 'Twin' })?.symbol).toBe('TWIN2');
  });
});

describe('instruments', () => {
  const find = instrumentFinder([
    { symbol: 'NEW', instrumentId: 1, isin: 'INE900A01021', current: true },
    { symbol: 'OLD', instrumentId: 1, isin: 'INE900A01021', current: false },
    { symbol: 'OLD', instrumentId: 2, current: true },
    { symbol: 'DVR', instrumentId: 3, isin: 'INE900A01039', current: true },
    { symbol: 'FORMER', instrumentId: 3, current: false },
    { symbol: 'OLD', instrumentId: 4, current: false },
  ]);

  it('are found by ISIN, by the ISIN before a split, by symbol', () => {
    expect(find({ symbol: 'X', isin: 'INE900A01021' })).toBe(1);
    expect(find({ symbol: 'X', isin: 'INE900A01013' })).toBe(1);
    expect(find({ symbol: 'X', isin: 'INE900A01039' }), 'its own ISIN before its issuer’s').toBe(3);
    expect(find({ symbol: 'OLD' }), 'who bears it now').toBe(2);
    expect(find({ symbol: 'FORMER' })).toBe(3);
    expect(find({ symbol: 'GONE' })).toBeUndefined();
    expect(find({ symbol: 'GONE', isin: 'INE999A01013' })).toBeUndefined();
  });
});
