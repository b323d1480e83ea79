import { istText } from '../../core/market/instant.ts';
import type { Instant } from '../../core/market/instant.ts';
import { addDays, isSessionDate, sessionDate } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { dataOf, jsonPage } from '../answer.ts';
import type { Answer, Asked, Route } from '../answer.ts';
import { actionsBetween, meetingsBetween } from '../company-events.ts';
import type { PretendAction, PretendMeeting } from '../company-events.ts';
import { dayMonthYear } from '../day-spelling.ts';
import { filingNumber, filingsBetween } from '../filings.ts';
import type { PretendFiling } from '../filings.ts';
import type { Market } from '../market.ts';
import { withCookie } from './cookie-gate.ts';

/** `13-Apr-2026 18:07:42`. */
export function nseMoment(at: Instant): string {
  const text = istText(at);
  return `${dayMonthYear(sessionDate(text.slice(0, 10)))} ${text.slice(11, 19)}`;
}

/** A day of a query, `DD-MM-YYYY`; absent when it is none. */
function queryDay(text: string | null): SessionDate | undefined {
  const [day = '', month = '', year = ''] = (text ?? '').split('-');
  const date = `${year}-${month}-${day}`;
  return isSessionDate(date) ? date : undefined;
}

function actionRow({ company, exDate, subject }: PretendAction): object {
  const meeting = subject.startsWith('Annual');
  return {
    symbol: company.symbol,
    series: company.series,
    ind: '-',
    // Today's, as NSE has it, not the action's.
    faceVal: String(company.faceValueRupees),
    subject,
    exDate: dayMonthYear(exDate),
    recDate: meeting ? '-' : dayMonthYear(exDate),
    bcStartDate: meeting ? dayMonthYear(addDays(exDate, 1)) : '-',
    bcEndDate: meeting ? dayMonthYear(addDays(exDate, 7)) : '-',
    ndStartDate: '-',
    ndEndDate: '-',
    comp: company.name,
    isin: company.isin ?? '-',
    caBroadcastDate: null,
  };
}

function filingRow(filing: PretendFiling): object {
  const { company, at, category, text } = filing;
  const [date = '', time = ''] = istText(at).slice(0, 19).split('T');
  const [year = '', month = '', day = ''] = date.split('-');
  const stamp = `${day}${month}${year}${time.replaceAll(':', '')}`;
  return {
    symbol: company.symbol,
    desc: category,
    dt: stamp,
    attchmntFile: `https://nsearchives.nseindia.com/corporate/${company.symbol}_${stamp}_letter.pdf`,
    sm_name: company.name,
    sm_isin: company.isin ?? null,
    an_dt: nseMoment(at),
    sort_date: `${date} ${time}`,
    seq_id: String(filingNumber(filing)),
    smIndustry: null,
    orgid: null,
    attchmntText: text,
    exchdisstime: nseMoment(at),
    difference: '00:00:00',
    fileSize: '120.50 KB',
  };
}

/** A letter makes two rows: one of the document, one of its XBRL form. */
function meetingRows({ company, date, purpose, toldAt }: PretendMeeting): object[] {
  const day = dayMonthYear(date);
  const common = {
    bm_symbol: company.symbol,
    bm_date: day,
    bm_timestamp: nseMoment(toldAt),
    sm_name: company.name,
    sm_isin: company.isin ?? null,
    sm_indusrty: 'Miscellaneous',
    attachment: `https://nsearchives.nseindia.com/corporate/xbrl/PRIOR_INTIMATION_${company.token}_WEB.xml`,
  };
  return [
    { ...common, bm_purpose: purpose, bm_desc: `To consider ${purpose.replaceAll('/', ' and ')}` },
    {
      ...common,
      bm_purpose: 'Board Meeting Intimation',
      bm_desc: `${company.name} has informed the Exchange about Board Meeting to be held on ${day} to consider and approve the Quarterly Unaudited Financial results of the Company`,
    },
  ];
}

function eventRow({ company, date, purpose }: PretendMeeting): object {
  return {
    symbol: company.symbol,
    company: company.name,
    purpose,
    bm_desc: `To consider ${purpose.replaceAll('/', ' and ')}`,
    date: dayMonthYear(date),
  };
}

type Between<Event> = (
  market: Market,
  from: SessionDate,
  to: SessionDate,
  now: Instant,
) => readonly Event[];

type PretendCompany = PretendAction['company'];

/** Whether a company is listed on the platform of small ones. */
const isSmall = ({ series }: PretendCompany): boolean => ['SM', 'ST', 'SZ'].includes(series);

/**
 * A list of rows between two days of the query, of one symbol where it names one.
 *
 * @param keyWord the field of the row's day
 * @param hasSmall small companies have a list of their own; otherwise they are in this one
 */
function listRoute<Event extends { readonly company: PretendCompany }>(
  market: Market,
  name: string,
  keyWord: string,
  between: Between<Event>,
  rowsOf: (event: Event) => readonly object[],
  hasSmall = false,
): Route {
  const answer = ({ query, now }: Asked): Answer => {
    const [from, to] = [queryDay(query.get('from_date')), queryDay(query.get('to_date'))];
    const index = query.get('index');
    const known = index === 'equities' || (hasSmall && index === 'sme');
    if (!from || !to || !known) return jsonPage(404, { error: 'dates' });
    const symbol = query.get('symbol');
    const events = between(market, from, to, now).filter(
      ({ company }) =>
        (symbol === null || company.symbol === symbol) &&
        (!hasSmall || isSmall(company) === (index === 'sme')),
    );
    return dataOf(
      events.flatMap(rowsOf),
      (rows) => JSON.stringify(rows),
      { contentType: 'application/json; charset=utf-8', keyWord },
      (row) => ({ ...row, [keyWord]: '31-Feb-2026 25:61:00' }),
    );
  };
  return {
    site: 'nse',
    path: new RegExp(`^/api/${name}$`),
    answer: (_, asked) => withCookie(asked, () => answer(asked)),
  };
}

/**
 * NSE's JSON about companies: actions by ex-date, filings by day, meetings of boards, the calendar
 * of those to come. All want the cookies of a page. Shapes as served in April to September 2026.
 */
export function filingRoutes(market: Market): readonly Route[] {
  const today = (now: Instant): SessionDate => market.calendar.dateAt(now);
  return [
    listRoute(
      market,
      'corporates-corporateActions',
      'exDate',
      actionsBetween,
      (action) => [actionRow(action)],
      true,
    ),
    listRoute(market, 'corporate-announcements', 'an_dt', filingsBetween, (filing) => [
      filingRow(filing),
    ]),
    listRoute(market, 'corporate-board-meetings', 'bm_date', meetingsBetween, meetingRows),
    listRoute(
      market,
      'event-calendar',
      'date',
      (exchange, from, to, now) =>
        meetingsBetween(exchange, from, to, now).filter(({ date }) => date >= today(now)),
      (meeting) => [eventRow(meeting)],
    ),
  ];
}
