import { Failure } from '../core/failure.ts';
import { rowsOf } from './csv-rows.ts';
import type { CsvRows } from './csv-rows.ts';

/** A row with its place in the file; the header is line 1. Cells are trimmed. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** What a file is called, and what its columns are. */
export interface CsvShape {
  readonly file: string;
  readonly header: readonly string[];
}

/** A file with one header line, its rows in the file's order; lines without any value are left out. */
export interface CsvTable extends CsvShape {
  readonly rows: readonly CsvRow[];
}

/** A file that is gone through row by row: the row that is looked at, and its cells by their place. */
export interface CsvCursor extends CsvShape, CsvRows {
  /**
   * Goes to the next row. @returns false behind the last one
   *
   * @throws Failure `bad-data` for a row with fewer cells than the header: the file was cut off
   */
  next(): boolean;
}

const cellsIn = (rows: CsvRows): string[] =>
  Array.from({ length: rows.count() }, (_, place) => rows.text(place));

/**
 * Opens a comma-separated file as the exchanges write them: LF or CRLF, padded cells, quoted commas, a
 * trailing comma, a byte order mark. It stands before the first row below the header.
 *
 * @param given its text, or its bytes in UTF-8
 * @param file its name, for sentences
 * @throws Failure `bad-data` without a header and for broken quoting
 */
export function openCsv(given: string | Uint8Array, file: string): CsvCursor {
  const rows = rowsOf(given, file);
  if (!rows.next()) {
    throw new Failure('bad-data', `expected a header in ${file}, found an empty file`);
  }
  const cells = cellsIn(rows);
  const header = cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1);
  const width = header.length;
  return {
    ...rows,
    file,
    header,
    next() {
      if (!rows.next()) return false;
      if (rows.count() >= width) return true;
      const [line, found] = [rows.line(), rows.count()];
      throw new Failure(
        'bad-data',
        `expected ${width} cells in line ${line} of ${file}, found ${found}; the file is cut off or has a new shape`,
        { detail: { file, line } },
      );
    },
  };
}

/**
 * Reads a whole file in the same way.
 *
 * @throws Failure `bad-data` as `openCsv` and its rows do
 */
export function readCsv(given: string | Uint8Array, file: string): CsvTable {
  const cursor = openCsv(given, file);
  const rows: CsvRow[] = [];
  while (cursor.next()) rows.push({ line: cursor.line(), cells: cellsIn(cursor) });
  return { file, header: cursor.header, rows };
}

function bare(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

/** Place of a column by its name, whatever its case and punctuation; absent when there is none. */
export function findColumn(table: CsvShape, name: string): number | undefined {
  const place = table.header.findIndex((cell) => bare(cell) === bare(name));
  return place < 0 ? undefined : place;
}

/** Place of a column by its name. @throws Failure `bad-data` naming column and file */
export function columnOf(table: CsvShape, name: string): number {
  const place = findColumn(table, name);
  if (place !== undefined) return place;
  throw new Failure(
    'bad-data',
    `expected a column "${name}" in ${table.file}, found ${table.header
      .map((cell) => `"${cell}"`)
      .join(', ')
      .slice(0, 400)}; the format may have changed`,
    { detail: { file: table.file, column: name } },
  );
}

const beyond = (cell: string): string => `has "${cell}" beyond the last column`;

/** Why a row has more in it than the header allows for; absent when it has not. */
export function overfull(table: CsvShape, row: CsvRow): string | undefined {
  const extra = row.cells.slice(table.header.length).find((cell) => cell !== '');
  return extra === undefined ? undefined : beyond(extra);
}

/** The same of the row that a cursor stands on. */
export function overfullAt(cursor: CsvCursor): string | undefined {
  for (let place = cursor.header.length; place < cursor.count(); place++) {
    const cell = cursor.text(place);
    if (cell !== '') return beyond(cell);
  }
  return undefined;
}
