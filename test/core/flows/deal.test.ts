import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { dealChanges, numberedDeals } from '../../../src/core/flows/deal.ts';
import type { Deal } from '../../../src/core/flows/deal.ts';
import { paise } from '../../../src/core/market/money.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';

const deal: Deal = {
  session: sessionDate('2026-05-19'),
  symbol: 'TEAPOT&CO',
  securityName: 'Teapot and Company',
  client: 'PAPER LANTERN CAPITAL LLP',
  side: 'BUY',
  quantity: 100,
  pricePaise: paise(6774),
};

it('equal deals are numbered, whatever stands between them and however the company is spelled', () => {
  const spelled = { ...deal, securityName: 'Teapot & Co' };
  const other = { ...deal, quantity: 101 };
  expect(numberedDeals([deal, other, spelled, deal]).map(({ ordinal }) => ordinal)).toEqual([
    0, 0, 1, 2,
  ]);
});

it('a corrected line replaces the one that is no longer there, and a repeated one is added', () => {
  const kept = numberedDeals([deal, { ...deal, quantity: 7 }]);
  const { add, remove } = dealChanges(kept, [{ ...deal, quantity: 8 }, deal, deal]);
  expect(add.map(({ quantity, ordinal }) => [quantity, ordinal])).toEqual([
    [8, 0],
    [100, 1],
  ]);
  expect(remove.map(({ quantity }) => quantity)).toEqual([7]);
});

const anyDeal = fc
  .record({
    symbol: fc.constantFrom('A', 'B'),
    quantity: fc.integer({ min: 1, max: 3 }),
    side: fc.constantFrom('BUY' as const, 'SELL' as const),
  })
  .map((facts): Deal => ({ ...deal, ...facts }));

it('the same list in another order changes nothing, and the changes lead from any list to any other', () => {
  const lists = fc.tuple(fc.array(anyDeal), fc.array(anyDeal));
  fc.assert(
    fc.property(lists, ([before, after]) => {
      expect(dealChanges(numberedDeals(before), before.toReversed())).toEqual({
        add: [],
        remove: [],
      });
      const kept = numberedDeals(before);
      const { add, remove } = dealChanges(kept, after);
      const result = [...kept.filter((one) => !remove.includes(one)), ...add];
      const sorted = (deals: readonly Deal[]): string[] =>
        numberedDeals(deals)
          .map((one) => JSON.stringify([one.symbol, one.side, one.quantity]))
          .toSorted();
      expect(sorted(result)).toEqual(sorted(after));
    }),
  );
});
