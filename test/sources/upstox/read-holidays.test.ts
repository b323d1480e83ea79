import { expect, it } from 'vitest';
import { istInstant } from '../../../src/core/market/instant.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { readHolidays } from '../../../src/sources/upstox/read-holidays.ts';
import { sourceFixture, sourceJson } from '../../support/source-fixture.ts';

const text = sourceFixture('upstox-holidays.made-up.json');

it('learns closures of NSE and special hours; a settlement holiday teaches nothing', () => {
  const diwali = sessionDate('2031-11-14');
  expect(readHolidays(sourceJson('upstox-holidays.made-up.json'))).toEqual([
    { exchange: 'XNSE', session: '2031-01-26', state: 'closed', why: 'Republic Day' },
    {
      exchange: 'XNSE',
      session: '2031-11-14',
      state: 'open',
      why: 'Muhurat Trading',
      hours: [{ open: istInstant(diwali, '18:15'), close: istInstant(diwali, '19:15') }],
    },
  ]);
});

it('puts two stretches of a special day in order', () => {
  const at = (time: string): number => istInstant(sessionDate('2031-03-01'), time) * 1000;
  const stretch = (from: string, to: string): object => ({
    exchange: 'NSE',
    start_time: at(from),
    end_time: at(to),
  });
  const day = {
    date: '2031-03-01',
    description: 'Test of the second site',
    holiday_type: 'SPECIAL_TIMING',
    closed_exchanges: [],
    open_exchanges: [stretch('11:30', '12:30'), stretch('09:15', '10:00')],
  };
  const [learned] = readHolidays({ status: 'success', data: [day] });
  expect(learned?.hours?.map(({ open }) => open * 1000)).toEqual([at('09:15'), at('11:30')]);
});

it.each([
  ['a date of another spelling', text.replace('2031-01-26', '26-01-2031'), 'at data[0].date'],
  ['a renamed field', text.replaceAll('closed_exchanges', 'closed'), 'at data[0].closed_exchanges'],
  [
    'hours of another day',
    text.replaceAll('2031-11-14', '2031-11-15'),
    'at data[3].open_exchanges',
  ],
  ['hours that end first', text.replaceAll('1952430300000', '1952426600000'), 'data[3].open_exch'],
  ['a time in no year', text.replaceAll('1952430300000', '1e300'), 'open_exchanges[0].end_time'],
])('refuses %s, naming its place', (_, changed, sentence) => {
  expect(() => readHolidays(JSON.parse(changed))).toThrow(sentence);
});
