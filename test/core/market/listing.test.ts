import { expect, test } from 'vitest';
import { MAIN_SERIES, seriesRank } from '../../../src/core/market/listing.ts';

test('series stand in the order in which plain trading happens in them, unknown ones last', () => {
  const mixed = ['N1', 'BZ', 'INDEX', 'EQ', 'SM', 'BE'];
  expect(mixed.toSorted((a, b) => seriesRank(a) - seriesRank(b))).toEqual([
    'EQ',
    'BE',
    'BZ',
    'SM',
    'N1',
    'INDEX',
  ]);
  expect(seriesRank('N1')).toBe(MAIN_SERIES.length);
});
