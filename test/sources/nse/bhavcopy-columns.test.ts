import { expect, it } from 'vitest';
import { readCsv } from '../../../src/sources/csv-table.ts';
import { bhavcopyColumns, bhavcopyDate } from '../../../src/sources/nse/bhavcopy-columns.ts';
import type { BhavcopyFormat } from '../../../src/sources/nse/bhavcopy-files.ts';
import { sourceFixture } from '../../support/source-fixture.ts';

it.each<[BhavcopyFormat, string, string | undefined]>([
  ['udiff', '2026-05-19', '2026-05-19'],
  ['udiff', '2026-02-30', undefined],
  ['udiff', '19-May-2026', undefined],
  ['legacy', '03-JAN-2011', '2011-01-03'],
  ['legacy', '1-OCT-2007', '2007-10-01'],
  ['legacy', '13-Jul-20', undefined],
  ['sec-full', '19-Jul-2024', '2024-07-19'],
  ['sec-full', '19-Jul-24', undefined],
  ['sec-full', '', undefined],
])('a date of %s written "%s" is %s', (format, text, date) => {
  expect(bhavcopyDate(text, format)).toBe(date);
});

it('finds columns wherever they stand', () => {
  const text = sourceFixture('legacy.made-up.csv');
  const turned = text.replaceAll(/[^\n]+/g, (line) => line.split(',').toReversed().join(','));
  const columns = bhavcopyColumns(readCsv(turned, 'f.csv'), 'legacy');
  expect([columns.symbol, columns.isin, columns.close]).toEqual([13, 1, 8]);
});

it('does without an ISIN in old files of the legacy format, not in UDiFF', () => {
  const old = readCsv(sourceFixture('legacy-before-isin.made-up.csv'), 'f.csv');
  expect(bhavcopyColumns(old, 'legacy').isin).toBeUndefined();
  const udiff = readCsv(sourceFixture('udiff.made-up.csv').replace('ISIN', 'Code'), 'f.csv');
  expect(() => bhavcopyColumns(udiff, 'udiff')).toThrow('expected a column "ISIN" in f.csv');
});
