import { assert, double, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, sessionDate } from '../../../src/core/market/session-date.ts';
import { internalRates, moneyWeightedReturn } from '../../../src/core/portfolio/money-weighted.ts';

const START = sessionDate('2023-01-01');

/** Amounts at whole years of 365 days from the start. */
const yearly = (...amounts: number[]) =>
  amounts.map((amount, year) => ({ date: addDays(START, 365 * year), amount }));

describe('XIRR', () => {
  it('of one year is the plain return', () => {
    expect(moneyWeightedReturn(yearly(-1000, 1100))).toBeCloseTo(0.1, 12);
    expect(moneyWeightedReturn(yearly(-1000, 400))).toBeCloseTo(-0.6, 12);
  });

  it('of flows between is the root of their worth', () => {
    // −1000 − 1000/x + 2310/x²: x = 1.1 makes 1909.0909 = 1909.0909.
    expect(moneyWeightedReturn(yearly(-1000, -1000, 2310))).toBeCloseTo(0.1, 12);
  });

  it('finds every rate where the flows change sign twice', () => {
    // (x − 1.1)(x − 1.4) = x² − 2.5x + 1.54
    const rates = internalRates(yearly(-1000, 2500, -1540));
    expect(rates).toEqual([expect.closeTo(0.1, 10), expect.closeTo(0.4, 10)]);
    expect(moneyWeightedReturn(yearly(-1000, 2500, -1540))).toBeCloseTo(0.1, 10);
  });

  it('finds every rate where they change sign three times', () => {
    // (x − 0.8)(x − 1.2)(x − 2) = x³ − 4x² + 4.96x − 1.92
    const flows = yearly(-1000, 4000, -4960, 1920);
    expect(internalRates(flows)).toEqual([
      expect.closeTo(-0.2, 9),
      expect.closeTo(0.2, 9),
      expect.closeTo(1, 9),
    ]);
    expect(moneyWeightedReturn(flows)).toBeCloseTo(0.2, 9);
  });

  it('of flows that no rate balances is absent', () => {
    expect(moneyWeightedReturn(yearly(-1000, -100))).toBeUndefined();
    // x² − 2x + 2 has no real root
    expect(moneyWeightedReturn(yearly(-1000, 2000, -2000))).toBeUndefined();
    expect(moneyWeightedReturn([])).toBeUndefined();
    expect(moneyWeightedReturn(yearly(-1000).concat(yearly(1000)))).toBeUndefined();
  });

  it('does not mind the order in which flows are told', () => {
    expect(moneyWeightedReturn(yearly(-1000, -1000, 2310).toReversed())).toBeCloseTo(0.1, 12);
  });
});

it('any rate comes back from the flows that it makes', () => {
  assert(
    property(
      double({ min: -0.9, max: 20, noNaN: true }),
      double({ min: 1, max: 1e9, noNaN: true }),
      (rate, paid) => {
        const got = paid * (1 + rate) + 7 * (1 + rate) ** 0.2;
        const flows = [
          { date: START, amount: -paid },
          { date: addDays(START, 292), amount: -7 },
          { date: addDays(START, 365), amount: got },
        ];
        expect(moneyWeightedReturn(flows) ?? Number.NaN).toBeCloseTo(rate, 6);
      },
    ),
    { numRuns: 100 },
  );
});
