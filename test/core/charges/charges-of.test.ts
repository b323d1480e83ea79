import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PLANS, PLAN_NAMES } from '../../../src/core/charges/brokerage.ts';
import { chargesOf } from '../../../src/core/charges/charges-of.ts';
import type { Turnover } from '../../../src/core/charges/charges-of.ts';
import { CHARGE_ITEMS, addedCharges, totalCharges } from '../../../src/core/charges/charges.ts';
import { Failure } from '../../../src/core/failure.ts';
import { paise } from '../../../src/core/market/money.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { turnover } from './made-up-turnover.ts';

const ZERO = PLANS['zero-delivery'];

/** Items in the order of the list, paise. */
const items = (asked: Turnover, plan = ZERO): number[] => {
  const charges = chargesOf(asked, plan);
  return CHARGE_ITEMS.map((item) => charges[item]);
};

describe('charges of one order, worked by hand (paise)', () => {
  // brokerage, stt, exchange, ipft, sebi, stamp, gst, dp
  it.each<[string, Turnover, number[]]>([
    // 1,00,000: 0.1 % = 100.00; 297/crore = 2.97; 10/crore = 0.10, 0.10; 0.015 % = 15.00;
    // gst 18 % of 2.97 + 0.10 + 0.10 = 3.17 → 0.5706
    [
      'delivery bought in 2026',
      turnover('BUY CNC 100000 2026-11-26'),
      [0, 10_000, 297, 10, 10, 1500, 57, 0],
    ],
    // no stamp for the seller; dp 13.00; gst 18 % of 2.97 + 0.10 + 0.10 + 13.00 = 16.17 → 2.9106
    [
      'delivery sold in 2026',
      turnover('SELL CNC 100000 2026-11-26'),
      [0, 10_000, 297, 10, 10, 0, 291, 1300],
    ],
    [
      'delivery sold again on that day',
      turnover('SELL CNC 100000 2026-11-26', { depositoryDue: false }),
      [0, 10_000, 297, 10, 10, 0, 57, 0],
    ],
    // 0.03 % of 50,000 = 15.00; exchange 1.485 → 1.49; 0.05, 0.05; stamp 0.003 % = 1.50;
    // gst 18 % of 15.00 + 1.49 + 0.05 + 0.05 = 16.59 → 2.9862
    [
      'intraday bought in 2026',
      turnover('BUY MIS 50000 2026-11-26'),
      [1500, 0, 149, 5, 5, 150, 299, 0],
    ],
    // 0.025 % of 50,000 = 12.50 → 13 rupees
    [
      'intraday sold in 2026',
      turnover('SELL MIS 50000 2026-11-26'),
      [1500, 1300, 149, 5, 5, 0, 299, 0],
    ],
    // capped at 20.00; 0.025 % of 10,00,000 = 250.00; 29.70; 1.00; 1.00; gst 18 % of 51.70 = 9.306
    [
      'intraday sold above the cap',
      turnover('SELL MIS 1000000 2026-11-26'),
      [2000, 25_000, 2970, 100, 100, 0, 931, 0],
    ],
    // 345/crore, no trust, SEBI 5/crore, untaxed: gst 18 % of 3.45 = 0.621
    [
      'delivery bought in February 2021',
      turnover('BUY CNC 100000 2021-02-01'),
      [0, 10_000, 345, 0, 5, 1500, 62, 0],
    ],
    // stamp of the state for both sides 0.01 %; SEBI 10/crore; 3.25; gst 0.585
    [
      'delivery bought in January 2020',
      turnover('BUY CNC 100000 2020-01-15'),
      [0, 10_000, 325, 0, 10, 1000, 59, 0],
    ],
    // 0.125 % = 125.00; SEBI 20/crore; 3.25; service tax 12.36 % of 3.25 = 0.4017
    [
      'delivery bought in 2008',
      turnover('BUY CNC 100000 2008-06-02'),
      [0, 12_500, 325, 0, 20, 1000, 40, 0],
    ],
    // fund units: the seller 0.001 % = 1.00, the buyer nothing
    [
      'a fund bought',
      turnover('BUY CNC 100000 2026-11-26', { fund: true }),
      [0, 0, 297, 10, 10, 1500, 57, 0],
    ],
    [
      'a fund sold',
      turnover('SELL CNC 100000 2026-11-26', { fund: true, depositoryDue: false }),
      [0, 100, 297, 10, 10, 0, 57, 0],
    ],
    // BSE: 375/crore, no trust of NSE's; gst 18 % of 3.75 + 0.10 = 0.693
    [
      'delivery bought on BSE',
      turnover('BUY CNC 100000 2026-11-26', { exchange: 'XBOM' }),
      [0, 10_000, 375, 0, 10, 1500, 69, 0],
    ],
    [
      'an order in New York',
      turnover('BUY CNC 5000 2026-11-25', { exchange: 'XNYS' }),
      [100, 0, 0, 0, 0, 0, 0, 0],
    ],
  ])('%s', (_, asked, expected) => {
    expect(items(asked)).toEqual(expected);
  });

  it('a delivery round trip of 100 shares at 2,500.00 and 2,600.00 with a flat plan', () => {
    const bought = chargesOf(turnover('BUY CNC 250000 2026-11-02'), PLANS.flat);
    const sold = chargesOf(turnover('SELL CNC 260000 2026-11-26'), PLANS.flat);
    // 20.00 + 250.00 + 7.43 (7.425) + 0.25 + 0.25 + 37.50 + 18 % of 27.93 (5.0274)
    expect(totalCharges(bought)).toBe(2000 + 25_000 + 743 + 25 + 25 + 3750 + 503);
    // 20.00 + 260.00 + 7.72 (7.722) + 0.26 + 0.26 + 18 % of 48.24 (8.6832) + 20.00
    expect(totalCharges(sold)).toBe(2000 + 26_000 + 772 + 26 + 26 + 868 + 2000);
  });

  it('a change of rates counts from its day on', () => {
    const on = (day: string) => chargesOf(turnover(`BUY CNC 10000000 ${day}`), ZERO);
    expect([on('2024-09-30').exchange, on('2024-10-01').exchange]).toEqual([32_200, 29_700]);
    expect([on('2020-06-30').stamp, on('2020-07-01').stamp]).toEqual([100_000, 150_000]);
  });

  it('are not known before the transaction tax', () => {
    expect(() => chargesOf(turnover('BUY CNC 1000 2004-09-30'), ZERO)).toThrow(
      new Failure(
        'usage',
        'expected a session from 2004-10-01 on, since when charges are known, found 2004-09-30',
      ),
    );
  });
});

const anyTurnover = fc.record({
  exchange: fc.constantFrom('XNSE' as const, 'XBOM' as const, 'XNYS' as const),
  session: fc.constantFrom(
    ...['2005-01-03', '2013-06-03', '2020-07-01', '2026-11-26'].map(sessionDate),
  ),
  side: fc.constantFrom('BUY' as const, 'SELL' as const),
  product: fc.constantFrom('CNC' as const, 'MIS' as const),
  fund: fc.boolean(),
  depositoryDue: fc.boolean(),
});
const anyPlan = fc.constantFrom(...PLAN_NAMES).map((name) => PLANS[name]);
const value = fc.integer({ min: 1, max: 1_000_000_000_000 }).map(paise);

describe('charges of any order', () => {
  it('are those of its exchange and session, whatever was asked before', () => {
    fc.assert(
      fc.property(fc.array(anyTurnover, { minLength: 2, maxLength: 12 }), value, (all, worth) => {
        const ask = (terms: (typeof all)[number]) =>
          chargesOf({ ...terms, valuePaise: worth }, ZERO);
        const mixed = all.map(ask);
        // A session of which nobody else asks stands before each.
        const apart = all.map((terms) => {
          ask({ ...terms, exchange: 'XNSE', session: sessionDate('2009-02-24') });
          return ask(terms);
        });
        expect(mixed).toEqual(apart);
      }),
    );
  });

  it('are whole paise and never below zero, and each part adds no less than nothing', () => {
    fc.assert(
      fc.property(anyTurnover, anyPlan, value, value, (terms, plan, first, second) => {
        const before = chargesOf({ ...terms, valuePaise: first }, plan);
        const after = chargesOf({ ...terms, valuePaise: paise(first + second) }, plan);
        const added = addedCharges(before, after);
        for (const item of CHARGE_ITEMS) {
          expect(Number.isSafeInteger(before[item])).toBe(true);
          expect(before[item]).toBeGreaterThanOrEqual(0);
          expect(added[item], item).toBeGreaterThanOrEqual(0);
          expect(before[item] + added[item]).toBe(after[item]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('stay exact for more money than a double multiplies exactly', () => {
    const huge = paise(9_007_199_254_740_000);
    const { sebi } = chargesOf({ ...turnover('BUY CNC 1 2026-11-26'), valuePaise: huge }, ZERO);
    expect(BigInt(sebi)).toBe((BigInt(huge) * 10n + 5_000_000n) / 10_000_000n);
  });
});
