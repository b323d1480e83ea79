import { describe, expect, test } from 'vitest';
import {
  PUBLISHED_INDICES,
  USUAL_INDICES,
  publishedIndex,
} from '../../../src/core/indices/published-index.ts';

const bare = (text: string): string => text.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');

describe('the published indices', () => {
  test('have a code, a name and a list of their own', () => {
    expect(PUBLISHED_INDICES).toHaveLength(117);
    for (const of of ['code', 'name'] as const) {
      expect(new Set(PUBLISHED_INDICES.map((index) => bare(index[of]))).size).toBe(117);
    }
    const lists = PUBLISHED_INDICES.flatMap((index) => index.lists);
    expect(new Set(lists).size).toBe(lists.length);
    expect(lists.filter((list) => !/^ind_[\w -]+$/.test(list))).toEqual([]);
  });

  test('have codes in capitals and digits, found again by code, name and the name of each list', () => {
    for (const index of PUBLISHED_INDICES) {
      expect(index.code).toMatch(/^NIFTY[A-Z0-9]+$/);
      expect(publishedIndex(index.code)).toBe(index);
      expect(publishedIndex(index.name), index.name).toBe(index);
      for (const list of index.lists) {
        const upper = `${list}.csv`.replace(/^ind_(.*)list\.csv$/, '$1').toUpperCase();
        if (!upper.endsWith('.CSV')) expect(publishedIndex(upper), list).toBe(index);
      }
    }
  });

  test('have the size that their name tells', () => {
    const size = (code: string) => publishedIndex(code).size;
    expect(['NIFTY50', 'NIFTY500', 'NIFTYMIDCAPSELECT', 'NIFTYALPHA50'].map(size)).toEqual([
      50, 500, 25, 50,
    ]);
    expect(size('NIFTYBANK')).toBeUndefined();
    for (const { name, size } of PUBLISHED_INDICES) {
      const numbers = name.match(/\d+/g) ?? [];
      const named = ['Nifty Total Market', 'Nifty Midcap Select'].includes(name);
      if (size !== undefined && !named) expect(numbers.map(Number), name).toContain(size);
    }
  });

  test('of a usual run are the nine', () => {
    expect(USUAL_INDICES.map((code) => publishedIndex(code).code)).toEqual(USUAL_INDICES);
    expect(USUAL_INDICES).toHaveLength(9);
  });
});

test.each([
  ['nifty-50', 'NIFTY50'],
  ['Nifty Financial Services', 'NIFTYFINANCE'],
  ['NEXT50', 'NIFTYNEXT50'],
  ['100', 'NIFTY100'],
  ['smallcap50', 'NIFTYSMALLCAP50'],
  ['Nifty Midcap 150 ', 'NIFTYMIDCAP150'],
  ['NIFTYFINANCIALSERVICES25_50', 'NIFTYFINANCIALSERVICES2550'],
])('"%s" is %s', (asked, code) => {
  expect(publishedIndex(asked).code).toBe(code);
});

test('a slip is told with the nearest code, nonsense with some that there are', () => {
  expect(() => publishedIndex('NIFTYBNAK')).toThrow(
    /found "NIFTYBNAK"; did you mean "NIFTYBANK"\?/,
  );
  expect(() => publishedIndex('¯\\_(ツ)_/¯')).toThrow(/known are NIFTY50, .* and 108 more/);
});
