import { paise } from '../../core/market/money.ts';
import { isSessionDate } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { dataOf, notFound } from '../answer.ts';
import type { Data, Route } from '../answer.ts';
import { dayMonthYear, dayOfParts } from '../day-spelling.ts';
import { publishedAt } from '../market.ts';
import type { Market } from '../market.ts';
import { sessionRows } from './session-rows.ts';
import type { SessionRow } from './session-rows.ts';

const LEGACY_HEADER =
  'SYMBOL,SERIES,OPEN,HIGH,LOW,CLOSE,LAST,PREVCLOSE,TOTTRDQTY,TOTTRDVAL,TIMESTAMP,TOTALTRADES,ISIN,';
const UDIFF_HEADER =
  'TradDt,BizDt,Sgmt,Src,FinInstrmTp,FinInstrmId,ISIN,TckrSymb,SctySrs,XpryDt,FininstrmActlXpryDt,' +
  'StrkPric,OptnTp,FinInstrmNm,OpnPric,HghPric,LwPric,ClsPric,LastPric,PrvsClsgPric,UndrlygPric,' +
  'SttlmPric,OpnIntrst,ChngInOpnIntrst,TtlTradgVol,TtlTrfVal,TtlNbOfTxsExctd,SsnId,NewBrdLotQty,' +
  'Rmks,Rsvd1,Rsvd2,Rsvd3,Rsvd4';
const FULL_HEADER =
  'SYMBOL, SERIES, DATE1, PREV_CLOSE, OPEN_PRICE, HIGH_PRICE, LOW_PRICE, LAST_PRICE, CLOSE_PRICE, ' +
  'AVG_PRICE, TTL_TRD_QNTY, TURNOVER_LACS, NO_OF_TRADES, DELIV_QTY, DELIV_PER';
const PAISE_IN_LAKH_RUPEES = 10_000_000;
/** Series where everything must be delivered, so that the full file tells no delivery. */
const TRADE_TO_TRADE: readonly string[] = ['BE', 'BZ'];

const twoDecimals = (amountPaise: number): string => (amountPaise / 100).toFixed(2);
const averagePaise = (row: SessionRow): number => Math.round(row.turnoverPaise / row.volume);
const lines = (header: string, rows: readonly string[]): string =>
  `${[header, ...rows].join('\n')}\n`;

/** A bond's file names no last price in the newer format. */
const hasLast = (row: SessionRow): boolean => row.series !== 'GS' && row.series !== 'N1';

function legacyLine(row: SessionRow, session: SessionDate): string {
  const { symbol, series, openPaise, highPaise, lowPaise, closePaise } = row;
  const day = dayMonthYear(session).toUpperCase();
  const prices = [openPaise, highPaise, lowPaise, closePaise, closePaise, row.previousClosePaise];
  const rupees = [...prices, row.turnoverPaise].map((price) => String(price / 100));
  const value = rupees.pop() ?? '';
  return [symbol, series, ...rupees, row.volume, value, day, row.trades, row.isin, ''].join(',');
}

function udiffLine(row: SessionRow, session: SessionDate): string {
  const close = twoDecimals(row.closePaise);
  const who = ['CM', 'NSE', 'STK', row.token, row.isin, row.symbol, row.series];
  const noDerivative = ['', '', '', ''];
  const prices = [row.openPaise, row.highPaise, row.lowPaise].map(twoDecimals);
  const last = hasLast(row) ? close : '';
  const before = twoDecimals(row.previousClosePaise);
  // Not the close: NSE settles at another price, and a reader that takes it for the close is wrong.
  const settled = twoDecimals(averagePaise(row));
  const dealt = [row.volume, twoDecimals(row.turnoverPaise), row.trades];
  const reserved = ['', '', '', '', ''];
  const name = row.name.toUpperCase().slice(0, 25);
  const days: string[] = [session, session];
  return days
    .concat(who.map(String), noDerivative, name, prices, close, last, before, '', settled, '', '')
    .concat(dealt.map(String), 'F1', String(row.lotShares), reserved)
    .join(',');
}

function fullLine(row: SessionRow, session: SessionDate): string {
  const delivered = Math.round(row.volume * (0.3 + (row.trades % 40) / 100));
  const delivery = TRADE_TO_TRADE.includes(row.series)
    ? ['-', '-']
    : [delivered, ((100 * delivered) / row.volume).toFixed(2)];
  const { openPaise, highPaise, lowPaise, closePaise } = row;
  const prices = [row.previousClosePaise, openPaise, highPaise, lowPaise, closePaise, closePaise]
    .concat(averagePaise(row))
    .map(twoDecimals);
  const lakhs = (row.turnoverPaise / PAISE_IN_LAKH_RUPEES).toFixed(2);
  const { symbol, series, volume, trades } = row;
  const day = dayMonthYear(session);
  return [symbol, series, day, ...prices, volume, lakhs, trades, ...delivery].join(', ');
}

/** A format of the session's file, and the sessions that came out in it. */
interface FileFormat {
  readonly path: RegExp;
  readonly from: string;
  readonly to: string;
  /** Which day is meant by the parts of the path. */
  readonly dayOf: (parts: readonly string[]) => string;
  readonly header: string;
  readonly line: (row: SessionRow, session: SessionDate) => string;
  readonly keyWord: string;
  readonly kept: (row: SessionRow) => boolean;
  /** Name of the file inside the archive; absent: it is not packed. */
  readonly inside?: (parts: readonly string[]) => string;
}

const FORMATS: readonly FileFormat[] = [
  {
    path: /^\/content\/historical\/EQUITIES\/(\d{4})\/([A-Z]{3})\/cm(\d{2})\2\1bhav\.csv\.zip$/,
    from: '2015-01-01',
    to: '2024-07-05',
    dayOf: ([year = '', month = '', day = '']) => dayOfParts(year, month, day),
    header: LEGACY_HEADER,
    line: legacyLine,
    keyWord: 'CLOSE',
    kept: () => true,
    inside: ([year = '', month = '', day = '']) => `cm${day}${month}${year}bhav.csv`,
  },
  {
    path: /^\/content\/cm\/BhavCopy_NSE_CM_0_0_0_(\d{4})(\d{2})(\d{2})_F_0000\.csv\.zip$/,
    from: '2024-01-01',
    to: '9999-12-31',
    dayOf: ([year = '', month = '', day = '']) => dayOfParts(year, month, day),
    header: UDIFF_HEADER,
    line: udiffLine,
    keyWord: 'ClsPric',
    kept: () => true,
    inside: (parts) => `BhavCopy_NSE_CM_0_0_0_${parts.join('')}_F_0000.csv`,
  },
  {
    path: /^\/products\/content\/sec_bhavdata_full_(\d{2})(\d{2})(\d{4})\.csv$/,
    from: '2020-01-01',
    to: '9999-12-31',
    dayOf: ([day = '', month = '', year = '']) => dayOfParts(year, month, day),
    header: FULL_HEADER,
    line: fullLine,
    keyWord: 'CLOSE_PRICE',
    kept: (row) => row.series !== 'N1',
  },
];

function fileOf(
  format: FileFormat,
  session: SessionDate,
  parts: readonly string[],
  rows: readonly SessionRow[],
): Data {
  const encode = (kept: readonly SessionRow[]): string =>
    lines(
      format.header,
      kept.map((row) => format.line(row, session)),
    );
  const packed = format.inside ? { packed: { zippedAs: format.inside(parts) } } : {};
  const contentType = format.inside ? 'application/zip' : 'text/csv';
  return dataOf(
    rows.filter(format.kept),
    encode,
    { contentType, keyWord: format.keyWord, session, ...packed },
    (row) => ({ ...row, highPaise: paise(Math.ceil(row.lowPaise / 2)) }),
  );
}

/**
 * End-of-day files of NSE's archive: legacy to 5 July 2024, UDiFF from 2024, the full file with
 * delivery from 2020. A session's files are there from 18:15 of its day on; others are 404.
 * Paths and columns as in real files of 14 March 2024, 19 May 2026 and 21 August 2026.
 */
export function bhavcopyRoutes(market: Market): readonly Route[] {
  return FORMATS.map((format) => ({
    site: 'nse',
    path: format.path,
    answer(parts, { now }) {
      const date = format.dayOf(parts);
      if (!isSessionDate(date) || date < format.from || date > format.to) return notFound();
      const day = market.calendar.day(date);
      if (day.state !== 'open' || publishedAt(day) > now) return notFound();
      return fileOf(format, date, parts, sessionRows(market, date, now));
    },
  }));
}
