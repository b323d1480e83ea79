import { describe, expect, test } from 'vitest';
import { publishedIndex } from '../../../src/core/indices/published-index.ts';
import { unlikely } from '../../../src/core/indices/unlikely.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { member, members } from './members.ts';

const DAY = sessionDate('2025-09-06');
const many = (count: number, prefix = 'S') =>
  members(...Array.from({ length: count }, (_, at) => `${prefix}${at}`));
const fifty = publishedIndex('NIFTY50');
const bank = publishedIndex('NIFTYBANK');

describe('a list of an index whose name tells its size', () => {
  test.each([50, 51, 48, 52])('is believed with %i members', (count) => {
    expect(unlikely(fifty, DAY, many(count), true, undefined)).toBeUndefined();
  });

  test.each([1, 25, 47, 53, 500])('is not with %i', (count) => {
    const reason = unlikely(fifty, DAY, many(count), true, undefined);
    expect(reason).toBe(`expected about 50 members of NIFTY50, found ${count}`);
  });

  test('may have 501 of 500: two classes of shares of one company', () => {
    const index = publishedIndex('NIFTY500');
    expect(unlikely(index, DAY, many(501), true, undefined)).toBeUndefined();
    expect(unlikely(index, DAY, many(489), true, undefined)).toBeDefined();
  });

  test('has place holders beside its members', () => {
    const dummies = Array.from({ length: 5 }, (_, at) => member(`DUMMY${at}`));
    expect(unlikely(fifty, DAY, [...many(50), ...dummies], true, undefined)).toBeUndefined();
  });

  test('may be shorter in a small market', () => {
    expect(unlikely(fifty, DAY, many(7), false, undefined)).toBeUndefined();
  });
});

test('a list of place holders alone is empty', () => {
  expect(unlikely(bank, DAY, members('DUMMYA'), true, undefined)).toBe(
    'expected members of NIFTYBANK, found none',
  );
});

describe('a list beside the one that is kept', () => {
  const kept = { day: sessionDate('2025-08-29'), members: many(12) };

  test.each([6, 12, 41, 60])('is believed with %i members after twelve', (count) => {
    expect(unlikely(bank, DAY, many(count), true, kept)).toBeUndefined();
  });

  test.each([5, 61])('is not with %i', (count) => {
    expect(unlikely(bank, DAY, many(count), true, kept)).toBe(
      `expected about 12 members of NIFTYBANK as on 2025-08-29, found ${count}`,
    );
  });

  test('is another index’s when it has nobody in common with that of the same month', () => {
    expect(unlikely(bank, DAY, many(12, 'T'), true, kept)).toMatch(/another index's list\?$/);
    const older = { ...kept, day: sessionDate('2025-03-28') };
    expect(unlikely(bank, DAY, many(12, 'T'), true, older)).toBeUndefined();
  });

  test.each([
    ['2025-08-06', '2025-09-06', false],
    ['2025-08-05', '2025-09-06', true],
    ['2025-10-07', '2025-09-06', false],
    ['2025-10-08', '2025-09-06', true],
  ])('of %s may have nobody in common with that of %s: %s', (before, day, believed) => {
    const other = { day: sessionDate(before), members: many(12) };
    const reason = unlikely(bank, sessionDate(day), many(12, 'T'), true, other);
    expect(reason === undefined).toBe(believed);
  });

  test('shares a member that kept its ISIN or its symbol', () => {
    const [first] = kept.members;
    if (!first) throw new Error('nobody is kept');
    const beside = (one: typeof first) => unlikely(bank, DAY, [one, ...many(11, 'T')], true, kept);
    expect(beside({ ...first, symbol: 'RENAMED' })).toBeUndefined();
    expect(beside({ ...first, isin: 'INE999Z01018' })).toBeUndefined();
    expect(beside({ ...first, symbol: 'RENAMED', isin: 'INE999Z01018' })).toBeDefined();
  });

  test('has nothing to be compared with where only place holders are kept', () => {
    const holders = { ...kept, members: members('DUMMYA', 'DUMMYB') };
    expect(unlikely(bank, DAY, many(12), true, holders)).toBeUndefined();
  });
});
