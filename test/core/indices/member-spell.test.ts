import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { IndexMember } from '../../../src/core/indices/index-member.ts';
import { stands, withList } from '../../../src/core/indices/member-spell.ts';
import type { MemberSpell } from '../../../src/core/indices/member-spell.ts';
import { addDays, sessionDate } from '../../../src/core/market/session-date.ts';
import type { SessionDate } from '../../../src/core/market/session-date.ts';
import { member, members } from './members.ts';

interface Seen {
  readonly day: SessionDate;
  readonly list: readonly IndexMember[];
}

const seen = (day: string, ...list: IndexMember[]): Seen => ({ day: sessionDate(day), list });

/** Learns lists one after the other, as the store does: with the day of the next known list. */
function learnt(lists: readonly Seen[]): MemberSpell[] {
  let spells: MemberSpell[] = [];
  const days: SessionDate[] = [];
  for (const { day, list } of lists) {
    const next = days.filter((known) => known > day).toSorted()[0];
    spells = withList(spells, list, day, next);
    days.push(day);
  }
  return spells;
}

const told = (spells: readonly MemberSpell[]): string[] =>
  spells.map(
    ({ symbol, from, to = '', joined, left = '' }) =>
      `${symbol} ${from}..${to} joined ${joined} left ${left}`,
  );

const on = (spells: readonly MemberSpell[], day: string): string[] =>
  spells
    .filter((spell) => stands(spell, sessionDate(day)))
    .map(({ symbol }) => symbol)
    .toSorted();

describe('the members of an index', () => {
  test('join on the day of the first list that names them and leave on that of one that does not', () => {
    const spells = learnt([
      seen('2025-03-28', ...members('A', 'B')),
      seen('2025-09-06', ...members('A', 'C')),
    ]);
    expect(told(spells)).toEqual([
      'A 2025-03-28.. joined 2025-03-28 left ',
      'B 2025-03-28..2025-09-06 joined 2025-03-28 left 2025-09-06',
      'C 2025-09-06.. joined 2025-09-06 left ',
    ]);
    expect(on(spells, '2025-03-27')).toEqual([]);
    expect(on(spells, '2025-09-05')).toEqual(['A', 'B']);
    expect(on(spells, '2025-09-06')).toEqual(['A', 'C']);
  });

  test('are right when an older list comes after a newer one', () => {
    const [march, june, september] = [
      seen('2025-03-28', ...members('A', 'B')),
      seen('2025-06-27', ...members('A', 'C')),
      seen('2025-09-06', ...members('A', 'B')),
    ];
    const inTurn = learnt([march, june, september]);
    expect(told(inTurn).slice(1)).toEqual([
      'B 2025-03-28..2025-06-27 joined 2025-03-28 left 2025-06-27',
      'C 2025-06-27..2025-09-06 joined 2025-06-27 left 2025-09-06',
      'B 2025-09-06.. joined 2025-09-06 left ',
    ]);
    expect(learnt([march, september, june])).toEqual(inTurn);
    expect(learnt([september, june, march])).toEqual(inTurn);
  });

  test('stay members through a change of symbol, ISIN, industry and series', () => {
    const spells = learnt([
      seen('2025-01-01', member('OLD', { isin: 'INE1' })),
      seen('2025-02-01', member('NEW', { isin: 'INE1' })),
      seen('2025-03-01', member('NEW', { isin: 'INE2' })),
      seen('2025-04-01', member('NEW', { isin: 'INE2', industry: 'Coffee', series: 'BE' })),
      seen('2025-05-01', ...members('OTHER')),
    ]);
    expect(spells.slice(0, 4).map(({ joined, left }) => `${joined} ${left}`)).toEqual(
      Array.from({ length: 4 }, () => '2025-01-01 2025-05-01'),
    );
    expect(on(spells, '2025-01-15')).toEqual(['OLD']);
    expect(on(spells, '2025-02-15')).toEqual(['NEW']);
  });

  test('of a day that is learned again are those of the second list', () => {
    const again = [
      seen('2025-01-01', ...members('A', 'B')),
      seen('2025-02-01', ...members('A', 'B')),
      seen('2025-02-01', ...members('A', 'C')),
    ];
    const once = [again[0], again[2]].flatMap((one) => one ?? []);
    expect(learnt(again)).toEqual(learnt(once));
  });
});

const name = fc.constantFrom('A', 'B', 'C', 'D', 'E');
const row = fc.record({ symbol: name, isin: name, industry: fc.constantFrom('Tea', 'Steel') });
const list = fc
  .uniqueArray(row, { selector: ({ symbol }) => symbol, minLength: 1, maxLength: 5 })
  .map((rows) => {
    const isins = new Set<string>();
    return rows
      .filter(({ isin }) => !isins.has(isin) && isins.add(isin))
      .map(({ symbol, isin, industry }) => member(symbol, { isin: `INE${isin}`, industry }));
  });
const lists = fc
  .uniqueArray(fc.record({ after: fc.nat({ max: 40 }), list }), {
    selector: ({ after }) => after,
    minLength: 1,
    maxLength: 9,
  })
  .map((seen) =>
    seen.map(({ after, list }) => ({ day: addDays(sessionDate('2025-01-01'), after), list })),
  );

test('lists in any order of days give the same spells, and each day its list', () => {
  const orders = lists.chain((seen) =>
    fc.tuple(fc.constant(seen), fc.shuffledSubarray(seen, { minLength: seen.length })),
  );
  fc.assert(
    fc.property(orders, ([seen, shuffled]) => {
      const inTurn = seen.toSorted((a, b) => (a.day < b.day ? -1 : 1));
      const spells = learnt(inTurn);
      expect(learnt(shuffled)).toEqual(spells);
      for (const { day, list } of inTurn) {
        const rows = spells
          .filter((spell) => stands(spell, day))
          .map(({ symbol, isin, industry }) => `${symbol} ${isin} ${industry}`);
        const wanted = list.map(({ symbol, isin, industry }) => `${symbol} ${isin} ${industry}`);
        expect(rows.toSorted()).toEqual(wanted.toSorted());
      }
      for (const { from, to, joined, left } of spells) {
        expect(joined <= from && (to === undefined || from < to)).toBe(true);
        expect(left === undefined || (to !== undefined && to <= left)).toBe(true);
      }
    }),
    { numRuns: 200 },
  );
});

test('a list learned twice changes nothing', () => {
  fc.assert(
    fc.property(lists, fc.nat(), (seen, pick) => {
      const again = seen[pick % seen.length];
      expect(learnt([...seen, ...(again ? [again] : [])])).toEqual(learnt(seen));
    }),
  );
});
