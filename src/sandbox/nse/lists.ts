import { weekday } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { dataOf, htmlPage, notFound } from '../answer.ts';
import type { Answer, Asked, Page, Route } from '../answer.ts';
import { sandboxCompanies } from '../companies.ts';
import { dayMonthYear } from '../day-spelling.ts';
import { newPerOldSince, symbolOn, tradesOn } from '../instrument.ts';
import type { SandboxInstrument } from '../instrument.ts';
import type { Market } from '../market.ts';
import { yearDays } from '../year-days.ts';
import type { YearDay } from '../year-days.ts';

const EQUITY_HEADER =
  'SYMBOL,NAME OF COMPANY, SERIES, DATE OF LISTING, PAID UP VALUE, MARKET LOT, ISIN NUMBER, FACE VALUE';
/** Series of the list: the platform of small companies has a list of its own. */
const MAIN_BOARD: readonly string[] = ['EQ', 'BE', 'BZ'];
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const COOKIE_NAMES = ['nsit', 'nseappid'];

/** Face value on a day: a split that is still to come has not lowered it. */
function faceValueRupees(company: SandboxInstrument, today: SessionDate): number {
  const splits = company.actions.filter((action) => action.kind === 'split');
  return company.faceValueRupees * newPerOldSince({ ...company, actions: splits }, today);
}

function equityList(today: SessionDate): Answer {
  const rows = sandboxCompanies
    .filter((company) => MAIN_BOARD.includes(company.series) && tradesOn(company, today))
    .toSorted((a, b) => (a.symbol < b.symbol ? -1 : 1));
  const encode = (listed: readonly SandboxInstrument[]): string => {
    const lines = listed.map((company) => {
      const face = faceValueRupees(company, today);
      const since = dayMonthYear(company.listedOn).toUpperCase();
      const { name, series, isin = '', lotShares } = company;
      const symbol = symbolOn(company, today);
      return [symbol, name, series, since, face, lotShares, isin, face].join(',');
    });
    return `${[EQUITY_HEADER, ...lines].join('\n')}\n`;
  };
  const how = { contentType: 'text/csv', keyWord: 'ISIN NUMBER' };
  return dataOf(rows, encode, how, (company) => ({ ...company, isin: 'INE-NONE' }));
}

/** Weekend holidays are in the list, the special Saturday is not; a star marks Muhurat trading. */
function holidayList(today: SessionDate): Answer {
  const rows = yearDays(Number(today.slice(0, 4))).filter((day) => day.kind !== 'special');
  const encode = (days: readonly YearDay[]): string => {
    const list = days.map((day, at) => ({
      tradingDate: dayMonthYear(day.date),
      weekDay: WEEKDAYS[weekday(day.date)],
      description: day.kind === 'muhurat' ? `${day.name}*` : day.name,
      morning_session: null,
      evening_session: null,
      Sr_no: at + 1,
    }));
    return JSON.stringify(Object.fromEntries(['CM', 'CD', 'FO'].map((name) => [name, list])));
  };
  return dataOf(rows, encode, {
    contentType: 'application/json; charset=utf-8',
    keyWord: 'tradingDate',
  });
}

function frontPage(market: Market): Page {
  const value = String(market.seed >>> 0);
  const headers = { 'set-cookie': COOKIE_NAMES.map((name) => `${name}=${value}; path=/`) };
  return { ...htmlPage(200, 'Sandbox exchange', 'Pretend data for trying things out.'), headers };
}

function holidayMaster({ query, cookies, now }: Asked, market: Market): Answer {
  if (!/(?:^|;\s*)nsit=[^;]/.test(cookies)) {
    return htmlPage(401, 'Unauthorized', 'No authorization token was found');
  }
  if (query.get('type') !== 'trading') return notFound();
  return holidayList(market.calendar.dateAt(now));
}

/**
 * NSE's list of shares as of now (without the suspended, the delisted and those to come), its front
 * pages, which hand out cookies, and its holidays of the running year, which want them. Shapes as
 * the exchange served them in August 2026.
 */
export function listRoutes(market: Market): readonly Route[] {
  return [
    {
      site: 'nse',
      path: /^\/content\/equities\/EQUITY_L\.csv$/,
      answer: (_, { now }) => equityList(market.calendar.dateAt(now)),
    },
    { site: 'nse', path: /^\/(?:option-chain)?$/, answer: () => frontPage(market) },
    {
      site: 'nse',
      path: /^\/api\/holiday-master$/,
      answer: (_, asked) => holidayMaster(asked, market),
    },
  ];
}
