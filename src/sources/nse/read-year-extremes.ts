import { Failure } from '../../core/failure.ts';
import type { Extreme, YearExtreme } from '../../core/flows/year-extreme.ts';
import type { RefusedRow } from '../../core/market/bar.ts';
import { paiseFromRupees } from '../../core/market/money.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import type { ExtremesAnswer } from '../../ports/flows.ts';
import { columnOf, overfull, readCsv } from '../csv-table.ts';
import type { CsvRow, CsvTable } from '../csv-table.ts';
import { decimalOf, requireMostlyGood } from '../ohlcv.ts';
import { dayInFull } from './deal-row.ts';

/** Two lines stand above the header: a disclaimer and the day. */
const HEADER = /^"?SYMBOL"?,/m;
const EFFECTIVE = /Effective for\s+([\w-]+)/;

type Column = 'symbol' | 'series' | 'high' | 'highOn' | 'low' | 'lowOn';

function columnsOf(table: CsvTable): Readonly<Record<Column, number>> {
  return {
    symbol: columnOf(table, 'SYMBOL'),
    series: columnOf(table, 'SERIES'),
    high: columnOf(table, 'Adjusted_52_Week_High'),
    highOn: columnOf(table, '52_Week_High_Date'),
    low: columnOf(table, 'Adjusted_52_Week_Low'),
    lowOn: columnOf(table, '52_Week_Low_DT'),
  };
}

/** A price and its day; absent for two dashes; in words why it is neither. */
function extremeOf(price: string, on: string, session: SessionDate): Extreme | undefined | string {
  if (price === '-' && on === '-') return undefined;
  const pricePaise = paiseFromRupees(decimalOf(price));
  if (pricePaise === undefined || pricePaise <= 0) return `"${price}" is no price`;
  const day = dayInFull(on);
  if (!day) return `"${on}" is no day like 23-JUL-2025`;
  return day > session ? `${day} is after ${session}` : { pricePaise, on: day };
}

function rowOf(
  columns: Readonly<Record<Column, number>>,
  { cells }: CsvRow,
  session: SessionDate,
): YearExtreme | string {
  // Numbers are padded inside their quotes.
  const text = (column: Column): string => (cells[columns[column]] ?? '').trim();
  const [symbol, series] = [text('symbol'), text('series')];
  if (symbol === '' || series === '') return 'has no symbol or no series';
  const high = extremeOf(text('high'), text('highOn'), session);
  if (typeof high === 'string') return `${symbol} ${series}: high: ${high}`;
  const low = extremeOf(text('low'), text('lowOn'), session);
  if (typeof low === 'string') return `${symbol} ${series}: low: ${low}`;
  if (high && low && high.pricePaise < low.pricePaise) {
    return `${symbol} ${series}: the high is below the low`;
  }
  return { session, symbol, series, ...(high ? { high } : {}), ...(low ? { low } : {}) };
}

/** The table below the preamble. @throws Failure `bad-data` for a file of another session */
function tableOf(text: string, file: string, session: SessionDate): CsvTable & { above: number } {
  const start = HEADER.exec(text)?.index;
  if (start === undefined) {
    throw new Failure('bad-data', `expected a column "SYMBOL" in ${file}, found no line with it`);
  }
  const preamble = text.slice(0, start);
  const written = EFFECTIVE.exec(preamble)?.[1] ?? '';
  if (dayInFull(written) !== session) {
    throw new Failure(
      'bad-data',
      `expected ${file} to be effective for ${session}, found "${written}"; ask again later`,
    );
  }
  return { ...readCsv(text.slice(start), file), above: preamble.split('\n').length - 1 };
}

/**
 * Reads the file with highest and lowest prices of 52 weeks. Every line is either returned, its
 * prices absent where it has dashes, or refused with its reason.
 *
 * @throws Failure `bad-data` for another session's file, a missing column, a file without lines, and
 *   when more than a tenth of the lines is refused
 * @see `CM_52_wk_High_low_16122025.csv`
 */
export function readYearExtremes(text: string, file: string, session: SessionDate): ExtremesAnswer {
  const table = tableOf(text, file, session);
  const columns = columnsOf(table);
  const extremes: YearExtreme[] = [];
  const refused: RefusedRow[] = [];
  const seen = new Set<string>();
  for (const row of table.rows) {
    const read = overfull(table, row) ?? rowOf(columns, row, session);
    const key = typeof read === 'string' ? '' : `${read.symbol} ${read.series}`;
    const reason = typeof read === 'string' ? read : seen.has(key) ? `${key} is there twice` : '';
    seen.add(key);
    if (reason !== '') refused.push({ row: `line ${row.line + table.above}`, reason });
    else if (typeof read !== 'string') extremes.push(read);
  }
  requireMostlyGood(file, extremes.length, refused);
  if (extremes.length > 0) return { extremes, refused };
  throw new Failure('bad-data', `expected rows in ${file}, found a header only; ask again later`);
}
