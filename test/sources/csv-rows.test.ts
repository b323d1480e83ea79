import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPlainlyQuoted, rowsOf } from '../../src/sources/csv-rows.ts';
import { decimalOf } from '../../src/sources/ohlcv.ts';

/** All rows as lists of cells, with their lines. */
function all(given: string | Uint8Array): { line: number; cells: string[] }[] {
  const rows = rowsOf(given, 'f.csv');
  const found = [];
  while (rows.next()) {
    const cells = Array.from({ length: rows.count() }, (_, place) => rows.text(place));
    found.push({ line: rows.line(), cells });
  }
  return found;
}

/** What the parser says of the same text. */
function parsed(text: string): { line: number; cells: string[] }[] {
  const found: { line: number; cells: string[] }[] = [];
  parse(text, {
    bom: true,
    trim: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    on_record: (cells: string[], { lines }: { lines: number }) => {
      found.push({ line: lines, cells });
      return null;
    },
  });
  return found;
}

/** Cells of all kinds: bare, padded, quoted with a comma, empty. */
const cell = fc.oneof(
  fc.stringMatching(/^[a-z0-9.-]{0,4}$/),
  fc.stringMatching(/^ ?[a-z]{1,3} ?$/),
  fc.stringMatching(/^ ?"[a-z, ]{0,5}" ?$/),
);
const lineEnd = fc.constantFrom('\n', '\r\n');
const file = fc
  .tuple(fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 5 }), lineEnd)
  .map(([rows, end]) => rows.map((cells) => cells.join(',')).join(end));

describe('cutting', () => {
  it('gives what a parser gives, quoted cells and padded ones', () => {
    fc.assert(
      fc.property(file, (text) => {
        expect(isPlainlyQuoted(text)).toBe(true);
        expect(all(text)).toEqual(parsed(text));
      }),
      { numRuns: 500 },
    );
  });

  it('is left to the parser where quotes are more than a pair around a cell', () => {
    const noise = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', ' '), maxLength: 12 });
    fc.assert(
      fc.property(noise, (text) => {
        let expected;
        try {
          expected = parsed(text);
        } catch {
          expect(() => all(text)).toThrow('expected CSV in f.csv');
          return;
        }
        expect(all(text)).toEqual(expected);
      }),
      { numRuns: 1000 },
    );
  });

  it.each(['"a\nb",c', '"a""b",c', 'a"b,c', '"a"b,c', '"a', ' x "a",b'])(
    'does not take %j for plainly quoted',
    (text) => expect(isPlainlyQuoted(text)).toBe(false),
  );

  it('of one column looks at each line once', () => {
    expect(all('a\nb\n\nc')).toEqual([
      { line: 1, cells: ['a'] },
      { line: 2, cells: ['b'] },
      { line: 4, cells: ['c'] },
    ]);
  });
});

describe('a number in a cell', () => {
  const inCell = (text: string): number => {
    const rows = rowsOf(`x,${text},y`, 'f.csv');
    return rows.next() ? rows.decimal(1) : 0;
  };

  it.each([
    ['1.25', 1.25],
    [' -0.05 ', -0.05],
    ['007', 7],
    ['.5', 0.5],
    ['12345678901234567890.5', Number('12345678901234567890.5')],
    ['"1.5"', 1.5],
  ])('%j is read as %d', (text, value) => expect(inCell(text)).toBe(value));

  it.each(['', '-', '.', '1e5', '0x1', '1,', '1.2.3', '1 2', '--1', '1-', 'NaN'])(
    '%j is none',
    (text) => expect(inCell(text === '1,' ? '"1,"' : text)).toBeNaN(),
  );

  it('is the one that its text makes', () => {
    const digits = fc.stringMatching(/^-?[0-9]{0,18}\.?[0-9]{0,4}$/);
    fc.assert(
      fc.property(digits, (text) => {
        expect(Object.is(inCell(text), decimalOf(text))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('beyond the last cell is none', () => {
    const rows = rowsOf('1', 'f.csv');
    rows.next();
    expect([rows.text(1), rows.decimal(1)]).toEqual(['', Number.NaN]);
  });
});
