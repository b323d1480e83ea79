import { Failure } from '../failure.ts';
import { isSessionDate } from '../market/session-date.ts';
import type { SessionDate } from '../market/session-date.ts';
import type { EquityPoint } from './returns.ts';

function refusal(file: string, line: number, expected: string, found: string): Failure {
  return new Failure('bad-data', `${file}, line ${line}: expected ${expected}, found "${found}"`);
}

interface Row {
  readonly line: number;
  readonly session: SessionDate;
  readonly fields: Readonly<Record<string, string>>;
}

/** The cells of a line: what stands in quotes is one, its commas too; two quotes in it are one. */
function cellsOf(line: string): string[] {
  const cells: string[] = [];
  let [start, quoted] = [0, false];
  for (let place = 0; place <= line.length; place++) {
    if (line[place] === '"') quoted = !quoted;
    if (place < line.length && (quoted || line[place] !== ',')) continue;
    const cell = line.slice(start, place).trim();
    const whole = cell.length > 1 && cell.startsWith('"') && cell.endsWith('"');
    cells.push(whole ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    start = place + 1;
  }
  return cells;
}

function rowsOf(text: string, file: string, needed: string): Row[] {
  const [header, ...lines] = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const names = cellsOf(header ?? '').map((name) => name.toLowerCase());
  if (!names.includes('date') || !names.includes(needed)) {
    throw refusal(file, 1, `columns "date" and "${needed}"`, header ?? '');
  }
  for (const name of ['date', needed, 'flow']) {
    if (names.indexOf(name) !== names.lastIndexOf(name)) {
      throw refusal(file, 1, `one column "${name}"`, header ?? '');
    }
  }
  const rows: Row[] = [];
  for (const [index, text] of lines.entries()) {
    if (text.trim() === '') continue;
    const line = index + 2;
    const values = cellsOf(text);
    const fields = Object.fromEntries(names.map((name, at) => [name, values[at] ?? '']));
    const date = fields['date'] ?? '';
    if (!isSessionDate(date)) throw refusal(file, line, 'a date like 2026-11-26', date);
    const before = rows.at(-1)?.session;
    if (before !== undefined && date <= before) {
      throw refusal(file, line, `a date after ${before}`, date);
    }
    rows.push({ line, session: date, fields });
  }
  return rows;
}

function amount(file: string, { line, fields }: Row, name: string): number {
  const text = fields[name] ?? '';
  const value = text === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(value)) throw refusal(file, line, `a number in column "${name}"`, text);
  return value;
}

/**
 * An account's value by session from CSV text with the columns `date`, `equity` and, when money was
 * paid in or out, `flow`. Further columns are left alone.
 *
 * @param file its name, for the error
 * @throws Failure `bad-data` with the line, for what is no number, no date or out of order
 */
export function readEquity(text: string, file: string): EquityPoint[] {
  return rowsOf(text, file, 'equity').map((row) => ({
    session: row.session,
    equity: amount(file, row, 'equity'),
    ...((row.fields['flow'] ?? '') === '' ? {} : { flow: amount(file, row, 'flow') }),
  }));
}

/**
 * A benchmark's closing level by session, from the columns `date` and `close`.
 *
 * @throws Failure `bad-data` with the line
 */
export function readLevels(text: string, file: string): Map<SessionDate, number> {
  return new Map(
    rowsOf(text, file, 'close').map((row) => [row.session, amount(file, row, 'close')]),
  );
}
