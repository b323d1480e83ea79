import { printable } from './printable.ts';

/** One column of a text table. */
export interface Column<Row> {
  readonly head: string;
  readonly cell: (row: Row) => string;
  /** Numbers stand to the right. */
  readonly right?: boolean;
  /** Of a profit or loss: on a terminal what is above zero is green, what is below is red. */
  readonly gain?: (row: Row) => number | undefined;
}

const GREEN = '\u001b[32m';
const RED = '\u001b[31m';
const PLAIN = '\u001b[39m';

function coloured(text: string, gain: number | undefined): string {
  if (gain === undefined || gain === 0) return text;
  return `${gain > 0 ? GREEN : RED}${text}${PLAIN}`;
}

/** Columns on a terminal: one for each character, two for wide ones would be more than names need. */
const widthOf = (text: string): number => Array.from(text).length;

/**
 * Rows as a table of padded columns with a head line; control characters in cells are left out, so
 * that foreign names cannot steer the terminal.
 *
 * @param none said instead of an empty table
 * @param colour whether gains and losses are coloured: only for a terminal that wants it
 */
export function tableText<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  none: string,
  colour = false,
): string {
  if (rows.length === 0) return `${none}\n`;
  const cells = rows.map((row) => columns.map((column) => printable(column.cell(row))));
  const widths = columns.map((column, place) =>
    Math.max(widthOf(column.head), ...cells.map((line) => widthOf(line[place] ?? ''))),
  );
  const line = (texts: readonly string[], row?: Row): string =>
    texts
      .map((text, place) => {
        const column = columns[place];
        const space = ' '.repeat(Math.max(0, (widths[place] ?? 0) - widthOf(text)));
        const shown = colour && row !== undefined ? coloured(text, column?.gain?.(row)) : text;
        return column?.right ? space + shown : shown + space;
      })
      .join('  ')
      .trimEnd();
  const lines = cells.map((texts, place) => line(texts, rows[place]));
  return `${[line(columns.map(({ head }) => head)), ...lines].join('\n')}\n`;
}

/** What a spreadsheet would reckon out instead of showing it; a number with its sign is none. */
const FORMULA = /^[=+\-@\t\r](?!$|[\d.,]+ ?%?$)/;

/**
 * Rows as CSV with a head line; cells with commas, quotes or line ends are quoted (RFC 4180). A text
 * that begins as a formula gets an apostrophe in front of it: a note stays a note in a spreadsheet.
 */
export function* csvLines<Row>(
  columns: readonly Column<Row>[],
  rows: Iterable<Row>,
): Generator<string> {
  const quoted = (told: string): string => {
    const text = FORMULA.test(told) ? `'${told}` : told;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  yield `${columns.map(({ head }) => quoted(head)).join(',')}\n`;
  for (const row of rows) yield `${columns.map(({ cell }) => quoted(cell(row))).join(',')}\n`;
}

/**
 * Rows as CSV where that was asked for, else as a table.
 *
 * @param none said instead of an empty table; a CSV has its head line all the same
 */
export function rowsText<Row>(
  csv: boolean,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  none: string,
  colour = false,
): string | Iterable<string> {
  return csv ? csvLines(columns, rows) : tableText(columns, rows, none, colour);
}

/** A list as JSON, one item a line, made piece by piece: a million rows need no memory. */
export function* jsonLines(items: Iterable<unknown>): Generator<string> {
  let first = true;
  for (const item of items) {
    yield `${first ? '[\n' : ',\n'}${JSON.stringify(item)}`;
    first = false;
  }
  yield first ? '[]\n' : '\n]\n';
}
