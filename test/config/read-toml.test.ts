import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Failure } from '../../src/core/failure.ts';
import { readToml } from '../../src/config/read-toml.ts';
import { SETTINGS } from '../../src/config/settings.ts';
import { everyText, failureFrom } from './failure-of.ts';

const FILE = 'paperjobs.toml';

function problemsOf(text: string, mode?: number): string[] {
  const failure = failureFrom(() => readToml(text, FILE, mode));
  expect(failure.code).toBe('config');
  return failure.message.split('\n');
}

function valuesOf(text: string): Record<string, unknown> {
  const { values } = readToml(text, FILE);
  return Object.fromEntries([...values].map(([key, { value }]) => [key, value]));
}

describe('readToml', () => {
  test('reads headers, dotted keys, nested and inline tables alike', () => {
    const meant = { 'log.level': 'debug', 'sources.nse.base_url': 'http://x' };
    expect(valuesOf('[log]\nlevel = "debug"\n[sources.nse]\nbase_url = "http://x"')).toEqual(meant);
    expect(valuesOf('log.level = "debug"\nsources.nse.base_url = "http://x"')).toEqual(meant);
    expect(
      valuesOf('log = { level = "debug" }\n[sources]\nnse = { "base_url" = "http://x" }'),
    ).toEqual(meant);
  });

  test('tells file and line of each value', () => {
    const { values } = readToml('\n[http]\nretries = 5\n', '/etc/paperjobs/paperjobs.toml');
    expect(values.get('http.retries')).toEqual({
      value: 5,
      origin: { kind: 'config', place: '/etc/paperjobs/paperjobs.toml:3' },
    });
  });

  test('an empty file, empty tables and comments set nothing', () => {
    expect(valuesOf('')).toEqual({});
    expect(valuesOf('# nothing\n[log]\n[sources.upstox]\n')).toEqual({});
  });

  test('takes a byte order mark and CR LF, and counts columns without them', () => {
    expect(valuesOf('\uFEFFwatchlist = ["TCS"]\r\n[log]\r\nlevel = "info"\r\n')).toEqual({
      watchlist: ['TCS'],
      'log.level': 'info',
    });
    expect(problemsOf('\uFEFFwatchlist = 5\r\n[log]\r\n  level = "loud"\r\n')).toEqual([
      `${FILE}:1:1: watchlist: expected a list of texts, each once, found 5 (first of 2 problems)`,
      `${FILE}:3:3: log.level: expected one of error, warning, notice, info, debug, found "loud"`,
    ]);
    expect(problemsOf('\uFEFFlog = ')[0]).toMatch(/^paperjobs\.toml:1:7: /);
  });

  test('tells where the syntax is wrong, in one line and without quoting the file', () => {
    const failure = failureFrom(() =>
      readToml('[email]\nsmtp_password = "hunter2"\nsmtp_host = mail\n', FILE),
    );
    expect(failure.code).toBe('config');
    expect(failure.message).toMatch(/^paperjobs\.toml:3:\d+: expected TOML, found an error: .+$/);
    expect(everyText(failure)).not.toContain('hunter2');
  });

  test('refuses a key or table that is set twice', () => {
    expect(problemsOf('base_url = "http://a"\nbase_url = "http://b"')[0]).toMatch(
      /^paperjobs\.toml:2:1: .*redefine/,
    );
    expect(problemsOf('[log]\n[log]')[0]).toMatch(/^paperjobs\.toml:2:2: .*redefine/);
  });

  test.each([
    ['watch_list = []', '1:1', 'watch_list', 'did you mean watchlist?'],
    ['[log]\n# why\nlevle = "info"', '3:1', 'log.levle', 'did you mean log.level?'],
    ['[lgo]\nlevel = "info"', '2:1', 'lgo.level', 'did you mean log.level?'],
    ['"log.level" = "info"', '1:1', '"log.level"', 'did you mean log.level?'],
    ['smtp_host = "x"', '1:1', 'smtp_host', 'did you mean email.smtp_host?'],
    ['[emial]', '1:2', 'emial', 'did you mean email?'],
    ['[sources.upstox]\ntoken_flie = "/x"', '2:1', 'sources.upstox.token_flie', 'token_file?'],
    ['volume = 3', '1:1', 'volume', 'remove it'],
    ['[[email]]\nto = []', '1:3', 'email', 'expected a table, found a value'],
    ['log = "info"', '1:1', 'log', 'expected a table, found a value'],
    ['log.level.x = 1', '1:1', 'log.level', 'found a table'],
    ['__proto__ = 1', '1:1', '__proto__', 'unknown key'],
    ['[constructor]\ntoString = 1', '2:1', 'constructor.toString', 'unknown key'],
    ['"a\\nb" = 1', '1:1', String.raw`"a\nb"`, 'unknown key'],
    ['data_dir = "data"', '1:1', 'data_dir', 'a path that begins with / or ~/'],
    ['watchlist = 2026-11-26', '1:1', 'watchlist', 'found a date'],
  ])('refuses %j with its place and advice', (text, place, key, advice) => {
    const [problem, ...others] = problemsOf(text);
    expect(others).toEqual([]);
    expect(problem?.startsWith(`${FILE}:${place}: ${key}: `)).toBe(true);
    expect(problem).toContain(advice);
  });

  test('tells all problems in the order of the file, the first in the first line', () => {
    const failure = failureFrom(() =>
      readToml('[http]\nretries = 99\nparalel = 1\n[log]\nlevel = 1\n[http.x]\ny = 1', FILE),
    );
    expect(failure.message.split('\n').map((line) => line.split(' ')[0])).toEqual(
      ['2:1', '3:1', '5:1', '7:1'].map((place) => `${FILE}:${place}:`),
    );
    expect(failure.message).toMatch(/^.*found 99 \(first of 4 problems\)\n/);
    expect(failure.detail).toEqual({ problems: 4 });
  });

  test('tells the first twenty of many problems, and how many more there are', () => {
    const lines = problemsOf(Array.from({ length: 50 }, (_, index) => `k${index} = 1`).join('\n'));
    expect(lines.length).toBe(21);
    expect(lines.at(-1)).toBe('and 30 more');
  });

  test('answers a key of a hundred thousand parts with one short problem', () => {
    const deep = Array.from({ length: 100_000 }, () => 'a').join('.');
    const [problem, ...others] = problemsOf(`${deep} = 1`);
    expect(others).toEqual([]);
    expect(problem?.length).toBeLessThan(200);
  });
});

describe('secrets in a config file', () => {
  const text = '[sources.upstox]\ntoken = " hunter2 "\n';

  test('are taken, trimmed, from a file that only its owner reads', () => {
    for (const mode of [0o600, 0o400, 0o100_600, undefined]) {
      const [secret, ...others] = readToml(text, FILE, mode).secrets;
      expect(others).toEqual([]);
      expect(secret?.origin).toEqual({ kind: 'config', place: `${FILE}:2` });
      expect(secret?.kind === 'value' && secret.reveal()).toBe('hunter2');
      expect(JSON.stringify(secret)).not.toContain('hunter2');
    }
  });

  test.each([
    [0o640, '0640'],
    [0o604, '0604'],
    [0o100_644, '0644'],
    [0o601, '0601'],
  ])('are refused from a file of mode %o', (mode, shown) => {
    const [problem] = problemsOf(text, mode);
    expect(problem).toBe(
      `${FILE}:2:1: sources.upstox.token: expected mode 0600 for a file that holds a secret, found ${shown}; run chmod 600 ${FILE}`,
    );
  });

  test('a looser file may name files and commands', () => {
    const { secrets } = readToml(
      [
        '[sources.upstox]',
        'token_file = "~/token"',
        'token_command = ["pass", "show", "upstox"]',
        '[email]',
        'smtp_password_command = "pass show smtp"',
      ].join('\n'),
      FILE,
      0o644,
    );
    expect(secrets).toEqual([
      {
        kind: 'file',
        key: 'sources.upstox.token',
        path: '~/token',
        origin: { kind: 'config', place: `${FILE}:2` },
      },
      {
        kind: 'command',
        key: 'sources.upstox.token',
        command: ['pass', 'show', 'upstox'],
        origin: { kind: 'config', place: `${FILE}:3` },
      },
      {
        kind: 'command',
        key: 'email.smtp_password',
        command: 'pass show smtp',
        origin: { kind: 'config', place: `${FILE}:5` },
      },
    ]);
  });

  test.each([
    'token_file = "hunter2"',
    'token_file = 7',
    'token_command = ""',
    'token_command = []',
    'token_command = ["hunter2", 7]',
    'token_command = { hunter2 = 1 }',
    'token = ["hunter2"]',
    'token = { hunter2 = "hunter2" }',
    'token = "hunter2\\nhunter2"',
    'token = hunter2',
    'token = "hunter2',
    'token = """\nhunter2',
  ])('%j is refused without being repeated', (line) => {
    const failure = failureFrom(() => readToml(`[sources.upstox]\n${line}`, FILE, 0o600));
    expect(failure.code).toBe('config');
    expect(failure.message).toMatch(/^paperjobs\.toml:[23]:/);
    expect(everyText(failure)).not.toContain('hunter2');
  });
});

describe('any text', () => {
  function outcomeOf(text: string): unknown {
    try {
      return readToml(text, FILE, 0o600).values instanceof Map;
    } catch (error) {
      return error instanceof Failure && error.code;
    }
  }

  const keys = SETTINGS.map(({ key }) => key);
  const piece = fc.oneof(
    fc.constantFrom(...keys, 'log', 'sources', '[log]', '[[x]]', '[', ']', '{', '}', '"', "'"),
    fc.constantFrom('"""', "'''", ' = ', '.', ',', '\n', '\r\n', '#', '\\', 'true', '1', '1e9'),
    fc.constantFrom('"info"', '["1m"]', '2026-11-26', '\uFEFF', 'inf', '\0', '_file', '_command'),
    fc.constantFrom('\u2028', '\uD800', '\u{1F4C8}', '\x7F'),
    fc.string({ unit: 'binary-ascii', maxLength: 4 }),
  );

  test('is settings or a config failure, never anything else', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
        expect(outcomeOf(pieces.join(''))).toBeOneOf([true, 'config']);
      }),
      { numRuns: 600 },
    );
  });

  test('made of settings with any values is settings or a config failure that names each place', () => {
    const value = fc.oneof(
      fc.string().map((text) => JSON.stringify(text)),
      fc.integer().map(String),
      fc.boolean().map(String),
      fc.array(fc.string()).map((list) => JSON.stringify(list)),
    );
    const line = fc.tuple(fc.constantFrom(...keys), value);
    fc.assert(
      fc.property(fc.uniqueArray(line, { selector: ([key]) => key, maxLength: 15 }), (lines) => {
        const text = lines.map(([key, written]) => `${key} = ${written}`).join('\n');
        try {
          const { values, secrets } = readToml(text, FILE, 0o600);
          expect(values.size + secrets.length).toBe(lines.length);
        } catch (error) {
          const message = error instanceof Failure ? error.message : String(error);
          for (const problem of message.split('\n'))
            expect(problem).toMatch(/^paperjobs\.toml:\d+:\d+: /);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('around a secret never lets it out', () => {
    const secret = 'Zq9-hunter2-Zq9';
    const around = fc.string({
      unit: fc.constantFrom(...Array.from('"\'\\ =[]{}#,.\n\r\tab1')),
      maxLength: 8,
    });
    const key = fc.constantFrom('token', 'token_file', 'token_command');
    const mode = fc.constantFrom(0o600, 0o644, undefined);
    fc.assert(
      fc.property(key, around, around, mode, (name, before, after, bits) => {
        const text = `[sources.upstox]\n${name} =${before}${secret}${after}`;
        // A line break before it makes the secret a key of its own, and unknown keys are told.
        fc.pre(!before.includes('\n'));
        try {
          readToml(text, FILE, bits);
        } catch (error) {
          expect(error).toBeInstanceOf(Failure);
          if (error instanceof Failure) expect(everyText(error)).not.toContain(secret);
        }
      }),
      { numRuns: 600 },
    );
  });
});
