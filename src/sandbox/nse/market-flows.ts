import { closesAt } from '../../core/calendar/calendar.ts';
import type { OpenDay } from '../../core/calendar/calendar.ts';
import { addDays, dayNumber, isSessionDate } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { adjustedDays } from '../adjusted.ts';
import { dataOf, notFound } from '../answer.ts';
import type { Answer, Asked, Route } from '../answer.ts';
import { sandboxCompanies } from '../companies.ts';
import { dayMonthYear, dayOfParts } from '../day-spelling.ts';
import { mix } from '../hash.ts';
import { tradesOn } from '../instrument.ts';
import { publishedAt } from '../market.ts';
import type { Market } from '../market.ts';
import { withCookie } from './cookie-gate.ts';

const YEAR_DAYS = 364;
const DISCLAIMER =
  '"Disclaimer - The Data provided in the adjusted 52 week high and adjusted 52 week low columns  are adjusted for corporate actions (bonus, splits & rights).For actual (unadjusted) 52 week high & low prices, kindly refer bhavcopy."';
const EXTREMES_HEADER = quoted([
  'SYMBOL',
  'SERIES',
  'Adjusted_52_Week_High',
  '52_Week_High_Date',
  'Adjusted_52_Week_Low',
  '52_Week_Low_DT',
]);
/** A fund's running value has a line in the file and never a price. */
const NEVER_DEALT = ['PAPERNAV', 'EQ', '-', '-', '-', '-'];

function quoted(cells: readonly string[]): string {
  return cells.map((cell) => `"${cell}"`).join(',');
}

const padded = (pricePaise: number): string => (pricePaise / 100).toFixed(2).padStart(10);
const capitals = (session: SessionDate): string => dayMonthYear(session).toUpperCase();

/** Lines of every company that is listed on the day: its prices of the 52 weeks before, adjusted as of it. */
function extremeRows(market: Market, day: OpenDay): string[][] {
  const { session } = day;
  const from = addDays(session, -YEAR_DAYS);
  const rows = sandboxCompanies.flatMap((company) => {
    if (!tradesOn(company, session)) return [];
    const days = adjustedDays(market, company, from, addDays(session, -1), closesAt(day));
    const [first] = days;
    if (!first) return [];
    let [high, low] = [first, first];
    for (const one of days) {
      if (one.highPaise > high.highPaise) high = one;
      if (one.lowPaise < low.lowPaise) low = one;
    }
    const [highest, lowest] = [padded(high.highPaise), padded(low.lowPaise)];
    const { symbol, series } = company;
    return [[symbol, series, highest, capitals(high.session), lowest, capitals(low.session)]];
  });
  return [...rows, NEVER_DEALT].toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1));
}

function yearExtremes(market: Market, parts: readonly string[], { now }: Asked): Answer {
  const [dayPart = '', month = '', year = ''] = parts;
  const date = dayOfParts(year, month, dayPart);
  if (!isSessionDate(date)) return notFound();
  const day = market.calendar.day(date);
  if (day.state !== 'open' || publishedAt(day) > now) return notFound();
  const above = [DISCLAIMER, quoted([`Effective for ${dayMonthYear(date)}`]), EXTREMES_HEADER];
  return dataOf(
    extremeRows(market, day),
    (rows) => `${[...above, ...rows.map(quoted)].join('\n')}\n`,
    { contentType: 'text/csv', keyWord: 'Adjusted_52_Week_High', session: date },
    ([symbol = '', series = '', , highOn = '', ...low]) => [symbol, series, '0.01', highOn, ...low],
  );
}

/** What the two groups bought and sold in a session, in hundredths of a crore. */
function institutions(market: Market, session: SessionDate): object[] {
  const key = mix(market.seed, dayNumber(session));
  const crore = (hundredths: number): string => (hundredths / 100).toFixed(2);
  return ['DII', 'FII/FPI'].map((category, turn) => {
    const buy = 900_000 + (mix(key, turn) % 900_000);
    const sell = 900_000 + (mix(key, turn + 2) % 900_000);
    return {
      category,
      date: dayMonthYear(session),
      buyValue: crore(buy),
      sellValue: crore(sell),
      netValue: crore(buy - sell),
    };
  });
}

function fiiDii(market: Market, { now }: Asked): Answer {
  const session = market.newestPublished(now);
  if (session === undefined) return notFound();
  return dataOf(
    institutions(market, session),
    (rows) => JSON.stringify(rows),
    { contentType: 'application/json; charset=utf-8', keyWord: 'netValue', session },
    (row) => ({ ...row, buyValue: '-1.00' }),
  );
}

/**
 * NSE's figures of institutions, newest session only and behind a cookie, and the files with prices
 * of 52 weeks. Shapes as in an answer of 7 August 2026 and the file of 16 December 2025.
 */
export function marketFlowRoutes(market: Market): readonly Route[] {
  return [
    {
      site: 'nse',
      path: /^\/api\/fiidiiTradeReact$/,
      answer: (_, asked) => withCookie(asked, () => fiiDii(market, asked)),
    },
    {
      site: 'nse',
      path: /^\/content\/CM_52_wk_High_low_(\d{2})(\d{2})(\d{4})\.csv$/,
      answer: (parts, asked) => yearExtremes(market, parts, asked),
    },
  ];
}
