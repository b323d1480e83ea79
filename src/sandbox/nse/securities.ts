import type { SessionDate } from '../../core/market/session-date.ts';
import { dataOf } from '../answer.ts';
import type { Answer, Route } from '../answer.ts';
import { sandboxCompanies } from '../companies.ts';
import { dayMonthYear } from '../day-spelling.ts';
import { symbolOn, tradesOn } from '../instrument.ts';
import type { SandboxInstrument } from '../instrument.ts';
import type { Market } from '../market.ts';

const SME_HEADER =
  'SYMBOL,NAME_OF_COMPANY,SERIES,DATE_OF_LISTING,PAID_UP_VALUE,ISIN_NUMBER,FACE_VALUE,';
const OTHER_HEADER =
  'SYMBOL,NAME OF COMPANY, SERIES, DATE OF LISTING, PAID UP VALUE, MARKET LOT, ISIN NUMBER, FACE VALUE';
const ETF_HEADER = 'Symbol,Underlying,SecurityName,DateofListing,MarketLot,ISINNumber,FaceValue';
const RECEIPT_HEADER = `${OTHER_HEADER}*`;
/** In these two the ISIN stands behind the last name. */
const PREF_HEADER =
  'SYMBOL, NAME OF COMPANY, SERIES, SECURITY NAME, FACE VALUE, PAID UP VALUE, MKT LOT, DIVIDEND %, DATE OF LISTING, DATE OF ALLOTMENT, REDEMPTION DATE, REDEMPTION AMT, CONVERSION DATE, CONVERSION AMT';
const WARRANT_HEADER = 'SYMBOL, NAME OF COMPANY, SERIES, DATE OF LISTING, MARKET LOT';
const NAMES_HEADER = 'NCH_SYMBOL, NCH_PREV_NAME, NCH_NEW_NAME, NCH_DT';
/** Series of the platform of small companies. */
const SMALL: readonly string[] = ['SM', 'ST', 'SZ'];

/** `15-May-26`, as this list spells a day. */
const shortYear = (date: SessionDate): string => dayMonthYear(date).replace(/-\d\d(\d\d)$/, '-$1');

function smallCompanies(today: SessionDate): Answer {
  const listed = sandboxCompanies.filter(
    (company) => SMALL.includes(company.series) && tradesOn(company, today),
  );
  const encode = (companies: readonly SandboxInstrument[]): string => {
    const lines = companies.map((company) => {
      const { name, series, isin = '', faceValueRupees: face, listedOn } = company;
      return [symbolOn(company, today), name, series, shortYear(listedOn), face, isin, face, ''];
    });
    return `${[SME_HEADER, ...lines.map((line) => line.join(','))].join('\n')}\n`;
  };
  return dataOf(listed, encode, { contentType: 'text/csv', keyWord: 'ISIN_NUMBER' });
}

/** Of these kinds there are no pretend securities. */
function emptyList(header: string): Answer {
  return dataOf([], () => `${header}\n`, { contentType: 'text/csv', keyWord: 'Symbol' });
}

/** Every change of a symbol up to today, newest first; the list has no header. */
function symbolChanges(today: SessionDate): Answer {
  const changes = sandboxCompanies.flatMap((company) =>
    (company.formerSymbols ?? [])
      .filter(({ until }) => until <= today)
      .map(({ symbol, until }) => [
        company.name,
        symbol,
        symbolOn(company, until),
        dayMonthYear(until).toUpperCase(),
      ]),
  );
  const encode = (rows: readonly string[][]): string =>
    rows.map((row) => `${row.join(',')}\n`).join('');
  return dataOf(changes.toReversed(), encode, { contentType: 'text/csv', keyWord: 'TEMPLE' });
}

/** The one company that was called otherwise before. */
function nameChanges(today: SessionDate): Answer {
  const rows =
    today < '2023-08-01'
      ? []
      : ['TEMPLEBELL,Temple Foundry Limited,Temple Bell Foundry Limited,01-AUG-2023'];
  const encode = (lines: readonly string[]): string => `${[NAMES_HEADER, ...lines].join('\n')}\n`;
  return dataOf(rows, encode, { contentType: 'text/csv', keyWord: 'NCH_SYMBOL' });
}

/**
 * NSE's lists of securities beside that of the main board, and of changed symbols and names, as of
 * now. Shapes as the exchange served them in May and August 2026.
 */
export function securitiesRoutes(market: Market): readonly Route[] {
  const list = (file: RegExp, make: (today: SessionDate) => Answer): Route => ({
    site: 'nse',
    path: file,
    answer: (_, { now }) => make(market.calendar.dateAt(now)),
  });
  return [
    list(/^\/content\/equities\/SME_EQUITY_L\.csv$/, smallCompanies),
    list(/^\/content\/equities\/eq_etfseclist\.csv$/, () => emptyList(ETF_HEADER)),
    list(/^\/content\/equities\/(?:REITS_L|INVITS_L|mf_close-end)\.csv$/, () =>
      emptyList(OTHER_HEADER),
    ),
    list(/^\/content\/equities\/IDR_W9\.csv$/, () => emptyList(RECEIPT_HEADER)),
    list(/^\/content\/equities\/WARRANT\.csv$/, () => emptyList(WARRANT_HEADER)),
    list(/^\/content\/equities\/PREF\.csv$/, () => emptyList(PREF_HEADER)),
    list(/^\/content\/equities\/symbolchange\.csv$/, symbolChanges),
    list(/^\/content\/equities\/namechange\.csv$/, nameChanges),
  ];
}
