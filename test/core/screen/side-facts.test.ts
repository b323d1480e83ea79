import { expect, it } from 'vitest';
import { SIDE_COLUMNS } from '../../../src/core/screen/side-facts.ts';
import type { SideFacts } from '../../../src/core/screen/side-facts.ts';
import { NOTHING as UNTOLD } from './no-side-facts.ts';

const NOTHING: SideFacts = { ...UNTOLD, deals: { ...UNTOLD.deals, listed: true } };

/** One column; what bars tell is 0.25 in every column. */
function told(name: string, facts: Partial<SideFacts>): number {
  const column = SIDE_COLUMNS.find((one) => one.name === name);
  return column?.of({ ...NOTHING, ...facts }, () => 0.25) ?? -1;
}

it('what is divided by the volume is absent without one', () => {
  const [valuePaise, delivered] = [500_000, 40];
  expect(told('vwap', { valuePaise, volume: 100 })).toBe(50);
  expect(told('delivery_ratio', { delivered, volume: 100 })).toBe(0.4);
  expect(told('vwap', { valuePaise, volume: 1 })).toBe(5000);
  expect(told('delivery_ratio', { delivered: 1, volume: 1 })).toBe(1);
  for (const volume of [undefined, 0]) {
    expect(told('vwap', { valuePaise, volume })).toBeNaN();
    expect(told('delivery_ratio', { delivered, volume })).toBeNaN();
  }
  expect(told('vwap', { volume: 100 })).toBeNaN();
  expect(told('delivery_ratio', { volume: 100 })).toBeNaN();
});

it('a mean of one session is that session’s', () => {
  expect(told('value_avg_20', { valuesPaise: [700] })).toBe(7);
  expect(told('value_avg_20', {})).toBeNaN();
  expect(told('delivery_ratio_20', { deliveryRatios: [0.5] })).toBe(0.5);
  expect(told('delivery_ratio_20', {})).toBeNaN();
});

it('an excess is told for each window of which the index has a return', () => {
  const indexReturns = new Map([
    [3, 0.05],
    [30, 0.5],
  ]);
  expect(told('excess_3', { indexReturns })).toBeCloseTo(0.2, 12);
  expect(told('excess_30', { indexReturns })).toBeCloseTo(-0.25, 12);
  expect(told('excess_10', { indexReturns })).toBeNaN();
});

it('deals of the day are zero where a list is kept, and absent where none is', () => {
  expect(told('deal_net_value', {})).toBe(0);
  expect(told('deal_net_value', { deals: { ...NOTHING.deals, listed: false } })).toBeNaN();
});
