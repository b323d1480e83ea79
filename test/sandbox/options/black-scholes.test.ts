import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { blackScholes } from '../../../src/sandbox/options/black-scholes.ts';

it('prices Hull’s example', () => {
  // Hull, Options, Futures, and Other Derivatives, example 15.6: call 4.76, put 0.81.
  const { call, put } = blackScholes({
    spot: 42,
    strike: 40,
    years: 0.5,
    rate: 0.1,
    volatility: 0.2,
  });
  expect(call).toBeCloseTo(4.76, 2);
  expect(put).toBeCloseTo(0.81, 2);
});

it('keeps put–call parity, and prices between nothing and the underlying', () => {
  const terms = fc.record({
    spot: fc.double({ min: 50, max: 500, noNaN: true }),
    strike: fc.double({ min: 50, max: 500, noNaN: true }),
    years: fc.double({ min: 0.001, max: 1, noNaN: true }),
    rate: fc.constant(0.065),
    volatility: fc.double({ min: 0.05, max: 0.8, noNaN: true }),
  });
  fc.assert(
    fc.property(terms, (given) => {
      const { call, put, callDelta, gamma, vega } = blackScholes(given);
      const parity = given.spot - given.strike * Math.exp(-given.rate * given.years);
      expect(call - put).toBeCloseTo(parity, 6);
      expect(call).toBeGreaterThanOrEqual(-1e-4);
      expect(call).toBeLessThanOrEqual(given.spot + 1e-4);
      expect(callDelta >= -1e-6 && callDelta <= 1 + 1e-6).toBe(true);
      expect(gamma >= 0 && vega >= 0).toBe(true);
    }),
  );
});
