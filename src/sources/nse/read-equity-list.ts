import { Failure } from '../../core/failure.ts';
import type { RefusedRow } from '../../core/market/bar.ts';
import type { ListedInstrument } from '../../core/market/listing.ts';
import { readDayMonthYear } from '../../core/market/session-date.ts';
import type { InstrumentsAnswer } from '../../ports/prices.ts';
import { columnOf, overfull, readCsv } from '../csv-table.ts';
import type { CsvTable } from '../csv-table.ts';
import { isIsin, kindOf } from '../instrument-kind.ts';
import { requireMostlyGood } from '../ohlcv.ts';

type Columns = Readonly<Record<'symbol' | 'name' | 'series' | 'listedOn' | 'isin', number>>;

function columnsOf(table: CsvTable): Columns {
  return {
    symbol: columnOf(table, 'SYMBOL'),
    name: columnOf(table, 'NAME OF COMPANY'),
    series: columnOf(table, 'SERIES'),
    listedOn: columnOf(table, 'DATE OF LISTING'),
    isin: columnOf(table, 'ISIN NUMBER'),
  };
}

function readRow(columns: Columns, cells: readonly string[]): ListedInstrument | string {
  const text = (place: number): string => cells[place] ?? '';
  const symbol = text(columns.symbol);
  const series = text(columns.series);
  const isin = text(columns.isin);
  if (symbol === '' || series === '') return 'has no symbol or no series';
  if (!isIsin(isin)) return `${symbol}: "${isin}" is no ISIN`;
  const listedOn = readDayMonthYear(text(columns.listedOn));
  if (!listedOn) return `${symbol}: "${text(columns.listedOn)}" is no date like 06-OCT-2008`;
  const name = text(columns.name);
  return { exchange: 'XNSE', symbol, series, name, kind: kindOf(isin, series), isin, listedOn };
}

/**
 * Reads NSE's list of equities: companies in trade today under EQ, BE or BZ, dummy symbols of a
 * demerger included. Suspended companies, SME, ETF, REIT and InvIT are not in it.
 *
 * @throws Failure `bad-data` when a column is missing, when the list is empty, and when more than a
 *   tenth of its rows is refused
 */
export function readEquityList(text: string): InstrumentsAnswer {
  const table = readCsv(text, 'EQUITY_L.csv');
  const columns = columnsOf(table);
  const instruments: ListedInstrument[] = [];
  const refused: RefusedRow[] = [];
  for (const row of table.rows) {
    const read = overfull(table, row) ?? readRow(columns, row.cells);
    if (typeof read === 'string') refused.push({ row: `line ${row.line}`, reason: read });
    else instruments.push(read);
  }
  requireMostlyGood(table.file, instruments.length, refused);
  if (instruments.length > 0) return { instruments, refused };
  throw new Failure('bad-data', `expected companies in ${table.file}, found a header only`);
}
