import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnOf, findColumn, overfull, readCsv } from '../../src/sources/csv-table.ts';

describe('reading', () => {
  it.each(['\n', '\r\n'])('trims, and passes over empty lines, with line ends %j', (end) => {
    const text = ['\uFEFFSYMBOL, CLOSE_PRICE,', '', 'A&B , 1.5 ,', ' , ,', 'C,2,'].join(end);
    const table = readCsv(text, 'f.csv');
    expect(table.header).toEqual(['SYMBOL', 'CLOSE_PRICE']);
    expect(table.rows).toEqual([
      { line: 3, cells: ['A&B', '1.5', ''] },
      { line: 5, cells: ['C', '2', ''] },
    ]);
  });

  it('takes a quoted comma for a part of the cell', () => {
    const table = readCsv('\uFEFFNAME,CLOSE\n\n "Oil, Gas" , 2\n', 'f.csv');
    expect(table.rows).toEqual([{ line: 3, cells: ['Oil, Gas', '2'] }]);
  });

  it('is the same with and without quotes', () => {
    const word = fc.stringMatching(/^[A-Z0-9&.-]{1,6}$/);
    const rows = fc.array(fc.tuple(word, word, word), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(rows, (lines) => {
        const plain = lines.map((cells) => cells.join(',')).join('\n');
        const quoted = lines.map((cells) => cells.map((cell) => `"${cell}"`).join(',')).join('\n');
        expect(readCsv(quoted, 'f.csv')).toEqual(readCsv(plain, 'f.csv'));
      }),
    );
  });

  it.each([
    ['', 'expected a header in f.csv'],
    ['A,B\n1,2\n3\n', 'expected 2 cells in line 3 of f.csv, found 1'],
    ['A,"B"\n1,2\n3\n', 'expected 2 cells in line 3 of f.csv, found 1'],
    ['A,B\n"1,2\n', 'expected CSV in f.csv'],
  ])('refuses %j', (text, sentence) => {
    expect(() => readCsv(text, 'f.csv')).toThrow(sentence);
  });
});

describe('columns', () => {
  const table = readCsv('Trad_Dt, CLOSE PRICE ,LAST\n1,2,3,,\n4,5,6,7\n', 'f.csv');

  it('are found whatever their case and punctuation', () => {
    expect(columnOf(table, 'TRADDT')).toBe(0);
    expect(columnOf(table, 'close_price')).toBe(1);
    expect(findColumn(table, 'CLOSE')).toBeUndefined();
  });

  it('that are missing are named, with the file and what is there', () => {
    expect(() => columnOf(table, 'OPEN')).toThrow(
      /"OPEN" in f.csv, found "Trad_Dt", "CLOSE PRICE", "LAST"/,
    );
  });

  it('beyond the last one must be empty', () => {
    expect(table.rows.map((row) => overfull(table, row))).toEqual([
      undefined,
      'has "7" beyond the last column',
    ]);
  });
});

it('cuts bytes as it cuts text, wherever the pieces of a long file end', () => {
  const line = (at: number): string => `${at}, é${'x'.repeat(at % 61)} ,Ünder${at % 7}`;
  const lines = Array.from({ length: 9000 }, (_, at) => line(at));
  for (const end of ['\n', '\r\n', '\r']) {
    for (const mark of ['', '\uFEFF']) {
      const text = `${mark}a,b,c${end}${lines.join(end)}${end}`;
      const table = readCsv(text, 'long.csv');
      expect(table.rows).toHaveLength(9000);
      expect(table.rows[8999]).toEqual({
        line: 9001,
        cells: line(8999)
          .split(',')
          .map((cell) => cell.trim()),
      });
      expect(readCsv(new TextEncoder().encode(text), 'long.csv')).toEqual(table);
    }
  }
});

it('reads quoted bytes as it reads quoted text', () => {
  const text = '\uFEFFa,b\n"1,5",2\n';
  expect(readCsv(new TextEncoder().encode(text), 'quoted.csv')).toEqual(
    readCsv(text, 'quoted.csv'),
  );
});
