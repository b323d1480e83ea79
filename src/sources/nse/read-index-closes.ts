import { Failure } from '../../core/failure.ts';
import type { IndexClose } from '../../core/indices/index-close.ts';
import { indexKey } from '../../core/indices/index-names.ts';
import { paiseFromRupees } from '../../core/market/money.ts';
import { isSessionDate } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import type { IndexClosesAnswer } from '../../ports/end-of-day.ts';
import { columnOf, readCsv } from '../csv-table.ts';
import type { CsvTable } from '../csv-table.ts';
import { decimalOf, requireMostlyGood } from '../ohlcv.ts';
import { readRows } from './read-rows.ts';

/** Rupees of a crore. */
const CRORE = 10_000_000;

const HUNDREDTHS = {
  open: 'Open Index Value',
  high: 'High Index Value',
  low: 'Low Index Value',
  close: 'Closing Index Value',
  change: 'Points Change',
  priceToEarnings: 'P/E',
  priceToBook: 'P/B',
  dividendYield: 'Div Yield',
} as const;

type Hundredths = keyof typeof HUNDREDTHS;
type Columns = Readonly<Record<Hundredths | 'name' | 'date' | 'volume' | 'turnover', number>>;

function columnsOf(table: CsvTable): Columns {
  const hundredths = Object.entries(HUNDREDTHS).map(([name, head]) => [
    name,
    columnOf(table, head),
  ]);
  return {
    ...(Object.fromEntries(hundredths) as Record<Hundredths, number>),
    name: columnOf(table, 'Index Name'),
    date: columnOf(table, 'Index Date'),
    volume: columnOf(table, 'Volume'),
    turnover: columnOf(table, 'Turnover (Rs. Cr.)'),
  };
}

/** `03-03-2025`, and `03/03/2015` as the files of one year have it. */
function dayOf(text: string): SessionDate | undefined {
  const [, day = '', month = '', year = ''] = /^(\d{2})[-/](\d{2})[-/](\d{4})$/.exec(text) ?? [];
  const date = `${year}-${month}-${day}`;
  return isSessionDate(date) ? date : undefined;
}

const isBlank = (text: string): boolean => text === '' || text === '-';

/** Why the values cannot be, in words. */
function doubt({ open, high, low, close }: Partial<IndexClose>): string | undefined {
  if (close === undefined || close <= 0) return 'has no closing value';
  // Where one of them is told alone it still bounds what is told beside it.
  const [least, most] = [low ?? -Infinity, high ?? Infinity];
  if (most < least) return `high ${high} is below low ${low} hundredths`;
  const inside = [open, close].every(
    (value) => value === undefined || (least <= value && value <= most),
  );
  return inside
    ? undefined
    : `open ${open} or close ${close} is outside ${low}..${high} hundredths`;
}

function readRow(
  columns: Columns,
  session: SessionDate,
  cells: readonly string[],
): IndexClose | string {
  const text = (column: keyof Columns): string => cells[columns[column]] ?? '';
  const name = text('name');
  if (name === '') return 'has no name';
  if (dayOf(text('date')) !== session) return `${name} is of "${text('date')}"`;
  const values: Partial<Record<Hundredths, number>> = {};
  for (const column of Object.keys(HUNDREDTHS) as Hundredths[]) {
    if (isBlank(text(column))) continue;
    const value = paiseFromRupees(decimalOf(text(column)));
    if (value === undefined) return `${name}: "${text(column)}" is no ${HUNDREDTHS[column]}`;
    values[column] = value;
  }
  const wrong = doubt(values);
  if (wrong !== undefined) return `${name}: ${wrong}`;
  const volume = isBlank(text('volume')) ? undefined : decimalOf(text('volume'));
  if (volume !== undefined && !(Number.isSafeInteger(volume) && volume >= 0)) {
    return `${name}: "${text('volume')}" is no number of shares`;
  }
  const crores = isBlank(text('turnover')) ? undefined : decimalOf(text('turnover'));
  const turnoverPaise = crores === undefined ? undefined : paiseFromRupees(crores * CRORE);
  if (crores !== undefined && (turnoverPaise === undefined || turnoverPaise < 0)) {
    return `${name}: "${text('turnover')}" is no turnover`;
  }
  return {
    session,
    name,
    ...values,
    close: values.close ?? 0,
    ...(volume === undefined ? {} : { volume }),
    ...(turnoverPaise === undefined ? {} : { turnoverPaise }),
  };
}

/**
 * Reads the values of every index at the end of a session. Of volatility, bond and strategy indices
 * many have a close only.
 *
 * @throws Failure `bad-data` for another session's file, a missing column, a file without rows, and
 *   when more than a tenth of the rows is refused
 * @see `ind_close_all_01102012.csv`, `ind_close_all_03032025.csv`
 */
export function readIndexCloses(
  text: string,
  file: string,
  session: SessionDate,
): IndexClosesAnswer {
  const table = readCsv(text, file);
  const columns = columnsOf(table);
  const dates = [...new Set(table.rows.map(({ cells }) => cells[columns.date] ?? ''))];
  if (!dates.some((date) => dayOf(date) === session)) {
    const found = dates.slice(0, 3).map((date) => `"${date}"`);
    throw new Failure(
      'bad-data',
      `expected the session ${session} in ${file}, found ${found.join(', ') || 'no row'}; ask again later`,
      { detail: { file, session } },
    );
  }
  const { items, refused } = readRows(
    table,
    (cells) => readRow(columns, session, cells),
    ({ name }) => indexKey(name),
  );
  requireMostlyGood(table.file, items.length, refused);
  return { closes: items, refused };
}
