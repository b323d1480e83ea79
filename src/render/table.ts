import { printable } from './printable.ts';

/** One column of a text table. */
export interface Column<Row> {
  readonly head: string;
  readonly cell: (row: Row) => string;
  /** Numbers stand to the right. */
  readonly right?: boolean;
}

/** Columns on a terminal: one for each character, two for wide ones would be more than names need. */
const widthOf = (text: string): number => Array.from(text).length;

/**
 * Rows as a table of padded columns with a head line; control characters in cells are left out, so
 * that foreign names cannot steer the terminal.
 *
 * @param none said instead of an empty table
 */
export function tableText<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  none: string,
): string {
  if (rows.length === 0) return `${none}\n`;
  const cells = rows.map((row) => columns.map((column) => printable(column.cell(row))));
  const widths = columns.map((column, place) =>
    Math.max(widthOf(column.head), ...cells.map((line) => widthOf(line[place] ?? ''))),
  );
  const line = (texts: readonly string[]): string =>
    texts
      .map((text, place) => {
        const space = ' '.repeat(Math.max(0, (widths[place] ?? 0) - widthOf(text)));
        return columns[place]?.right ? space + text : text + space;
      })
      .join('  ')
      .trimEnd();
  return `${[line(columns.map(({ head }) => head)), ...cells.map(line)].join('\n')}\n`;
}

/** Rows as CSV with a head line; cells with commas, quotes or line ends are quoted (RFC 4180). */
export function* csvLines<Row>(
  columns: readonly Column<Row>[],
  rows: Iterable<Row>,
): Generator<string> {
  const quoted = (text: string): string =>
    /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  yield `${columns.map(({ head }) => quoted(head)).join(',')}\n`;
  for (const row of rows) yield `${columns.map(({ cell }) => quoted(cell(row))).join(',')}\n`;
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
