import { expect, test } from 'vitest';
import { compareLists, isDummy, paired } from '../../../src/core/indices/index-member.ts';
import { member, members } from './members.ts';

test('a place holder is known by its symbol or its ISIN', () => {
  expect(isDummy('DUMMYKITE', 'INE000A01011')).toBe(true);
  expect(isDummy('KITEMILLS', 'DUM879I01012')).toBe(true);
  expect(isDummy('KITEMILLS', 'INE000A01011')).toBe(false);
});

test('lists are told apart by who joined and who left, in any order of rows', () => {
  const changes = compareLists(members('A', 'B', 'C'), members('D', 'C', 'A'));
  expect(changes.joined.map(({ symbol }) => symbol)).toEqual(['D']);
  expect(changes.left.map(({ symbol }) => symbol)).toEqual(['B']);
  expect(changes).toMatchObject({ renamed: [], unchanged: 2 });
});

test('a new symbol with the same ISIN, and a new ISIN with the same symbol, are the same member', () => {
  const before = [member('OLD', { isin: 'INE1' }), member('SPLIT', { isin: 'INE2' })];
  const after = [member('NEW', { isin: 'INE1' }), member('SPLIT', { isin: 'INE3' })];
  const { joined, left, renamed, unchanged } = compareLists(before, after);
  expect([joined, left, unchanged]).toEqual([[], [], 0]);
  expect(renamed.map(({ from, to }) => [from.symbol, to.symbol])).toEqual([
    ['OLD', 'NEW'],
    ['SPLIT', 'SPLIT'],
  ]);
});

test('an ISIN says more than a symbol when two members change names', () => {
  const [first, second] = [member('X', { isin: 'INE1' }), member('Y', { isin: 'INE2' })];
  const [moved, heir] = [member('Y', { isin: 'INE1' }), member('X', { isin: 'INE3' })];
  const pairs = paired([first, second], [moved, heir]);
  expect(pairs.get(moved)).toBe(first);
  expect(pairs.get(heir), 'X went with its ISIN').toBeUndefined();
});
