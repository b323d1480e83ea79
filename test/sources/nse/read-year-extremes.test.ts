import { expect, it, test } from 'vitest';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { readYearExtremes } from '../../../src/sources/nse/read-year-extremes.ts';
import { sourceFixture } from '../../support/source-fixture.ts';

const FILE = sourceFixture('year-extremes.made-up.csv');
const day = sessionDate('2026-05-19');
const read = (text: string, session = day) => readYearExtremes(text, 'extremes.csv', session);
const lines = FILE.trimEnd().split('\n');
const line = lines.at(-1) ?? '';
const filled = (last: string): string =>
  [
    ...lines,
    ...Array.from({ length: 10 }, (_, at) => line.replace('TEAPOT', `POT${at}`)),
    last,
  ].join('\n');

it('every line is read, without prices where it has dashes', () => {
  const { extremes, refused } = read(FILE);
  expect(refused).toEqual([]);
  expect(extremes).toEqual([
    {
      session: day,
      symbol: 'KITE-MILLS',
      series: 'BE',
      high: { pricePaise: 3_700_000, on: '2025-11-06' },
      low: { pricePaise: 2_571_815, on: '2026-03-03' },
    },
    { session: day, symbol: 'PAPERNAV', series: 'EQ' },
    {
      session: day,
      symbol: 'TEAPOT&CO',
      series: 'EQ',
      high: { pricePaise: 10_450, on: '2026-05-19' },
      low: { pricePaise: 6820, on: '2025-06-12' },
    },
  ]);
});

test.each([
  ['a high below the low', line.replace('    104.50', '     60.00'), /the high is below the low/],
  ['a day to come', line.replace('19-MAY-2026', '20-MAY-2026'), /2026-05-20 is after 2026-05-19/],
  ['a price without a day', line.replace('12-JUN-2025', '-'), /low: "-" is no day/],
  ['no price', line.replace('    104.50', '      0.00'), /high: "0.00" is no price/],
  ['a name twice', line, /TEAPOT&CO EQ is there twice/],
])('%s is refused with its place in the file', (_, bad, words) => {
  const text = filled(bad === line ? bad : bad.replace('TEAPOT', 'KETTLE'));
  const { refused } = read(text);
  expect(refused).toEqual([{ row: 'line 17', reason: expect.stringMatching(words) as string }]);
});

it('a file of another session is refused', () => {
  expect(() => read(FILE, sessionDate('2026-05-20'))).toThrow(
    /effective for 2026-05-20, found "19-May-2026"; ask again later/,
  );
});

test.each([
  ['without its day', FILE.replace('Effective', 'Good'), /found ""/],
  ['without its header', lines.slice(0, 2).join('\n'), /a column "SYMBOL"/],
  ['with a renamed column', FILE.replace('52_Week_Low_DT', 'LowDay'), /"52_Week_Low_DT"/],
  ['without lines', lines.slice(0, 3).join('\n'), /found a header only/],
])('a file %s is refused', (_, text, words) => {
  expect(() => read(text)).toThrow(words);
});
