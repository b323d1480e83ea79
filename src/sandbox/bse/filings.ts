import { istText } from '../../core/market/instant.ts';
import { isSessionDate } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { dataOf, htmlPage } from '../answer.ts';
import type { Answer, Asked, Route } from '../answer.ts';
import { actionsBetween } from '../company-events.ts';
import type { PretendAction } from '../company-events.ts';
import { dayMonthYear } from '../day-spelling.ts';
import { filingNumber, filingsBetween } from '../filings.ts';
import type { PretendFiling } from '../filings.ts';
import type { SandboxInstrument } from '../instrument.ts';
import type { Market } from '../market.ts';

const PAGE_ROWS = 50;
const JSON_TYPE = 'application/json; charset=utf-8';

/** `20260803`; absent when it is no day. */
function compactDay(text: string | null): SessionDate | undefined {
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)$/.exec(text ?? '') ?? [];
  const date = `${year}-${month}-${day}`;
  return isSessionDate(date) ? date : undefined;
}

const spaced = (date: SessionDate): string => dayMonthYear(date).replaceAll('-', ' ');
/** BSE numbers scrips from 500,000 on. */
const scripCode = ({ token }: SandboxInstrument): number => 454_000 + token;
/** BSE writes names its own way. */
const longName = ({ name }: SandboxInstrument): string => name.replace(/Limited$/, 'Ltd');

function actionRows({ company, exDate, bsePurposes }: PretendAction): object[] {
  const day = spaced(exDate);
  return bsePurposes.map((purpose) => ({
    scrip_code: scripCode(company),
    short_name: company.symbol.replaceAll(/[^A-Z]/g, ''),
    Ex_date: day,
    Purpose: purpose,
    RD_Date: day,
    BCRD_FROM: '',
    BCRD_TO: '',
    ND_START_DATE: day,
    ND_END_DATE: day,
    payment_date: '',
    exdate: exDate.replaceAll('-', ''),
    long_name: longName(company),
  }));
}

/** A number in the shape of BSE's identifiers. */
function newsId(filing: PretendFiling): string {
  const digits = filingNumber(filing).toString(16).padStart(12, '0');
  return `00000000-0000-4000-8000-${digits}`;
}

function filingRow(filing: PretendFiling): object {
  const { company, at, category, text } = filing;
  const code = scripCode(company);
  const moment = `${istText(at).slice(0, 19)}.53`;
  return {
    NEWSID: newsId(filing),
    SCRIP_CD: code,
    NEWSSUB: `${company.name.toUpperCase()} - ${code} - ${category}`,
    DT_TM: moment,
    NEWS_DT: moment,
    CRITICALNEWS: 0,
    ATTACHMENTNAME: `${newsId(filing)}.pdf`,
    HEADLINE: text,
    CATEGORYNAME: 'Board Meeting',
    SUBCATNAME: category,
    PDFFLAG: 0,
    NSURL: `https://www.bseindia.com/stock-share-price/x/${company.symbol.toLowerCase()}/${code}/`,
    SLONGNAME: longName(company),
    DissemDT: moment,
  };
}

function actions(market: Market, { query, now }: Asked): Answer {
  const [from, to] = [compactDay(query.get('Fdate')), compactDay(query.get('TDate'))];
  if (!from || !to) return htmlPage(404, 'Not Found', 'There is no list of these days.');
  const rows = actionsBetween(market, from, to, now).flatMap(actionRows);
  return dataOf(
    rows,
    (list) => JSON.stringify(list),
    { contentType: JSON_TYPE, keyWord: 'Ex_date' },
    (row) => ({ ...row, Ex_date: '31 Feb 2026', exdate: '20260231' }),
  );
}

function announcements(market: Market, { query, now }: Asked): Answer {
  const [from, to] = [compactDay(query.get('strPrevDate')), compactDay(query.get('strToDate'))];
  if (!from || !to) return htmlPage(404, 'Not Found', 'There is no list of these days.');
  const filings = filingsBetween(market, from, to, now);
  const first = (Math.max(1, Number(query.get('pageno')) || 1) - 1) * PAGE_ROWS;
  const encode = (rows: readonly object[]): string =>
    JSON.stringify({ Table: rows, Table1: [{ ROWCNT: filings.length }] });
  const never = '2026-02-31T25:61:00.5';
  return dataOf(
    filings.slice(first, first + PAGE_ROWS).map(filingRow),
    encode,
    { contentType: JSON_TYPE, keyWord: 'NEWSID' },
    (row) => ({ ...row, DT_TM: never, NEWS_DT: never, DissemDT: never }),
  );
}

/** BSE's JSON about companies, as served in October 2023 to September 2026. */
export function bseRoutes(market: Market): readonly Route[] {
  return [
    {
      site: 'bse',
      path: /^\/BseIndiaAPI\/api\/DefaultData\/w$/,
      answer: (_, asked) => actions(market, asked),
    },
    {
      site: 'bse',
      path: /^\/BseIndiaAPI\/api\/AnnSubCategoryGetData\/w$/,
      answer: (_, asked) => announcements(market, asked),
    },
  ];
}
