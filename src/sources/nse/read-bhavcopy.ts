import { Failure } from '../../core/failure.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import type { Mutable } from '../../core/mutable.ts';
import type { SessionAnswer, SessionRow } from '../../ports/prices.ts';
import { openCsv } from '../csv-table.ts';
import type { CsvCursor } from '../csv-table.ts';
import { isIsin, kindOfRow } from '../instrument-kind.ts';
import { ohlcvOf, requireMostlyGood } from '../ohlcv.ts';
import { bhavcopyColumns, bhavcopyDate, DATE_EXAMPLE } from './bhavcopy-columns.ts';
import type { BhavcopyColumns } from './bhavcopy-columns.ts';
import type { BhavcopyFile, BhavcopyFormat } from './bhavcopy-files.ts';
import { putDealt } from './dealt.ts';
import { readSecurityRows } from './read-rows.ts';

/** What a row is read against. */
interface Reading {
  readonly cursor: CsvCursor;
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

/** Whether the text stands for an ISIN that the file does not give. */
const isNoIsin = (text: string): boolean => text === '' || text === '-';

type Row = Mutable<SessionRow>;

/** The row in our terms, or in words why it is refused. */
function readRow({ cursor, columns, format, session, days }: Reading): SessionRow | string {
  const date = cursor.text(columns.date);
  const ofSession = days.isSession(date);
  const symbol = cursor.text(columns.symbol);
  const series = cursor.text(columns.series);
  if (symbol === '' || series === '') return 'has no symbol or no series';
  if (!ofSession) return `${symbol} ${series} is of "${date}"`;
  const isin = columns.isin === undefined ? '' : cursor.text(columns.isin);
  const named = !isNoIsin(isin);
  if (named && !isIsin(isin)) return `${symbol} ${series}: "${isin}" is no ISIN`;
  const ohlcv = ohlcvOf(
    cursor.decimal(columns.open),
    cursor.decimal(columns.high),
    cursor.decimal(columns.low),
    cursor.decimal(columns.close),
    cursor.decimal(columns.volume),
  );
  if (typeof ohlcv === 'string') return `${symbol} ${series}: ${ohlcv}`;
  const { openPaise, highPaise, lowPaise, closePaise, volume } = ohlcv;
  const bar = { session, openPaise, highPaise, lowPaise, closePaise, volume };
  const row: Row = { symbol, series, bar };
  row.kind = kindOfRow(named ? isin : undefined, series);
  if (named) row.isin = isin;
  const name = columns.name === undefined ? '' : cursor.text(columns.name);
  if (name !== '') row.name = name;
  const wrong = putDealt(row, cursor, columns, format);
  return wrong === undefined ? row : `${symbol} ${series}: ${wrong}`;
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
  const cursor = openCsv(given, name);
  const days = sessionDays(name, format, session);
  const columns = bhavcopyColumns(cursor, format);
  const reading: Reading = { cursor, columns, format, session, days };
  const { items: rows, refused } = readSecurityRows(cursor, () => readRow(reading));
  days.requireSession();
  requireMostlyGood(name, rows.length, refused);
  return { rows, refused, format };
}
