import { isSessionDate } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { addDays } from '../../core/market/session-date.ts';
import { dataOf, notFound } from '../answer.ts';
import type { Answer, Asked, Route } from '../answer.ts';
import { dayMonthYear, dayOfParts } from '../day-spelling.ts';
import { publishedAt } from '../market.ts';
import type { Market } from '../market.ts';
import { withCookie } from './cookie-gate.ts';
import { dealLines } from './deal-lines.ts';
import type { DealLine, ListedDeals } from './deal-lines.ts';

const HEADER =
  'Date,Symbol,Security Name,Client Name,Buy/Sell,Quantity Traded,Trade Price / Wght. Avg. Price';
const REPORT_HEADER =
  '"Date ","Symbol ","Security Name ","Client Name ","Buy / Sell ","Quantity Traded ","Trade Price / Wght. Avg. Price ","Remarks "';
const SHORT_REPORT_HEADER = '"Date ","Symbol ","Security Name ","Quantity "';
const SHORT_HEADER = '"Security Name","Symbol Name","Trade Date","Quantity"';
const NO_RECORDS = 'NO RECORDS,,,,,,';
/** The report's JSON ends here without a word. */
const MOST_JSON_ROWS = 70;
const OPTIONS: Readonly<Record<string, ListedDeals>> = {
  bulk_deals: 'bulk',
  block_deals: 'block',
  short_selling: 'short',
};

const price = (line: DealLine): string => (line.pricePaise / 100).toFixed(2);
const capitals = (session: SessionDate): string => dayMonthYear(session).toUpperCase();
const quoted = (cells: readonly string[]): string => cells.map((cell) => `"${cell}"`).join(',');
/** A comma in a client's name is quoted in the plain files, too. */
const plain = (cell: string): string => (cell.includes(',') ? `"${cell}"` : cell);
/** `5,53,432`: thousands, then pairs. */
const grouped = (quantity: number): string => quantity.toLocaleString('en-IN');

/** Less than nothing was dealt in. */
const lessThanNothing = (line: DealLine): DealLine => ({ ...line, quantity: -line.quantity });

function latest(market: Market, list: 'bulk' | 'block', { now }: Asked): Answer {
  const session = market.newestPublished(now);
  if (session === undefined) return notFound();
  const remarks = list === 'bulk';
  const encode = (lines: readonly DealLine[]): string => {
    const rows = lines.map((line) =>
      [
        capitals(line.session),
        line.symbol,
        line.name,
        plain(line.client),
        line.side,
        String(line.quantity),
        price(line),
        ...(remarks ? ['-'] : []),
      ].join(','),
    );
    const header = remarks ? `${HEADER},Remarks` : HEADER;
    return `${[header, ...(rows.length > 0 ? rows : [NO_RECORDS])].join('\n')}\n`;
  };
  const how = { contentType: 'text/csv', keyWord: 'Quantity Traded', session };
  return dataOf(dealLines(market, list, session), encode, how, lessThanNothing);
}

function reportCsv(list: ListedDeals, lines: readonly DealLine[]): string {
  const short = list === 'short';
  const rows = lines.map((line) => {
    const who = [capitals(line.session), line.symbol, line.name];
    const quantity = grouped(line.quantity);
    return quoted(
      short ? [...who, quantity] : [...who, line.client, line.side, quantity, price(line), '-'],
    );
  });
  const header = short ? SHORT_REPORT_HEADER : REPORT_HEADER;
  return `\uFEFF${[header, ...(rows.length > 0 ? rows : [NO_RECORDS])].join('\n')}`;
}

function reportJson(list: ListedDeals, lines: readonly DealLine[]): string {
  const data = lines.slice(0, MOST_JSON_ROWS).map((line) =>
    list === 'short'
      ? {
          SS_DATE: capitals(line.session),
          SS_SYMBOL: line.symbol,
          SS_NAME: line.name,
          SS_QTY: line.quantity,
        }
      : {
          BD_DT_DATE: capitals(line.session),
          BD_SYMBOL: line.symbol,
          BD_SCRIP_NAME: line.name,
          BD_CLIENT_NAME: line.client,
          BD_BUY_SELL: line.side,
          BD_QTY_TRD: line.quantity,
          BD_TP_WATP: line.pricePaise / 100,
          BD_REMARKS: list === 'bulk' ? '-' : null,
        },
  );
  return JSON.stringify({ data });
}

/** `16-12-2025` as the site's questions spell a day. */
function askedDay(text: string | null): SessionDate | undefined {
  const date = (text ?? '').split('-').toReversed().join('-');
  return isSessionDate(date) ? date : undefined;
}

function report(market: Market, { query, now }: Asked): Answer {
  const list = OPTIONS[query.get('optionType') ?? ''];
  const [from, to] = [askedDay(query.get('from')), askedDay(query.get('to'))];
  if (list === undefined || from === undefined || to === undefined) return notFound();
  const sessions = market.calendar.sessions(from, to).filter((day) => publishedAt(day) <= now);
  const lines = sessions.flatMap(({ session }) => dealLines(market, list, session));
  const csv = query.get('csv') === 'true';
  const encode = csv ? reportCsv : reportJson;
  const how = {
    contentType: csv ? 'text/csv' : 'application/json; charset=utf-8',
    keyWord: csv ? 'Quantity' : 'SYMBOL',
  };
  return dataOf(lines, (rows) => encode(list, rows), how, lessThanNothing);
}

/** Short sales of the session before, in the evening of a session. */
function shortSales(market: Market, parts: readonly string[], { now }: Asked): Answer {
  const [day = '', month = '', year = ''] = parts;
  const date = dayOfParts(year, month, day);
  if (!isSessionDate(date)) return notFound();
  const open = market.calendar.day(date);
  const before = market.calendar.sessions(addDays(date, -20), addDays(date, -1)).at(-1);
  if (open.state !== 'open' || publishedAt(open) > now || !before) return notFound();
  const encode = (lines: readonly DealLine[]): string => {
    const rows = lines.map((line) =>
      quoted([line.name, line.symbol, dayMonthYear(line.session), String(line.quantity)]),
    );
    return `${[SHORT_HEADER, ...rows].join('\n')}\n`;
  };
  const how = { contentType: 'text/csv', keyWord: 'Trade Date', session: date };
  return dataOf(dealLines(market, 'short', before.session), encode, how, lessThanNothing);
}

/**
 * NSE's lists of deals: those of the day, the dated report as CSV or JSON, which wants a cookie, and
 * short sales a day late. Shapes as in files of 16 December 2025 and the website's export of July
 * 2025.
 */
export function dealRoutes(market: Market): readonly Route[] {
  const list = (kind: 'bulk' | 'block'): Route => ({
    site: 'nse',
    path: new RegExp(`^/content/equities/${kind}\\.csv$`),
    answer: (_, asked) => latest(market, kind, asked),
  });
  return [
    list('bulk'),
    list('block'),
    {
      site: 'nse',
      path: /^\/api\/historicalOR\/bulk-block-short-deals$/,
      answer: (_, asked) => withCookie(asked, () => report(market, asked)),
    },
    {
      site: 'nse',
      path: /^\/archives\/equities\/shortSelling\/shortselling_(\d{2})(\d{2})(\d{4})\.csv$/,
      answer: (parts, asked) => shortSales(market, parts, asked),
    },
  ];
}
