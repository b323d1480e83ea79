import { expect, it } from 'vitest';
import { contender, flat, run } from './made-up-contenders.ts';

it('counts by reason what the exchange would not take: a part of the account that its cash does not pay', () => {
  const risen = contender(1, flat([100, 100, 1000, 1001, 1002, 1003]), { 0: 1 });
  const other = contender(2, flat([100, 100, 100, 100, 100, 100]), { 2: 1, 3: 1 });
  const { trades, refused } = run([risen, other]);
  expect(trades.map(({ symbol }) => symbol)).toEqual(['SHARE1']);
  expect([...refused]).toEqual([
    ['expected … for the order with its charges, the account has … free', 2],
  ]);
});

it('has no place left beside a single share', () => {
  const one = contender(1, flat([100, 100, 100, 100]), { 0: 1 });
  const cheap = contender(2, flat([10, 10, 10, 10]), { 1: 1 });
  const { open, refused } = run([one, cheap], { maxPositions: 1, capitalPaise: 15_000 });
  expect(open).toEqual([{ symbol: 'SHARE1', quantity: 1 }]);
  expect(refused.size, 'nothing is asked for').toBe(0);
});
