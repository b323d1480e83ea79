import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { paise } from '../../../src/core/market/money.ts';
import { maxPain } from '../../../src/core/options/max-pain.ts';
import type { OptionContract } from '../../../src/core/options/option-chain.ts';
import { contract } from './contracts.ts';

/** What all buyers would get at a price of expiry, by the definition. */
function payout(contracts: readonly OptionContract[], pricePaise: number): number {
  return contracts.reduce((sum, { strikePaise, type, openInterest = 0 }) => {
    const worth = type === 'CE' ? pricePaise - strikePaise : strikePaise - pricePaise;
    return sum + Math.max(0, worth) * openInterest;
  }, 0);
}

it('is the strike at which buyers get the least', () => {
  // At 100: calls 0, puts 10×10 + 20×5 = 200. At 110: 10×5 + 10×5 = 100. At 120: 20×5 + 10×30 = 400.
  const chain = [
    contract(100, 'CE', 5),
    contract(110, 'CE', 30),
    contract(110, 'PE', 10),
    contract(120, 'PE', 5),
  ];
  expect([100, 110, 120].map((price) => payout(chain, price * 100) / 100)).toEqual([200, 100, 400]);
  expect(maxPain(chain)).toBe(11_000);
});

it('of equal strikes is the lowest, and absent where nothing is open', () => {
  expect(maxPain([contract(100, 'CE', 0), contract(110, 'PE', 0)])).toBeUndefined();
  expect(maxPain([])).toBeUndefined();
  expect(maxPain([contract(100, 'PE', 1), contract(110, 'PE', 1), contract(120, 'CE', 1)])).toBe(
    11_000,
  );
});

it('counts a contract whose open interest is not told as none', () => {
  const { openInterest: _, ...untold } = contract(90, 'PE', 0);
  expect(maxPain([untold])).toBeUndefined();
  const puts = Array.from({ length: 3 }, () => ({ ...untold, strikePaise: paise(12_000) }));
  expect(maxPain([contract(100, 'CE', 1), contract(110, 'PE', 1), ...puts])).toBe(10_000);
});

it('is what trying every strike finds', () => {
  const one = fc.record({
    strike: fc.integer({ min: 50, max: 80 }),
    type: fc.constantFrom('CE' as const, 'PE' as const),
    open: fc.nat({ max: 5000 }),
  });
  fc.assert(
    fc.property(fc.array(one, { minLength: 1, maxLength: 40 }), (list) => {
      const chain = list.map(({ strike, type, open }) => contract(strike, type, open));
      const strikes = [...new Set(chain.map(({ strikePaise }) => strikePaise))].toSorted(
        (a, b) => a - b,
      );
      const least = Math.min(...strikes.map((strike) => payout(chain, strike)));
      const expected = strikes.find((strike) => payout(chain, strike) === least);
      const open = chain.some(({ openInterest = 0 }) => openInterest > 0);
      expect(maxPain(chain)).toBe(open ? expected : undefined);
    }),
  );
});
