import type { ListedInstrument } from '../../core/market/listing.ts';
import { readDayMonthYear } from '../../core/market/session-date.ts';
import type { InstrumentsAnswer } from '../../ports/prices.ts';
import { columnOf, findColumn, readCsv } from '../csv-table.ts';
import type { CsvTable } from '../csv-table.ts';
import { isIsin, kindOf } from '../instrument-kind.ts';
import { requireMostlyGood } from '../ohlcv.ts';
import { readRows } from './read-rows.ts';

/** A list of securities beside that of the main board's shares. */
export interface SecuritiesList {
  /** Name of the source, under which its age is kept. */
  readonly name: string;
  readonly file: string;
  /** The series of every row, where the file does not tell. */
  readonly series?: string;
  /** The ISIN stands behind the last column that has a name. */
  readonly isinBehind?: true;
}

/**
 * The lists that the page of securities available for trading links to: small companies, funds that
 * trade as shares do, trusts, closed-end funds, depositary receipts, preference shares, warrants.
 *
 * @see https://www.nseindia.com/market-data/securities-available-for-trading (May 2026)
 */
export const SECURITIES_LISTS: readonly SecuritiesList[] = [
  { name: 'nse-sme', file: 'SME_EQUITY_L.csv' },
  { name: 'nse-etf', file: 'eq_etfseclist.csv', series: 'EQ' },
  { name: 'nse-reit', file: 'REITS_L.csv' },
  { name: 'nse-invit', file: 'INVITS_L.csv' },
  { name: 'nse-mf', file: 'mf_close-end.csv' },
  { name: 'nse-idr', file: 'IDR_W9.csv' },
  { name: 'nse-pref', file: 'PREF.csv', isinBehind: true },
  { name: 'nse-warrant', file: 'WARRANT.csv', isinBehind: true },
];

const ISIN = 'ISIN NUMBER';

/** The place of the column under the first of its names that is there. */
function columnAmong(table: CsvTable, [usual, ...others]: readonly [string, ...string[]]): number {
  for (const name of others) {
    const place = findColumn(table, name);
    if (place !== undefined) return place;
  }
  return columnOf(table, usual);
}

/** Footnotes stand in the first cell of a row without anything else. */
function withoutNotes(table: CsvTable): CsvTable {
  const isNote = (cells: readonly string[]): boolean => cells.slice(1).every((cell) => cell === '');
  return { ...table, rows: table.rows.filter(({ cells }) => !isNote(cells)) };
}

/**
 * Reads a list of securities: columns of several spellings, dates of several kinds, footnotes.
 *
 * @returns no instrument for a list with a header only: of some kinds there may be none
 * @throws Failure `bad-data` when a column is missing, and when more than a tenth of the rows is refused
 */
export function readSecurities(text: string, list: SecuritiesList): InstrumentsAnswer {
  const read = withoutNotes(readCsv(text, list.file));
  const table = list.isinBehind ? { ...read, header: [...read.header, ISIN] } : read;
  const symbolAt = columnOf(table, 'SYMBOL');
  const nameAt = columnAmong(table, ['NAME OF COMPANY', 'Underlying']);
  const seriesAt = list.series === undefined ? columnOf(table, 'SERIES') : undefined;
  const listedAt = columnOf(table, 'DATE OF LISTING');
  const isinAt = columnOf(table, ISIN);
  const { items, refused } = readRows(table, (cells): ListedInstrument | string => {
    const [symbol = '', name = '', isin = ''] = [cells[symbolAt], cells[nameAt], cells[isinAt]];
    const series = seriesAt === undefined ? (list.series ?? '') : (cells[seriesAt] ?? '');
    if (symbol === '' || series === '') return 'has no symbol or no series';
    if (!isIsin(isin)) return `${symbol}: "${isin}" is no ISIN`;
    const date = cells[listedAt] ?? '';
    const listedOn = readDayMonthYear(date);
    if (!listedOn && date !== '') return `${symbol}: "${date}" is no date like 15-May-26`;
    const listed = listedOn ? { listedOn } : {};
    const kind = kindOf(isin, series);
    return { exchange: 'XNSE', symbol, series, name, kind, isin, ...listed };
  });
  requireMostlyGood(table.file, items.length, refused);
  return { instruments: items, refused };
}
