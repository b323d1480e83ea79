import { afterEach, describe, expect, test } from 'vitest';
import { asking, closeAll } from '../asking.ts';

afterEach(closeAll);

/** Early in the calendar; the files of 8 January are the newest that are out. */
const NOW = '2015-01-09T11:00';
const COOKIE = { cookie: 'nsit=x' };
const report = (option: string, from: string, to: string, csv = true): string =>
  `/api/historicalOR/bulk-block-short-deals?optionType=${option}&from=${from}&to=${to}${csv ? '&csv=true' : ''}`;
const linesOf = (text: string): string[] => text.trimEnd().split('\n').slice(1);

describe('dealRoutes', () => {
  test('the list of the day names the newest session that is published', async () => {
    const { ask } = await asking(NOW);
    const { text } = await ask('/content/equities/bulk.csv');
    expect(text.split('\n')[0]).toBe(
      'Date,Symbol,Security Name,Client Name,Buy/Sell,Quantity Traded,Trade Price / Wght. Avg. Price,Remarks',
    );
    expect(new Set(linesOf(text).map((line) => line.split(',')[0]))).toEqual(
      new Set(['08-JAN-2015']),
    );
    const evening = await asking('2015-01-08T18:14');
    expect(linesOf((await evening.ask('/content/equities/bulk.csv')).text)[0]).toMatch(/^07-JAN/);
  });

  test('a day without block deals says so, in the list and in the report', async () => {
    const { ask } = await asking(NOW);
    const none = 'NO RECORDS,,,,,,';
    const days = ['05', '06', '07', '08'];
    const reports = await Promise.all(
      days.map((day) => ask(report('block_deals', `${day}-01-2015`, `${day}-01-2015`), COOKIE)),
    );
    expect(reports.filter(({ text }) => text.endsWith(none)).length).toBeGreaterThan(0);
    const list = (await ask('/content/equities/block.csv')).text;
    expect(list.includes(none)).toBe(reports.at(-1)?.text.endsWith(none));
  });

  test('the report wants a cookie, keeps to the days, and is written as the website writes', async () => {
    const { ask } = await asking(NOW);
    const path = report('bulk_deals', '05-01-2015', '07-01-2015');
    expect((await ask(path)).status).toBe(401);
    const { text } = await ask(path, COOKIE);
    expect(text.startsWith('\uFEFF"Date ","Symbol ",')).toBe(true);
    const days = new Set(linesOf(text).map((line) => line.slice(1, 12)));
    expect([...days].toSorted().at(-1)).toBe('07-JAN-2015');
    expect(days.has('08-JAN-2015')).toBe(false);
    expect(text).toMatch(/"\d{1,2},\d{2},\d{3}"/);
  });

  test('the report as JSON stops at seventy rows', async () => {
    const { json, ask } = await asking('2015-06-22T11:00');
    const path = ['short_selling', '01-06-2015', '19-06-2015'] as const;
    const cut = await json<{ data: object[] }>(report(...path, false), COOKIE);
    expect(linesOf((await ask(report(...path), COOKIE)).text).length).toBeGreaterThan(70);
    expect(cut.data).toHaveLength(70);
    expect(cut.data[0]).toMatchObject({ SS_DATE: '01-JUN-2015' });
    const bulk = report('bulk_deals', '01-06-2015', '01-06-2015', false);
    expect((await json<{ data: object[] }>(bulk, COOKIE)).data[0]).toMatchObject({
      BD_DT_DATE: '01-JUN-2015',
      BD_BUY_SELL: 'BUY',
    });
  });

  test('short sales come with the next session, and not before they are out', async () => {
    const { ask } = await asking(NOW);
    const file = (day: string): string =>
      `/archives/equities/shortSelling/shortselling_${day}012015.csv`;
    const { text } = await ask(file('08'));
    expect(text).toMatch(/^"Security Name","Symbol Name","Trade Date","Quantity"\n/);
    expect(new Set(linesOf(text).map((line) => line.split('"')[5]))).toEqual(
      new Set(['07-Jan-2015']),
    );
    expect((await ask(file('09'))).status, 'not yet').toBe(404);
    expect((await ask(file('04'))).status, 'a Sunday').toBe(404);
  });

  test.each(['optionType=other_deals', 'optionType=bulk_deals&from=2015-01-05&to=06-01-2015'])(
    'a strange question is not answered: %s',
    async (query) => {
      const { ask } = await asking(NOW);
      const path = `/api/historicalOR/bulk-block-short-deals?${query}`;
      expect((await ask(path, COOKIE)).status).toBe(404);
    },
  );
});
