import * as fc from 'fast-check';
import { parse, stringify } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import { locateKeys } from '../../src/config/locate.ts';

function at(text: string, ...path: string[]): string {
  const { line, column } = locateKeys(text).of(path);
  return `${line}:${column}`;
}

const LONG = `# heading
top = 1   # not = a key

[ log ] # comment with ] and "
level = "info"
  'for.mat' = 'x'
"a\\"b" . c = 2

[sources . "up.stox"]
list = [ # why
  "x = 1", [1, { inner = "]" }],
  '#', """
fake = 1
""", 1979-05-27 07:32:00,
]
text = """
fake = 2 \\""" still
"""
raw = '''
fake = 3'''
inline = { a = 1, b.c = { d = "}" }, "e f" = [1, 2] }
empty = ""
after.all = true

[[many]]
name = 1
[[many]]
name = 2
`;

describe('locateKeys', () => {
  test.each([
    ['2:1', ['top']],
    ['4:3', ['log']],
    ['5:1', ['log', 'level']],
    ['6:3', ['log', 'for.mat']],
    ['7:1', ['log', 'a"b']],
    ['7:1', ['log', 'a"b', 'c']],
    ['9:2', ['sources']],
    ['9:2', ['sources', 'up.stox']],
    ['10:1', ['sources', 'up.stox', 'list']],
    ['16:1', ['sources', 'up.stox', 'text']],
    ['19:1', ['sources', 'up.stox', 'raw']],
    ['21:12', ['sources', 'up.stox', 'inline', 'a']],
    ['21:19', ['sources', 'up.stox', 'inline', 'b']],
    ['21:27', ['sources', 'up.stox', 'inline', 'b', 'c', 'd']],
    ['21:38', ['sources', 'up.stox', 'inline', 'e f']],
    ['22:1', ['sources', 'up.stox', 'empty']],
    ['23:1', ['sources', 'up.stox', 'after', 'all']],
    ['25:3', ['many']],
    ['26:1', ['many', 'name']],
  ])('finds at %s the key %j', (position, path) => {
    expect(parse(LONG), 'the document is TOML').toBeTypeOf('object');
    expect(at(LONG, ...path)).toBe(position);
  });

  test('never takes text inside values or lists for keys', () => {
    expect(at(LONG, 'sources', 'up.stox', 'fake')).toBe('1:1');
    expect(at(LONG, 'sources', 'up.stox', 'inner')).toBe('1:1');
    expect(at(LONG, 'sources', 'up.stox', 'x')).toBe('1:1');
  });

  test('counts lines that end in CR LF as one', () => {
    expect(at('a = 1\r\n\r\n[t]\r\nb = """\r\nx\r\n"""\r\n  c = 2', 't', 'c')).toBe('7:3');
  });

  test('answers a key of a hundred thousand parts at once', () => {
    const deep = Array.from({ length: 100_000 }, () => 'a').join('.');
    expect(at(`x = 1\n${deep} = 1`, 'a', 'a')).toBe('2:1');
  });

  test('finds every key of any document, on the line where it was written', () => {
    const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.array(fc.string()));
    const table = fc.dictionary(fc.string({ minLength: 1 }), scalar, { minKeys: 1, maxKeys: 6 });
    fc.assert(
      fc.property(fc.dictionary(fc.string({ minLength: 1 }), table), (tables) => {
        const text = stringify(tables);
        const lines = text.split('\n');
        const positions = locateKeys(text);
        for (const [name, keys] of Object.entries(tables)) {
          for (const key of Object.keys(keys)) {
            const { line, column } = positions.of([name, key]);
            const written = (lines[line - 1] ?? '').slice(column - 1);
            const own: unknown = Object.keys(parse(written.slice(0, written.length)))[0];
            expect(own).toBe(key);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});
