import { parse } from 'csv-parse/sync';
import { Failure } from '../core/failure.ts';

/** A row with its place in the file; the header is line 1. Cells are trimmed. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** A file with one header line. */
export interface CsvTable {
  readonly file: string;
  readonly header: readonly string[];
  /** In the file's order; lines without any value are left out. */
  readonly rows: readonly CsvRow[];
}

/** A blank before or after a comma, or at an end of a line. */
const PADDED = /[^\S\n],|,[^\S\n]|^[^\S\n]|[^\S\n]$/m;

/** Without quotes every comma separates: cutting is ten times faster than a parser. */
function cutRows(text: string): CsvRow[] {
  const rows: CsvRow[] = [];
  let line = 0;
  // Cells are looked at for blanks only where the file has any beside a comma.
  const padded = PADDED.test(text);
  for (const textLine of text.split(/\r\n|\n|\r/)) {
    line++;
    const cut = textLine.split(',');
    const cells = padded ? cut.map((cell) => cell.trim()) : cut;
    if (cells.some((cell) => cell !== '')) rows.push({ line, cells });
  }
  return rows;
}

function parsedRows(text: string, file: string): CsvRow[] {
  const rows: CsvRow[] = [];
  try {
    parse(text, {
      bom: true,
      trim: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      on_record: (cells, { lines }) => {
        rows.push({ line: lines, cells });
        return null;
      },
    });
  } catch (cause) {
    const words = cause instanceof Error ? cause.message : String(cause);
    throw new Failure('bad-data', `expected CSV in ${file}, found: ${words}`, { cause });
  }
  return rows;
}

/**
 * Reads a comma-separated file as the exchanges write them: LF or CRLF, padded cells, quoted commas,
 * a trailing comma, a byte order mark.
 *
 * @param file its name, for sentences
 * @throws Failure `bad-data` without a header, for broken quoting, and for a row with fewer cells
 *   than the header: the file was cut off
 */
export function readCsv(text: string, file: string): CsvTable {
  const plain = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const [top, ...rows] = plain.includes('"') ? parsedRows(plain, file) : cutRows(plain);
  if (!top) throw new Failure('bad-data', `expected a header in ${file}, found an empty file`);
  const header = top.cells.slice(0, top.cells.findLastIndex((cell) => cell !== '') + 1);
  const short = rows.find(({ cells }) => cells.length < header.length);
  if (short) {
    throw new Failure(
      'bad-data',
      `expected ${header.length} cells in line ${short.line} of ${file}, found ${short.cells.length}; the file is cut off or has a new shape`,
      { detail: { file, line: short.line } },
    );
  }
  return { file, header, rows };
}

function bare(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

/** Place of a column by its name, whatever its case and punctuation; absent when there is none. */
export function findColumn(table: CsvTable, name: string): number | undefined {
  const place = table.header.findIndex((cell) => bare(cell) === bare(name));
  return place < 0 ? undefined : place;
}

/** Place of a column by its name. @throws Failure `bad-data` naming column and file */
export function columnOf(table: CsvTable, name: string): number {
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

/** Why a row has more in it than the header allows for; absent when it has not. */
export function overfull(table: CsvTable, row: CsvRow): string | undefined {
  const extra = row.cells.slice(table.header.length).find((cell) => cell !== '');
  return extra === undefined ? undefined : `has "${extra}" beyond the last column`;
}
