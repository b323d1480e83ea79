import { describe, expect, it } from 'vitest';
import {
  financialYear,
  financialYearOf,
  gainOf,
  gainTerm,
} from '../../../src/core/exchange/gains.ts';
import { paise } from '../../../src/core/market/money.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';

describe('a financial year', () => {
  it('goes from April to March', () => {
    expect(financialYear('2025-26')).toEqual({ from: '2025-04-01', to: '2026-03-31' });
    expect(financialYear('1999-00')).toEqual({ from: '1999-04-01', to: '2000-03-31' });
  });

  it.each(['2025-27', '2025', '2025-2026', '25-26', ''])('is not "%s"', (text) => {
    expect(() => financialYear(text)).toThrow(
      `expected a financial year like 2025-26, found "${text}"`,
    );
  });

  it.each([
    ['2026-03-31', '2025-26'],
    ['2026-04-01', '2026-27'],
    ['2000-01-15', '1999-00'],
    ['2008-12-31', '2008-09'],
  ])('of %s is %s', (day, year) => {
    expect(financialYearOf(sessionDate(day))).toBe(year);
  });
});

describe('a gain', () => {
  it.each([
    ['CNC', '2025-11-26', '2026-11-26', 'short'],
    ['CNC', '2025-11-26', '2026-11-27', 'long'],
    ['CNC', '2024-02-29', '2025-03-01', 'short'],
    ['CNC', '2024-02-29', '2025-03-02', 'long'],
    ['MIS', '2024-02-29', '2026-11-27', 'intraday'],
  ] as const)('of %s shares from %s to %s is %s', (product, opened, closed, term) => {
    const openedOn = sessionDate(opened);
    expect(gainTerm({ product, openedOn }, sessionDate(closed))).toBe(term);
  });

  it('is what was fetched less what was paid', () => {
    expect(gainOf({ proceedsPaise: paise(900), costPaise: paise(1000) })).toBe(-100);
  });
});
