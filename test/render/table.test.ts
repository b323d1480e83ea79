import { describe, expect, it } from 'vitest';
import { csvLines, jsonLines, rowsText, tableText } from '../../src/render/table.ts';
import type { Column } from '../../src/render/table.ts';

interface Row {
  readonly name: string;
  readonly count: number;
}

const COLUMNS: readonly Column<Row>[] = [
  { head: 'symbol', cell: ({ name }) => name },
  { head: 'rows', cell: ({ count }) => String(count), right: true },
];
const csv = (name: string): string => [...csvLines(COLUMNS, [{ name, count: 1 }])].join('');

describe('a table', () => {
  it('colours gains and losses where it is told to, and pads by what is seen', () => {
    const columns: Column<Row>[] = [
      { head: 'won', cell: ({ count }) => String(count), right: true, gain: ({ count }) => count },
    ];
    const rows = [-5, 0, 12].map((count) => ({ name: '', count }));
    expect(tableText(columns, rows, 'none', true).split('\n')).toEqual([
      'won',
      ' \u001b[31m-5\u001b[39m',
      '  0',
      ' \u001b[32m12\u001b[39m',
      '',
    ]);
    expect(tableText(columns, rows, 'none')).toBe('won\n -5\n  0\n 12\n');
  });

  it('pads its columns, numbers to the right, without blanks at the end', () => {
    const rows = [
      { name: 'KITE&KIN', count: 7 },
      { name: 'TCS', count: 12_345 },
    ];
    expect(tableText(COLUMNS, rows, 'none')).toBe(
      'symbol     rows\nKITE&KIN      7\nTCS       12345\n',
    );
    expect(tableText(COLUMNS.toReversed(), rows, 'none').split('\n')[1]).toBe('    7  KITE&KIN');
  });

  it('says what is none instead of a head without rows', () => {
    expect(tableText(COLUMNS, [], 'no gaps')).toBe('no gaps\n');
  });

  it('counts a character outside of the basic plane once', () => {
    const [head, line] = tableText(COLUMNS, [{ name: '𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜', count: 1 }], '').split('\n');
    expect(head?.length).toBe(Array.from(line ?? '').length);
  });

  it('lets no name steer the terminal or break the line', () => {
    const evil = 'A\u001b[31mB\r\nC\u202eD\u0000';
    const text = tableText(COLUMNS, [{ name: evil, count: 1 }], '');
    expect(text.split('\n')).toHaveLength(3);
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});

describe('csv', () => {
  it.each([
    ['plain', 'plain'],
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ['two\nlines', '"two\nlines"'],
    ['back\r', '"back\r"'],
  ])('writes %j as %j', (name, cell) => {
    expect(csv(name)).toBe(`symbol,rows\n${cell},1\n`);
  });

  it('of nothing is its head', () => {
    expect([...csvLines(COLUMNS, [])].join('')).toBe('symbol,rows\n');
  });

  it.each([
    ['=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
    ['+cmd|calc', "'+cmd|calc"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['-1+1', "'-1+1"],
    ['-12.50', '-12.50'],
    ['+0.02 %', '+0.02 %'],
    ['-', '-'],
  ])('leaves nothing for a spreadsheet to reckon out: %s', (name, cell) => {
    expect(csv(name)).toBe(`symbol,rows\n${cell},1\n`);
  });
});

describe('json lines', () => {
  it.each([[[]], [[{ a: 1 }]], [[{ a: 'x\n' }, null, 3]]])('of %j are one valid list', (items) => {
    expect(JSON.parse([...jsonLines(items)].join(''))).toEqual(items);
  });

  it('take an item at a time', () => {
    const lines = jsonLines([1, 2]);
    expect(lines.next().value).toBe('[\n1');
  });
});

describe('rows as text', () => {
  it('are CSV where that was asked for, else a table', () => {
    const rows = [{ name: 'TCS', count: -1 }];
    expect(Array.from(rowsText(true, COLUMNS, rows, 'none')).join('')).toBe(
      'symbol,rows\nTCS,-1\n',
    );
    expect(Array.from(rowsText(true, COLUMNS, [], 'none')).join('')).toBe('symbol,rows\n');
    expect(rowsText(false, COLUMNS, rows, 'none')).toBe('symbol  rows\nTCS       -1\n');
    expect(rowsText(false, COLUMNS, [], 'none')).toBe('none\n');
  });
});
