import { describe, expect, test } from 'vitest';
import { sessionDate } from '../../src/core/market/session-date.ts';
import { textOf } from '../../src/sources/decode.ts';
import { readIndexList } from '../../src/sources/nse/read-index-list.ts';
import { haveRecorded, recorded } from '../support/source-fixture.ts';
import { NOW, openedStore } from '../support/opened-store.ts';

const MONTHS = ['2018-08', '2020-05', '2025-03'] as const;

const listOf = (month: string) =>
  readIndexList(textOf(recorded(`index-constituents/${month}/ind_nifty500list.csv`)), month);

async function imported(months: readonly string[]) {
  const { store } = await openedStore();
  const changes = [];
  for (const month of months) {
    const day = sessionDate(`${month}-28`);
    const list = { code: 'NIFTY500', day, members: listOf(month), source: 'nse' };
    const learned = await store.write((books) => books.indexMembership.learn(list, NOW));
    if (learned.changes) changes.push(learned.changes);
  }
  return { store, changes };
}

describe.skipIf(!haveRecorded)('NIFTY 500 of 2018, 2020 and 2025', () => {
  test('changes by as many as it takes in, and is right on each day in whatever order', async () => {
    const { store: inTurn, changes } = await imported(MONTHS);
    const told = changes.map(({ joined, left, renamed, unchanged }) => [
      joined.length,
      left.length,
      renamed.length,
      unchanged,
    ]);
    expect(told).toEqual([
      [78, 78, 12, 411],
      [154, 155, 53, 293],
    ]);
    const { store: backwards } = await imported(MONTHS.toReversed());
    for (const month of MONTHS) {
      const day = sessionDate(`${month}-28`);
      const [first, second] = [
        await inTurn.indexMembership.on('NIFTY500', day),
        await backwards.indexMembership.on('NIFTY500', day),
      ];
      const wanted = listOf(month).map(({ symbol }) => symbol);
      expect(first?.members.map(({ symbol }) => symbol)).toEqual(wanted.toSorted());
      expect(second).toEqual(first);
      expect(await backwards.sectors.on(day)).toEqual(await inTurn.sectors.on(day));
    }
  });
});
