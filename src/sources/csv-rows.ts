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
const [TAB, LINE, RETURN, BLANK, QUOTE] = [9, 10, 13, 32, 34];
const [COMMA, MINUS, POINT, ZERO, NINE] = [44, 45, 46, 48, 57];
/** The last code of ASCII. */
const DELETE = 127;
/** Digits of which every number is exact, and so is its quotient by a power of ten. */
const EXACT_DIGITS = 15;
const POWERS = Array.from({ length: EXACT_DIGITS + 1 }, (_, power) => 10 ** power);

/** The file as pieces of text, the byte order mark taken off. */
export function* piecesOf(file: string | Uint8Array): Generator<string> {
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

/** A plain decimal number in a part of a text, padded or not. */
function decimalIn(text: string, from: number, to: number): number {
  let start = from;
  let end = to;
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  const negative = start < end && text.charCodeAt(start) === MINUS;
  let value = 0;
  let digits = 0;
  let point = -1;
  for (let place = negative ? start + 1 : start; place < end; place++) {
    const code = text.charCodeAt(place);
    if (code >= ZERO && code <= NINE) {
      value = value * 10 + (code - ZERO);
      digits++;
    } else if (code === POINT && point < 0) point = digits;
    else return Number.NaN;
  }
  if (digits === 0) return Number.NaN;
  if (digits > EXACT_DIGITS) return Number(text.slice(start, end));
  const size = point < 0 ? value : value / (POWERS[digits - point] ?? 1);
  return negative ? -size : size;
}

/**
 * Cuts lines at their commas where they stand. A cell in quotes is taken for what is between them: see
 * `isPlainlyQuoted` for what files this can be said of.
 */
function cutRows(given: Iterable<string>, quoted: boolean): CsvRows {
  const pieces = plainPieces(given)[Symbol.iterator]();
  const starts: number[] = [];
  const ends: number[] = [];
  let text = '';
  let at = 0;
  let line = 0;
  let count = 0;
  let comma = -1;

  /** Brings more text. @returns whether there was any */
  function more(): boolean {
    const piece = pieces.next();
    if (piece.done === true) return false;
    text = text.slice(at) + piece.value;
    at = 0;
    comma = -1;
    return true;
  }

  /** The next comma from a place on; one that is known to lie further on is not looked for again. */
  function commaFrom(place: number): number {
    if (comma < place) comma = text.indexOf(',', place);
    if (comma < 0) comma = text.length;
    return comma;
  }

  /** Where the quote stands with which a cell begins; -1 where it begins otherwise. */
  function quoteFrom(start: number, end: number): number {
    let place = start;
    while (place < end && isBlank(text.charCodeAt(place))) place++;
    return place < end && text.charCodeAt(place) === QUOTE ? place : -1;
  }

  function cut(start: number, end: number): void {
    count = 0;
    for (let from = start; from <= end; count++) {
      const place = quoted ? quoteFrom(from, end) : -1;
      if (place >= 0) {
        const closing = text.indexOf('"', place + 1);
        starts[count] = place + 1;
        ends[count] = closing;
        from = Math.min(commaFrom(closing), end) + 1;
      } else {
        const last = Math.min(commaFrom(from), end);
        starts[count] = from;
        ends[count] = last;
        from = last + 1;
      }
    }
  }

  function cell(place: number): string {
    if (place >= count) return '';
    const start = starts[place] ?? 0;
    const end = ends[place] ?? 0;
    const found = text.slice(start, end);
    if (start === end || (quoted && text.charCodeAt(start - 1) === QUOTE)) return found;
    const first = text.charCodeAt(start);
    const last = text.charCodeAt(end - 1);
    const padded = first <= BLANK || last <= BLANK || first > DELETE || last > DELETE;
    return padded ? found.trim() : found;
  }

  function hasValue(): boolean {
    for (let place = 0; place < count; place++) if (cell(place).trim() !== '') return true;
    return false;
  }

  return {
    next() {
      for (;;) {
        const end = text.indexOf('\n', at);
        if (end < 0) {
          if (!more()) return false;
          continue;
        }
        line++;
        cut(at, end);
        at = end + 1;
        if (hasValue()) return true;
      }
    },
    line: () => line,
    count: () => count,
    text: cell,
    decimal: (place) =>
      place < count ? decimalIn(text, starts[place] ?? 0, ends[place] ?? 0) : Number.NaN,
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
    decimal: (place) => decimalIn(cell(place), 0, cell(place).length),
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
