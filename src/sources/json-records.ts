import { Failure } from '../core/failure.ts';
import { textOf } from './decode.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const LEFT_BRACKET = 0x5b;
const RIGHT_BRACKET = 0x5d;
const LEFT_BRACE = 0x7b;
const RIGHT_BRACE = 0x7d;
const COMMA = 0x2c;

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

function broken(at: number, expected: string): Failure {
  return new Failure(
    'bad-data',
    `expected ${expected} at byte ${at} of a list of records; the file is cut off or has a new shape`,
  );
}

/** The place after the string whose opening quote is at `at`. */
function afterString(bytes: Uint8Array, at: number): number {
  let end = at + 1;
  while (end < bytes.length && bytes[end] !== QUOTE) end += bytes[end] === BACKSLASH ? 2 : 1;
  return end + 1;
}

/** The place after the record whose opening brace is at `at`; past the end when it is never closed. */
function afterRecord(bytes: Uint8Array, at: number): number {
  let depth = 0;
  let place = at;
  while (place < bytes.length) {
    const byte = bytes[place];
    if (byte === QUOTE) {
      place = afterString(bytes, place);
      continue;
    }
    place++;
    if (byte === LEFT_BRACE) depth++;
    if (byte === RIGHT_BRACE && --depth === 0) return place;
  }
  return bytes.length + 1;
}

function afterBlanks(bytes: Uint8Array, at: number): number {
  let place = at;
  while (place < bytes.length && isBlank(bytes[place] ?? 0)) place++;
  return place;
}

/**
 * The records of a JSON list, one by one as text. A list of a hundred megabytes is never held as
 * objects: the caller parses the records that it needs.
 *
 * @param bytes UTF-8, one JSON array of objects
 * @throws Failure `bad-data` when it is no such list
 */
export function* jsonRecords(bytes: Uint8Array): Generator<string> {
  let at = afterBlanks(bytes, 0);
  if (bytes[at] !== LEFT_BRACKET) throw broken(at, '"["');
  at = afterBlanks(bytes, at + 1);
  while (bytes[at] !== RIGHT_BRACKET) {
    if (bytes[at] !== LEFT_BRACE) throw broken(at, '"{"');
    const end = afterRecord(bytes, at);
    if (end > bytes.length) throw broken(bytes.length, '"}"');
    yield textOf(bytes.subarray(at, end));
    at = afterBlanks(bytes, end);
    if (bytes[at] === COMMA) at = afterBlanks(bytes, at + 1);
    else if (bytes[at] !== RIGHT_BRACKET) throw broken(at, '"," or "]"');
  }
}
