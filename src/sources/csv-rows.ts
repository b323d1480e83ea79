import { parse } from 'csv-parse/sync';
import { Failure } from '../core/failure.ts';

/**
 * The rows of a file, one at a time and each looked at in place: of a session's hundred thousand cells
 * most are never asked for. Lines without any value are passed over.
 */
export interface CsvRows {
  /** Goes to the next row. @returns false behind the last one */
  next(): boolean;
  /** Where the row stands: the header is line 1. */
  line(): number;
  /** Cells of the row. */
  count(): number;
  /** A cell, trimmed; empty where the row has none there. */
  text(place: number): string;
  /** A plain decimal number in a cell; NaN for anything else, as `decimalOf` has it. */
  decimal(place: number): number;
}

/** Bytes that are turned into text at a time: a text as long as a file outlives many collections. */
const CHUNK_BYTES = 1 << 16;
const [TAB, LINE, RETURN, BLANK, QUOTE, COMMA] = [9, 10, 13, 32, 34, 44];
/** The last code of ASCII. */
const DELETE = 127;
/** A character that no plain decimal number has. */
const NO_DECIMAL = /[^\d.-]/;
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

/** The same with LF for every line end. */
function* plainPieces(pieces: Iterable<string>): Generator<string> {
  let held = '';
  for (const piece of pieces) {
    const text = held + piece;
    // A carriage return at the end may be the first half of a line end.
    held = text.endsWith('\r') ? '\r' : '';
    const whole = held === '' ? text : text.slice(0, -1);
    yield whole.includes('\r') ? whole.replaceAll(/\r\n?/g, '\n') : whole;
  }
  yield '\n';
}

const isBlank = (code: number): boolean => code === BLANK || (code >= TAB && code <= RETURN);
/** A blank that ends no line. */
const isInLine = (code: number): boolean => isBlank(code) && code !== LINE && code !== RETURN;
const isBorder = (code: number): boolean => code === COMMA || code === LINE || code === RETURN;

/** A plain decimal number, padded or not; NaN for anything else. */
function decimalIn(text: string): number {
  const number = Number(text);
  if (!NO_DECIMAL.test(text)) return text === '' ? Number.NaN : number;
  const trimmed = text.trim();
  return trimmed.length < text.length ? decimalIn(trimmed) : Number.NaN;
}

/** A cell without its padding, which is told from its ends: trimming each would take longer. */
function trimmed(cell: string): string {
  const first = cell.charCodeAt(0);
  const last = cell.charCodeAt(cell.length - 1);
  const padded = first <= BLANK || last <= BLANK || first > DELETE || last > DELETE;
  return padded ? cell.trim() : cell;
}

/** What is between the quotes of a cell; of one without them all of it. */
function unquoted(cell: string): string {
  const quote = cell.indexOf('"');
  return quote < 0 ? trimmed(cell) : cell.slice(quote + 1, cell.lastIndexOf('"'));
}

/** Cuts a line with plain quotes at the commas outside them. */
function cutQuoted(line: string): readonly string[] {
  let closing = -1;
  for (let quote = line.indexOf('"'); quote >= 0; quote = line.indexOf('"', closing + 1)) {
    closing = line.indexOf('"', quote + 1);
    const comma = line.indexOf(',', quote);
    if (comma >= 0 && comma < closing) return cutAround(line);
  }
  return line.split(',');
}

/** The same of a line with commas between its quotes. */
function cutAround(line: string): readonly string[] {
  const cells = [''];
  for (const [place, part] of line.split('"').entries()) {
    const last = cells.pop() ?? '';
    if (place % 2 === 1) cells.push(`${last}"${part}"`);
    else {
      const [first = '', ...others] = part.split(',');
      cells.push(last + first, ...others);
    }
  }
  return cells;
}

/**
 * Cuts lines at their commas: what V8 does itself is fast at once, and a session's file is read once.
 * Of a cell in quotes it takes what is between them: see `isPlainlyQuoted` for what files that goes.
 */
function cutRows(given: Iterable<string>, quoted: boolean): CsvRows {
  const pieces = plainPieces(given)[Symbol.iterator]();
  const textOf = quoted ? unquoted : trimmed;
  const isEmpty = (cell: string): boolean => cell === '' || textOf(cell).trim() === '';
  let lines: readonly string[] = [];
  let at = 0;
  let rest = '';
  let line = 0;
  let cells: readonly string[] = [];

  /** Brings more lines. @returns whether there were any */
  function more(): boolean {
    const piece = pieces.next();
    if (piece.done === true) return false;
    const cut = (rest + piece.value).split('\n');
    rest = cut.pop() ?? '';
    lines = cut;
    at = 0;
    return true;
  }

  return {
    next() {
      for (;;) {
        const text = lines[at];
        if (text === undefined) {
          if (!more()) return false;
          continue;
        }
        at++;
        line++;
        if (text === '') continue;
        cells = quoted ? cutQuoted(text) : text.split(',');
        if (!cells.every(isEmpty)) return true;
      }
    },
    line: () => line,
    count: () => cells.length,
    text(place) {
      const cell = cells[place];
      return cell === undefined ? '' : textOf(cell);
    },
    decimal(place) {
      const cell = cells[place];
      if (cell === undefined) return Number.NaN;
      return decimalIn(quoted ? textOf(cell) : cell);
    },
  };
}

/** Whether the quotes at the two places stand around a whole cell. */
function aroundCell(text: string, opening: number, closing: number): boolean {
  let [before, after] = [opening - 1, closing + 1];
  while (before >= 0 && isInLine(text.charCodeAt(before))) before--;
  while (after < text.length && isInLine(text.charCodeAt(after))) after++;
  const begins = before < 0 || isBorder(text.charCodeAt(before));
  return begins && (after === text.length || isBorder(text.charCodeAt(after)));
}

/**
 * Whether quotes stand around whole cells only, with no quote and no line end in them, so that a line
 * can be cut without a parser.
 */
export function isPlainlyQuoted(text: string): boolean {
  let end = -1;
  for (let quote = text.indexOf('"'); quote >= 0;) {
    const closing = text.indexOf('"', quote + 1);
    if (closing < 0 || !aroundCell(text, quote, closing)) return false;
    if (end < quote) end = text.indexOf('\n', quote);
    if (end >= 0 && end < closing) return false;
    quote = text.indexOf('"', closing + 1);
  }
  return true;
}

/** Rows as a parser of all that CSV can be gives them. */
function parsedRows(text: string, file: string): CsvRows {
  const rows: { readonly line: number; readonly cells: readonly string[] }[] = [];
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
  let at = -1;
  const cell = (place: number): string => rows[at]?.cells[place] ?? '';
  return {
    next: () => ++at < rows.length,
    line: () => rows[at]?.line ?? 0,
    count: () => rows[at]?.cells.length ?? 0,
    text: cell,
    decimal: (place) => decimalIn(cell(place)),
  };
}

/**
 * The rows of a comma-separated file. Cutting lines where they stand is ten times faster than a parser,
 * which is for the files that have more to their quotes than a pair around a cell.
 *
 * @param given its text, or its bytes in UTF-8
 * @param file its name, for sentences
 * @throws Failure `bad-data` for broken quoting
 */
export function rowsOf(given: string | Uint8Array, file: string): CsvRows {
  const quoted = typeof given === 'string' ? given.includes('"') : given.includes(QUOTE);
  if (!quoted) return cutRows(piecesOf(given), false);
  const text = [...piecesOf(given)].join('');
  // The parser takes the first line end that it meets for that of every line.
  const oneLineEnd = !text.replaceAll('\r\n', '').includes('\r');
  return oneLineEnd && isPlainlyQuoted(text) ? cutRows([text], true) : parsedRows(text, file);
}
