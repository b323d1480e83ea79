import { describe, expect, it } from 'vitest';
import { paise } from '../../../src/core/market/money.ts';
import {
  byStrike,
  impossibleContract,
  isIndexUnderlying,
  sameContracts,
} from '../../../src/core/options/option-chain.ts';
import { contract } from './contracts.ts';

it('a chain is ordered by strike, calls before puts', () => {
  const mixed = [contract(110, 'PE', 1), contract(100, 'PE', 1), contract(100, 'CE', 1)];
  expect(mixed.toSorted(byStrike).map(({ strikePaise, type }) => `${strikePaise} ${type}`)).toEqual(
    ['10000 CE', '10000 PE', '11000 PE'],
  );
});

it('indices are told from shares', () => {
  expect(['NIFTY', 'BANKNIFTY', 'RELIANCE'].map(isIndexUnderlying)).toEqual([true, true, false]);
});

describe('an impossible contract', () => {
  it.each([
    [contract(100, 'CE', 0), undefined],
    [contract(0, 'CE', 0), 'strike 0 is no price'],
    [contract(100, 'CE', -1), '-1 is below zero'],
    [contract(100, 'CE', 1, { volume: Number.POSITIVE_INFINITY }), 'Infinity is below zero'],
    [contract(100, 'CE', 1, { bidPaise: paise(-5) }), '-5 is below zero'],
  ])('%j: %s', (one, why) => {
    expect(impossibleContract(one)).toBe(why);
  });
});

describe('two states of a chain', () => {
  const greeks = { delta: 0.5, gamma: 0.1, theta: -1, vega: 2 };
  const chain = [contract(100, 'CE', 1, { greeks }), contract(100, 'PE', 2)];

  it('are the same whatever the order of their fields', () => {
    const again = [
      { openInterest: 1, type: 'CE', greeks: { ...greeks }, strikePaise: paise(10_000) } as const,
      contract(100, 'PE', 2),
    ];
    expect(sameContracts(chain, again)).toBe(true);
  });

  it.each([
    [[contract(100, 'CE', 1, { greeks })]],
    [[contract(100, 'CE', 1, { greeks: { ...greeks, delta: 0.6 } }), contract(100, 'PE', 2)]],
    [[contract(100, 'CE', 1, { greeks }), contract(100, 'PE', 2, { volume: 0 })]],
  ])('differ in a contract more or less, a figure, and a figure that was absent', (other) => {
    expect(sameContracts(chain, other)).toBe(false);
  });
});
