import { expect, it } from 'vitest';
import { readEquityList } from '../../../src/sources/nse/read-equity-list.ts';
import { sourceFixture } from '../../support/source-fixture.ts';

const list = sourceFixture('equity-list.made-up.csv');
const [header = '', , mills = ''] = list.split('\n');

function market(row: string): string {
  const good = Array.from({ length: 20 }, (_, index) =>
    mills.replace('KITE-MILLS', `MILL${index}`),
  );
  return [header, ...good, row].join('\n');
}

it('gives companies with series, ISIN and the day of listing; dummies too', () => {
  const { instruments, refused } = readEquityList(list);
  expect(refused).toEqual([]);
  expect(instruments).toEqual([
    {
      exchange: 'XNSE',
      symbol: 'DUMMYKITE',
      series: 'BE',
      name: 'Dummy Kite Demerged Limited',
      kind: 'share',
      isin: 'DUM999I01010',
      listedOn: '2026-05-19',
    },
    {
      exchange: 'XNSE',
      symbol: 'KITE-MILLS',
      series: 'BE',
      name: 'Kite Mills Limited',
      kind: 'share',
      isin: 'INE9Z0B01015',
      listedOn: '1995-05-03',
    },
    {
      exchange: 'XNSE',
      symbol: 'TEAPOT&CO',
      series: 'EQ',
      name: 'Teapot, Kettle and Company Limited',
      kind: 'share',
      isin: 'INE9Z0A01017',
      listedOn: '2008-10-06',
    },
  ]);
});

it.each([
  ['no ISIN', mills.replace('INE9Z0B01015', '-'), 'KITE-MILLS: "-" is no ISIN'],
  ['no date', mills.replace('03-MAY-1995', '1995'), '"1995" is no date like 06-OCT-2008'],
  ['no symbol', mills.replace('KITE-MILLS', ''), 'has no symbol or no series'],
  ['more than the columns', `${mills},7`, 'has "7" beyond the last column'],
])('refuses a row with %s', (_, row, reason) => {
  const { instruments, refused } = readEquityList(market(row));
  expect(instruments).toHaveLength(20);
  expect(refused).toEqual([{ row: 'line 22', reason: expect.stringContaining(reason) as string }]);
});

it.each([
  ['without rows', `${header}\n`, 'found a header only'],
  [
    'without a column',
    list.replace('ISIN NUMBER', 'CODE'),
    'a column "ISIN NUMBER" in EQUITY_L.csv',
  ],
  ['of which most is wrong', list.replaceAll('INE9', 'XX'), '2 of 3 refused'],
])('refuses a list %s', (_, text, sentence) => {
  expect(() => readEquityList(text)).toThrow(sentence);
});
