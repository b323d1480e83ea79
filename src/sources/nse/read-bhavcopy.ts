import { Failure } from '../../core/failure.ts';
import type { RefusedRow } from '../../core/market/bar.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import type { SessionAnswer, SessionRow } from '../../ports/prices.ts';
import { overfull, scanCsv } from '../csv-table.ts';
import type { CsvRow, CsvScan } from '../csv-table.ts';
import { isIsin, kindOfRow } from '../instrument-kind.ts';
import { decimalOf, ohlcvOf, requireMostlyGood } from '../ohlcv.ts';
import { bhavcopyColumns, bhavcopyDate, DATE_EXAMPLE } from './bhavcopy-columns.ts';
import type { BhavcopyColumns } from './bhavcopy-columns.ts';
import type { BhavcopyFile, BhavcopyFormat } from './bhavcopy-files.ts';
import { dealtOf } from './dealt.ts';

/** What a row is read against. */
interface Reading {
  readonly table: CsvScan;
  readonly columns: BhavcopyColumns;
  readonly format: BhavcopyFormat;
  readonly session: SessionDate;
  readonly days: SessionDays;
}

/** How a file spells the days of its rows, each spelling looked at once. */
export interface SessionDays {
  /** Whether the text spells the session. */
  isSession(text: string): boolean;
  /**
   * Refuses, when the rows have been read, a file of another session: a cache may hold yesterday's.
   *
   * @throws Failure `bad-data`
   */
  requireSession(): void;
}

/** Takes note of the days that rows are of. */
export function sessionDays(
  file: string,
  format: BhavcopyFormat,
  session: SessionDate,
): SessionDays {
  const seen = new Map<string, SessionDate | undefined>();
  return {
    isSession(text) {
      if (!seen.has(text)) seen.set(text, bhavcopyDate(text, format));
      return seen.get(text) === session;
    },
    requireSession() {
      const read = [...seen.values()];
      if (read.includes(session)) return;
      if (read.length === 0) {
        throw new Failure(
          'bad-data',
          `expected rows in ${file}, found a header only; ask again later`,
        );
      }
      const found = [...seen.keys()].slice(0, 3).map((text) => `"${text}"`);
      const known = read.every((date) => date !== undefined);
      throw new Failure(
        'bad-data',
        known
          ? `expected the session ${session} in ${file}, found ${found.join(', ')}; ask again later`
          : `expected the session ${session} written like ${DATE_EXAMPLE[format]} in ${file}, found ${found.join(', ')}; it was saved again by another program or the format has changed`,
        { detail: { file, session } },
      );
    },
  };
}

/** The ISIN, absent where the file gives none; or why it is none. */
function isinIn(cells: readonly string[], place: number | undefined): { isin?: string } | string {
  const text = place === undefined ? '' : (cells[place] ?? '');
  if (text === '' || text === '-') return {};
  return isIsin(text) ? { isin: text } : `"${text}" is no ISIN`;
}

/** The row in our terms, or in words why it is refused. */
function readRow(
  { columns, format, session, days }: Omit<Reading, 'table'>,
  cells: readonly string[],
): SessionRow | string {
  const text = (place: number): string => cells[place] ?? '';
  const date = text(columns.date);
  const ofSession = days.isSession(date);
  const symbol = text(columns.symbol);
  const series = text(columns.series);
  if (symbol === '' || series === '') return 'has no symbol or no series';
  if (!ofSession) return `${symbol} ${series} is of "${date}"`;
  const isin = isinIn(cells, columns.isin);
  if (typeof isin === 'string') return `${symbol} ${series}: ${isin}`;
  const price = (place: number): number => decimalOf(text(place));
  const ohlcv = ohlcvOf(
    price(columns.open),
    price(columns.high),
    price(columns.low),
    price(columns.close),
    price(columns.volume),
  );
  if (typeof ohlcv === 'string') return `${symbol} ${series}: ${ohlcv}`;
  const dealt = dealtOf(cells, columns, format);
  if (typeof dealt === 'string') return `${symbol} ${series}: ${dealt}`;
  const name = columns.name === undefined ? '' : text(columns.name);
  const kind = kindOfRow(isin.isin, series);
  const bar = { session, ...ohlcv };
  return { symbol, series, ...isin, ...(name === '' ? {} : { name }), kind, bar, ...dealt };
}

/** Sorts the rows into good and refused ones; of two with one symbol and series the second is refused. */
function readRows(reading: Reading): { rows: SessionRow[]; refused: RefusedRow[] } {
  const rows: SessionRow[] = [];
  const refused: RefusedRow[] = [];
  const seen = new Map<string, number>();
  const take = (row: CsvRow): SessionRow | string => {
    const read = overfull(reading.table, row) ?? readRow(reading, row.cells);
    if (typeof read === 'string') return read;
    const key = `${read.symbol} ${read.series}`;
    const earlier = seen.get(key);
    if (earlier !== undefined) return `${key} is already in line ${earlier}`;
    seen.set(key, row.line);
    return read;
  };
  for (const row of reading.table.rows) {
    const taken = take(row);
    if (typeof taken === 'string') refused.push({ row: `line ${row.line}`, reason: taken });
    else rows.push(taken);
  }
  return { rows, refused };
}

/**
 * Reads a file with a session's prices of the whole market: raw, in paise, every series. Securities
 * without a trade are not in these files. Every row is either returned or refused with its reason.
 *
 * @throws Failure `bad-data` when a column is missing, when the date inside is not the session's,
 *   when the file holds no row, and when more than a tenth of the rows is refused
 */
export function readBhavcopy(
  given: string | Uint8Array,
  file: BhavcopyFile,
  session: SessionDate,
): SessionAnswer {
  const { format, name } = file;
  const table = scanCsv(given, name);
  const days = sessionDays(name, format, session);
  const columns = bhavcopyColumns(table, format);
  const { rows, refused } = readRows({ table, columns, format, session, days });
  days.requireSession();
  requireMostlyGood(name, rows.length, refused);
  return { rows, refused, format };
}
