import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { putCallRatios } from '../../../src/core/options/put-call.ts';
import { contract } from './contracts.ts';

it('is all puts over all calls, by open interest and by volume', () => {
  const chain = [
    contract(100, 'CE', 300, { volume: 40 }),
    contract(100, 'PE', 150, { volume: 50 }),
    contract(110, 'PE', 300, { volume: 10 }),
  ];
  expect(putCallRatios(chain)).toEqual({ openInterest: 1.5, volume: 1.5 });
});

it('is absent without a call, and counts what is not told as none', () => {
  expect(putCallRatios([])).toEqual({});
  expect(putCallRatios([contract(100, 'PE', 5), contract(100, 'CE', 0)])).toEqual({});
  const { openInterest: _, ...untold } = contract(100, 'PE', 0);
  expect(putCallRatios([contract(100, 'CE', 5), untold])).toEqual({ openInterest: 0 });
});

it('does not depend on what a contract counts', () => {
  const counts = fc.array(fc.nat({ max: 1_000_000 }), { minLength: 2, maxLength: 20 });
  fc.assert(
    fc.property(counts, fc.integer({ min: 2, max: 1000 }), (list, lot) => {
      const chainOf = (unit: number) =>
        list.map((count, at) => contract(100 + at, at % 2 === 0 ? 'CE' : 'PE', count * unit));
      const [lots, units] = [putCallRatios(chainOf(1)), putCallRatios(chainOf(lot))];
      expect(units.openInterest ?? -1).toBeCloseTo(lots.openInterest ?? -1, 9);
    }),
  );
});
