import { parse } from 'csv-parse/sync';
import { Failure } from '../core/failure.ts';

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
export interface CsvScan extends CsvShape {
  readonly rows: Iterable<CsvRow>;
}

/** The same, with all rows in memory. */
export interface CsvTable extends CsvShape {
  readonly rows: readonly CsvRow[];
}

/** A blank before or after a comma, or at an end of a line. */
const PADDED = /[^\S\n],|,[^\S\n]|^[^\S\n]|[^\S\n]$/m;

/** Bytes that are turned into text at a time: a text as long as a file outlives many collections. */
const CHUNK_BYTES = 1 << 16;
const QUOTE = 34;

/** The file as pieces of text, the byte order mark taken off. */
function* piecesOf(file: string | Uint8Array): Generator<string> {
  if (typeof file === 'string') {
    yield file.startsWith('\uFEFF') ? file.slice(1) : file;
    return;
  }
  const decoder = new TextDecoder();
  for (let start = 0; start < file.length; start += CHUNK_BYTES) {
    yield decoder.decode(file.subarray(start, start + CHUNK_BYTES), { stream: true });
  }
  yield decoder.decode();
}

/** The lines of a piece of text, each cut at its commas, and what is left after its last line end. */
function* cutLines(text: string): Generator<readonly string[], string> {
  // Cells are looked at for blanks only where the text has any beside a comma.
  const padded = PADDED.test(text);
  let start = 0;
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
    const cut = text.slice(start, end).split(',');
    yield padded ? cut.map((cell) => cell.trim()) : cut;
    start = end + 1;
  }
  return text.slice(start);
}

/**
 * Without quotes every comma separates: cutting is ten times faster than a parser. Line by line, so
 * that of a large file no more than a line is in memory in pieces.
 */
function* cutRows(file: string | Uint8Array): Generator<CsvRow> {
  let [line, rest] = [0, ''];
  const rowsIn = function* (text: string): Generator<CsvRow, string> {
    const lines = cutLines(text);
    for (let next = lines.next(); ; next = lines.next()) {
      if (next.done === true) return next.value;
      line++;
      if (next.value.some((cell) => cell !== '')) yield { line, cells: next.value };
    }
  };
  for (const piece of piecesOf(file)) {
    const text = `${rest}${piece}`;
    // A carriage return at the end may be the first half of a line end.
    const whole = text.endsWith('\r') ? text.slice(0, -1) : text;
    const plain = whole.includes('\r') ? whole.replaceAll(/\r\n?/g, '\n') : whole;
    rest = `${yield* rowsIn(plain)}${text.endsWith('\r') ? '\r' : ''}`;
  }
  yield* rowsIn(`${rest.replaceAll('\r', '\n')}\n`);
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

/** Refuses a row with fewer cells than the header. */
function* wholeRows(
  file: string,
  header: readonly string[],
  rows: Iterable<CsvRow>,
): Generator<CsvRow> {
  for (const row of rows) {
    const { line, cells } = row;
    if (cells.length < header.length) {
      throw new Failure(
        'bad-data',
        `expected ${header.length} cells in line ${line} of ${file}, found ${cells.length}; the file is cut off or has a new shape`,
        { detail: { file, line } },
      );
    }
    yield row;
  }
}

/**
 * Reads a comma-separated file as the exchanges write them, row by row as they are asked for: LF or
 * CRLF, padded cells, quoted commas, a trailing comma, a byte order mark. The rows can be gone
 * through once.
 *
 * @param given its text, or its bytes in UTF-8
 * @param file its name, for sentences
 * @throws Failure `bad-data` without a header and for broken quoting; while the rows are gone through,
 *   for one with fewer cells than the header: the file was cut off
 */
export function scanCsv(given: string | Uint8Array, file: string): CsvScan {
  const quoted = typeof given === 'string' ? given.includes('"') : given.includes(QUOTE);
  const parsed = quoted ? parsedRows([...piecesOf(given)].join(''), file) : cutRows(given);
  const rows = parsed[Symbol.iterator]();
  const top = rows.next();
  if (top.done === true) {
    throw new Failure('bad-data', `expected a header in ${file}, found an empty file`);
  }
  const { cells } = top.value;
  const header = cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1);
  return { file, header, rows: wholeRows(file, header, { [Symbol.iterator]: () => rows }) };
}

/**
 * Reads a whole file in the same way.
 *
 * @throws Failure `bad-data` as `scanCsv` does, for a row that is cut off as well
 */
export function readCsv(text: string, file: string): CsvTable {
  const { header, rows } = scanCsv(text, file);
  return { file, header, rows: [...rows] };
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

/** Why a row has more in it than the header allows for; absent when it has not. */
export function overfull(table: CsvShape, row: CsvRow): string | undefined {
  const extra = row.cells.slice(table.header.length).find((cell) => cell !== '');
  return extra === undefined ? undefined : `has "${extra}" beyond the last column`;
}
