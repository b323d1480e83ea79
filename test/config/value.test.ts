import * as fc from 'fast-check';
import { TomlDate } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import type { SettingDefinition, SettingType } from '../../src/config/definition.ts';
import { checkText, checkValue } from '../../src/config/value.ts';

const IN_A_FILE = { relativePaths: false };
const ON_THE_COMMAND_LINE = { relativePaths: true };

function setting(type: SettingType, more: Partial<SettingDefinition> = {}): SettingDefinition {
  return { key: 'made.up', type, help: 'Made up.', ...more };
}

const level = setting('choice', { allowed: ['info', 'debug'] });
const oneToFour = setting('count', { min: 1, max: 4 });
const days = setting('list', { allowed: ['1m', '1d'], min: 1 });

describe('checkValue', () => {
  test.each([
    [setting('string'), 'desk'],
    [setting('path'), '/var/lib/paperjobs'],
    [setting('path'), '~/data'],
    [setting('url'), 'https://mirror.example/nse'],
    [oneToFour, 4],
    [setting('seconds', { min: 0 }), 0.5],
    [setting('number'), -3.25],
    [setting('boolean'), false],
    [setting('list'), ['M&M', 'NIFTY 50']],
    [setting('list'), []],
    [days, ['1d', '1m']],
    [level, 'debug'],
    [setting('secret'), 'two words'],
  ])('takes %o with %o as it is', (definition, value) => {
    expect(checkValue(definition, value, IN_A_FILE)).toEqual({ kind: 'value', value });
  });

  test('cuts slashes at the end of an address and blanks around a secret', () => {
    expect(checkValue(setting('url'), 'http://127.0.0.1:80//', IN_A_FILE)).toEqual({
      kind: 'value',
      value: 'http://127.0.0.1:80',
    });
    expect(checkValue(setting('secret'), ' key\n', IN_A_FILE)).toEqual({
      kind: 'value',
      value: 'key',
    });
  });

  test.each<[SettingDefinition, unknown, string]>([
    [setting('string'), 5, 'expected a text, found 5'],
    [setting('string'), ' ', 'expected a text, found an empty one'],
    [setting('string'), 'a\nb', 'expected a text, found one with a control character'],
    [setting('path'), 'data', 'expected a path that begins with / or ~/, found "data"'],
    [setting('url'), 'ftp://x', 'found "ftp://x"'],
    [setting('url'), 'https://x/?key=1', 'found "https://x/?key=1"'],
    [setting('url'), 'mirror', 'expected an http or https address'],
    [oneToFour, 5, 'expected a whole number from 1 to 4, found 5'],
    [oneToFour, 0, 'found 0'],
    [oneToFour, 1.5, 'found 1.5'],
    [oneToFour, '2', 'found "2"'],
    [setting('count', { min: 1 }), 0, 'a whole number of at least 1,'],
    [setting('count', { max: 1 }), 2, 'a whole number of at most 1,'],
    [setting('count'), 2 ** 60, 'expected a whole number, found'],
    [setting('seconds'), Infinity, 'expected a number of seconds, found Infinity'],
    [setting('number'), NaN, 'expected a number, found NaN'],
    [setting('boolean'), 'true', 'expected true or false, found "true"'],
    [setting('list'), 'TCS', 'expected a list of texts, each once, found "TCS"'],
    [setting('list'), ['TCS', 5], 'found 5 as item 2'],
    [setting('list'), ['TCS', ''], 'found an empty one as item 2'],
    [setting('list'), [' TCS'], 'found " TCS" with blanks around it as item 1'],
    [setting('list'), ['TCS', 'INFY', 'TCS'], 'found "TCS" twice'],
    [days, ['1h'], 'expected a list of 1m, 1d, each once, at least 1, found "1h" as item 1'],
    [days, [], 'found 0 items'],
    [level, 'loud', 'expected one of info, debug, found "loud"'],
    [level, true, 'found true'],
    [level, ['info'], 'found a list'],
    [level, new TomlDate('2026-11-26'), 'found a date'],
    [level, { info: 1 }, 'found a table'],
    [level, 'x'.repeat(200), `found "${'x'.repeat(59)}…"`],
    [setting('secret'), '', 'expected a text, found an empty one'],
  ])('refuses for %o the value %o', (definition, value, words) => {
    const checked = checkValue(definition, value, IN_A_FILE);
    expect(checked.kind === 'problem' && checked.problem).toContain(words);
  });

  test.each([12_345, true, ['hunter2'], { hunter2: 'hunter2' }, 'hunter2\nhunter2', new Date(0)])(
    'never repeats a secret: %o',
    (value) => {
      const checked = checkValue(setting('secret'), value, IN_A_FILE);
      expect(checked.kind).toBe('problem');
      expect(JSON.stringify(checked)).not.toMatch(/hunter2|12345/);
    },
  );

  test('never repeats an address that may hold a password', () => {
    const checked = checkValue(setting('url'), 'https://me:hunter2@mirror.example', IN_A_FILE);
    expect(checked.kind === 'problem' && checked.problem).toContain('found one with an @');
    expect(JSON.stringify(checked)).not.toContain('hunter2');
  });
});

describe('checkText', () => {
  test.each<[SettingDefinition, string, unknown]>([
    [setting('boolean'), 'true', true],
    [setting('boolean'), 'YES', true],
    [setting('boolean'), 'on', true],
    [setting('boolean'), '1', true],
    [setting('boolean'), 'False', false],
    [setting('boolean'), 'no', false],
    [setting('boolean'), 'off', false],
    [setting('boolean'), '0', false],
    [oneToFour, ' 3 ', 3],
    [setting('number'), '-2.50', -2.5],
    [setting('list'), ' TCS , NIFTY 50,, M&M ', ['TCS', 'NIFTY 50', 'M&M']],
    [setting('path'), 'data', 'data'],
    [level, 'debug', 'debug'],
    [setting('secret'), ' 12345 ', '12345'],
    [setting('string'), '12345', '12345'],
  ])('reads for %o the text %o', (definition, text, value) => {
    expect(checkText(definition, text, ON_THE_COMMAND_LINE)).toEqual({ kind: 'value', value });
  });

  test.each<[SettingDefinition, string]>([
    [setting('boolean'), 'maybe'],
    [setting('boolean'), ''],
    [oneToFour, '0x2'],
    [oneToFour, '1e0'],
    [oneToFour, '2.5'],
    [oneToFour, '2 h'],
    [setting('number'), 'Infinity'],
    [setting('number'), ''],
    [days, '1m,1h'],
    [days, ' , '],
    [setting('path'), ' '],
    [level, 'INFO'],
  ])('refuses for %o the text %o', (definition, text) => {
    expect(checkText(definition, text, ON_THE_COMMAND_LINE).kind).toBe('problem');
  });

  test('numbers and lists survive being written as text', () => {
    fc.assert(
      fc.property(fc.integer(), fc.uniqueArray(fc.stringMatching(/^[A-Z&-]{1,9}$/)), (n, items) => {
        const number = checkText(setting('count'), String(n), ON_THE_COMMAND_LINE);
        expect(number).toEqual({ kind: 'value', value: n });
        const list = checkText(setting('list'), items.join(','), ON_THE_COMMAND_LINE);
        expect(list).toEqual({ kind: 'value', value: items });
      }),
    );
  });
});
