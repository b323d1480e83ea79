import { expect, it } from 'vitest';
import { readHolidayMaster } from '../../../src/sources/nse/read-holiday-master.ts';
import { sourceFixture } from '../../support/source-fixture.ts';

const master = sourceFixture('holiday-master.made-up.json');

it('learns the days of the capital market only; the starred one is the evening of Diwali', () => {
  expect(readHolidayMaster(Buffer.from(master))).toEqual([
    { exchange: 'XNSE', session: '2031-01-26', state: 'closed', why: 'Republic Day' },
    { exchange: 'XNSE', session: '2031-03-10', state: 'closed', why: 'Holi' },
    { exchange: 'XNSE', session: '2031-11-14', state: 'open', why: 'Diwali Laxmi Pujan (Muhurat)' },
  ]);
});

it.each([
  ['a missing segment', master.replace('"CM"', '"XM"'), 'at CM, found nothing'],
  [
    'a renamed field',
    master.replaceAll('tradingDate', 'date'),
    'at CM[0].tradingDate, found nothing',
  ],
  [
    'a date of another spelling',
    master.replace('26-Jan-2031', '2031-01-26'),
    'at CM[0].tradingDate',
  ],
  ['a page', '<html>', 'expected JSON'],
])('refuses %s, naming its place', (_, text, sentence) => {
  expect(() => readHolidayMaster(Buffer.from(text))).toThrow(sentence);
});
