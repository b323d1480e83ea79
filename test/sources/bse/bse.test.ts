import { describe, expect, it } from 'vitest';
import { istText } from '../../../src/core/market/instant.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { createBse } from '../../../src/sources/bse/bse.ts';
import { scriptedHttp } from '../../support/scripted-http.ts';
import type { ScriptedAnswer } from '../../support/scripted-http.ts';
import { sourceFixture } from '../../support/source-fixture.ts';

const API = 'https://api.invalid/BseIndiaAPI/api';
const range = (from: string, to = from) => ({ from: sessionDate(from), to: sessionDate(to) });
const create = (...answers: ScriptedAnswer[]) =>
  createBse({ http: scriptedHttp(answers), apiOrigin: 'https://api.invalid' });
const AUGUST = `${API}/DefaultData/w?Fdate=20260801&TDate=20260831&ddlcategorys=E&ddlindustrys=&segment=0&strSearch=D`;
const actions = sourceFixture('bse-actions.made-up.json');

describe('corporate actions of BSE', () => {
  it('are read by scrip code; a row without a purpose is refused by itself', async () => {
    const { actions: source } = create({ url: AUGUST, body: actions });
    const { rows, refused } = await source.actions(range('2026-08-01', '2026-08-31'));
    expect(rows.map(({ bseCode, symbol, subject }) => [bseCode, symbol, subject])).toEqual([
      ['900001', 'TEAPOT', 'Bonus issue 1:1'],
      ['900002', 'SAUCER', 'Final Dividend - Rs. - 4.5000'],
    ]);
    expect(rows[1]).toMatchObject({ exDate: '2026-08-05', bookClosureTo: '2026-08-12' });
    expect(refused).toEqual([{ row: '[2]', reason: 'it has no purpose' }]);
  });

  it('with a renamed field are refused whole', async () => {
    const { actions: source } = create({
      url: AUGUST,
      body: actions.replaceAll('Ex_date', 'Exdt'),
    });
    await expect(source.actions(range('2026-08-01', '2026-08-31'))).rejects.toMatchObject({
      code: 'bad-data',
      message: /\[0\]\.Ex_date/,
    });
  });
});

const page = (number: number): string =>
  `${API}/AnnSubCategoryGetData/w?pageno=${number}&strCat=-1&subcategory=-1&strPrevDate=20260413&strToDate=20260413&strSearch=P&strscrip=&strType=C`;
const filings = sourceFixture('bse-announcements.made-up.json');

describe('announcements of BSE', () => {
  it('have the symbol of their address, the folder of their document, Indian time', async () => {
    const { announcements } = create({ url: page(1), body: filings });
    const { rows } = await announcements.announcements(range('2026-04-13'));
    expect(rows.map(({ at, ...row }) => ({ ...row, at: istText(at) }))).toEqual([
      {
        source: 'bse',
        sequenceId: '00000000-0000-4000-8000-000000000001',
        symbol: 'TEAPOT',
        company: 'TEAPOT & COMPANY LTD.',
        category: 'Loss of Certificate',
        text: 'Loss of share certificate',
        attachment: 'https://www.bseindia.com/xml-data/corpfiling/AttachHis/letter.pdf',
        at: '2026-04-13T23:44:22+05:30',
      },
    ]);
  });

  it('are read page by page until all are there', async () => {
    const of = (count: number): string => filings.replace('"ROWCNT":1', `"ROWCNT":${count}`);
    const { announcements } = create({ url: page(1), body: of(2) }, { url: page(2), body: of(2) });
    expect((await announcements.announcements(range('2026-04-13'))).rows).toHaveLength(2);
  });

  it('end with an empty page, whatever count was told', async () => {
    const empty = '{"Table":[],"Table1":[{"ROWCNT":9}]}';
    const { announcements } = create({ url: page(1), body: empty });
    expect((await announcements.announcements(range('2026-04-13'))).rows).toEqual([]);
  });
});
