import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Failure } from '../../src/core/failure.ts';
import { parseDotenv } from '../../src/config/dotenv.ts';
import { everyText, failureFrom } from './failure-of.ts';

function parsed(text: string): Record<string, string> {
  return Object.fromEntries([...parseDotenv(text, '.env')].map(([name, { text }]) => [name, text]));
}

describe('parseDotenv', () => {
  test.each([
    ['A=1', '1'],
    ['  A = 1  ', '1'],
    ['export A=1', '1'],
    ['A=', ''],
    ['A=""', ''],
    ['A=two words', 'two words'],
    ['A=x # why', 'x'],
    ['A=# why', ''],
    ['A=pass#word', 'pass#word'],
    ['A=a=b', 'a=b'],
    ["A='$B \\n # x'  # why", '$B \\n # x'],
    ['A="a # b" # why', 'a # b'],
    [String.raw`A="a\n\"b\"\\ \$\t"`, 'a\n"b"\\ $\t'],
    ['A=it\'s "fine"', 'it\'s "fine"'],
    ['A=$HOME', '$HOME'],
  ])('reads %j', (line, text) => {
    expect(parsed(line)).toEqual({ A: text });
  });

  test('passes over blanks, comments, a byte order mark and CR', () => {
    expect(parsed('\uFEFFA=1\r\n\r\n  # B=2\r\n\t\r\nC="3"\r\n')).toEqual({ A: '1', C: '3' });
  });

  test('a later line of the same name wins and tells its line', () => {
    expect(parseDotenv('A=1\n\nA=2', '.env').get('A')).toEqual({ text: '2', line: 3 });
  });

  test.each([
    ['hunter2', 'expected NAME=VALUE'],
    ['A hunter2', 'expected NAME=VALUE'],
    ['9A=hunter2', 'expected NAME=VALUE'],
    ['A-B=hunter2', 'expected NAME=VALUE'],
    ['A="hunter2', 'expected a closing quote in the line of A'],
    ['A=\'hunter2"', 'expected a closing quote in the line of A'],
    ['A="x" hunter2', 'expected nothing after the closing quote of A'],
  ])('refuses %j with its line and without repeating it', (line, words) => {
    const failure = failureFrom(() => parseDotenv(`# first\n${line}\n`, '/etc/.env'));
    expect(failure.code).toBe('config');
    expect(failure.message.startsWith(`/etc/.env:2: ${words}`)).toBe(true);
    expect(everyText(failure)).not.toContain('hunter2');
  });

  test('tells every line that is wrong', () => {
    const failure = failureFrom(() => parseDotenv('a b\nA=1\nB="', '.env'));
    expect(failure.message.split('\n').map((line) => line.slice(0, 7))).toEqual([
      '.env:1:',
      '.env:3:',
    ]);
  });

  test('any text is variables or a config failure', () => {
    const piece = fc.oneof(
      fc.constantFrom('A', '=', '"', "'", '\\', '\n', '\r', '\r\n', ' ', '#', 'export ', '\uFEFF'),
      fc.constantFrom('\u2028', '\uD800', '\u{1F4C8}', '\x7F'),
      fc.string({ unit: 'binary-ascii', maxLength: 3 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        try {
          expect(parseDotenv(pieces.join(''), '.env')).toBeInstanceOf(Map);
        } catch (error) {
          expect(error instanceof Failure && error.code).toBe('config');
        }
      }),
      { numRuns: 600 },
    );
  });

  test('reads back whatever is written in double quotes', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', '"', "'", '\\', '$', '#', ' ', '₹', '\u{1F4C8}') }),
        (text) => {
          const escaped = text.replaceAll(/["\\]/g, String.raw`\$&`);
          expect(parsed(`A="${escaped}"`)).toEqual({ A: text });
        },
      ),
    );
  });
});
