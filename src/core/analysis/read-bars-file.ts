import { Failure } from '../failure.ts';
import { isSessionDate } from '../market/session-date.ts';
import type { SessionDate } from '../market/session-date.ts';
import { csvCells, csvNumber } from './csv-cells.ts';
import type { DailySeries } from './daily-series.ts';

const PRICES = ['open', 'high', 'low', 'close'] as const;
const COLUMNS = [...PRICES, 'volume'] as const;

function refused(file: string, line: number, expected: string, found: string): Failure {
  return new Failure(
    'bad-data',
    `expected ${expected} in line ${line} of "${file}", found "${found}": mend the file and run again`,
    { detail: { file, line } },
  );
}

/** A line's cells. @throws Failure for quotes that do not match */
function cellsOf(line: string, file: string, at: number): string[] {
  const cells = csvCells(line);
  if (cells) return cells;
  throw refused(file, at, 'cells between commas, each quote closed', line);
}

/** Places of the session and of the five columns. */
function placesIn(header: readonly string[], file: string, at: number): number[] {
  const names = header.map((name) => name.toLowerCase());
  return ['date', ...COLUMNS].map((wanted) => {
    const name = wanted === 'date' && !names.includes('date') ? 'session' : wanted;
    const place = names.indexOf(name);
    if (place >= 0 && place === names.lastIndexOf(name)) return place;
    const expected = `the columns date,${COLUMNS.join(',')}, each once,`;
    throw refused(file, at, expected, header.join(','));
  });
}

/**
 * Reads daily bars of one instrument from comma-separated text with a header that names `date`,
 * `open`, `high`, `low`, `close` and `volume`, in any order and among others: prices in any one unit,
 * dates written `YYYY-MM-DD`, ascending, each once. Cells may be quoted, and numbers in quotes have
 * commas between their thousands.
 *
 * @param file its name, for sentences
 * @throws Failure `bad-data` naming the line: an unusable file is refused whole, never repaired
 */
export function readBarsFile(text: string, file: string): DailySeries {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n?|\n/);
  const top = Math.max(
    0,
    lines.findIndex((line) => line.trim() !== ''),
  );
  const header = cellsOf(lines[top] ?? '', file, top + 1);
  const [dateAt = 0, ...columnsAt] = placesIn(header, file, top + 1);
  const sessions: SessionDate[] = [];
  const columns = COLUMNS.map((): number[] => []);
  for (const [index, line] of lines.entries()) {
    if (index <= top || line.trim() === '') continue;
    const at = index + 1;
    const cells = cellsOf(line, file, at);
    if (cells.every((cell) => cell === '')) continue;
    // A number written with a comma and without quotes would move all that is behind it.
    if (cells.slice(header.length).some((cell) => cell !== '')) {
      throw refused(file, at, `${header.length} cells as in the header`, line);
    }
    const session = cells[dateAt] ?? '';
    if (!isSessionDate(session)) throw refused(file, at, 'a date like 2026-11-26', session);
    const last = sessions.at(-1);
    if (last !== undefined && session <= last) {
      throw refused(file, at, `a date after ${last}: oldest first, each once`, session);
    }
    const values = columnsAt.map((place) => csvNumber(cells[place] ?? ''));
    const [open = 0, high = 0, low = 0, close = 0, volume = 0] = values;
    const possible =
      values.every(Number.isFinite) &&
      low > 0 &&
      low <= Math.min(open, close) &&
      high >= Math.max(open, close) &&
      volume >= 0;
    if (!possible) {
      throw refused(
        file,
        at,
        'numbers with 0 < low, open and close from low to high, and a volume of 0 or more',
        line,
      );
    }
    sessions.push(session);
    for (const [place, value] of values.entries()) columns[place]?.push(value);
  }
  const [open, high, low, close, volume] = columns.map((column) => Float64Array.from(column));
  const none = new Float64Array();
  return {
    sessions,
    open: open ?? none,
    high: high ?? none,
    low: low ?? none,
    close: close ?? none,
    volume: volume ?? none,
  };
}
