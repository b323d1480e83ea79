import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Failure } from '../../src/core/failure.ts';
import type { Layer } from '../../src/config/layer.ts';
import { readDotenv, readEnvironment } from '../../src/config/read-env.ts';
import { environmentNames } from '../../src/config/setting-keys.ts';
import { SETTINGS } from '../../src/config/settings.ts';
import { everyText, failureFrom } from './failure-of.ts';

function plain({ values }: Layer): Record<string, unknown> {
  return Object.fromEntries([...values].map(([key, { value }]) => [key, value]));
}

describe('readEnvironment', () => {
  test('reads own names and aliases', () => {
    const layer = readEnvironment({
      PAPERJOBS_LOG_LEVEL: 'debug',
      PAPERJOBS_HTTP_BUDGET_SECONDS: '2.5',
      PAPERJOBS_WATCHLIST: 'TCS, M&M',
      PAPERJOBS_DATA_DIR: './data',
      PAPERJOBS_BASE_URL: 'http://127.0.0.1:9/',
      EMAIL_ENABLED: 'Yes',
      EMAIL_FROM: 'a@desk.example',
      EMAIL_TO: 'b@desk.example,c@desk.example',
      SMTP_HOST: 'smtp.desk.example',
      SMTP_PORT: '2525',
      SMTP_USER: 'me',
      SMTP_USE_TLS: 'off',
      PATH: '/bin',
    });
    expect(plain(layer)).toEqual({
      'log.level': 'debug',
      'http.budget_seconds': 2.5,
      watchlist: ['TCS', 'M&M'],
      data_dir: './data',
      base_url: 'http://127.0.0.1:9',
      'email.enabled': true,
      'email.from': 'a@desk.example',
      'email.to': ['b@desk.example', 'c@desk.example'],
      'email.smtp_host': 'smtp.desk.example',
      'email.smtp_port': 2525,
      'email.smtp_user': 'me',
      'email.smtp_use_tls': false,
    });
    expect(layer.values.get('email.smtp_port')?.origin).toEqual({
      kind: 'environment',
      place: 'SMTP_PORT',
    });
    expect(layer.warnings).toEqual([]);
  });

  test('an own name goes before its alias', () => {
    const layer = readEnvironment({
      SMTP_PORT: 'tcp://10.0.0.1:25',
      PAPERJOBS_EMAIL_SMTP_PORT: '26',
    });
    expect(plain(layer)).toEqual({ 'email.smtp_port': 26 });
  });

  test('blank and unset variables are absent', () => {
    const layer = readEnvironment({
      PAPERJOBS_LOG_LEVEL: '',
      PAPERJOBS_WATCHLIST: ' ',
      PAPERJOBS_BASE_URL: undefined,
      SMTP_PASSWORD: '',
      SMTP_PASSWORD_FILE: '',
    });
    expect(layer).toEqual({ values: new Map(), secrets: [], warnings: [] });
  });

  test('refuses values that do not fit, naming every variable', () => {
    const failure = failureFrom(() =>
      readEnvironment({ SMTP_PORT: 'mail', PAPERJOBS_LOG_FORMAT: 'xml', EMAIL_ENABLED: 'maybe' }),
    );
    expect(failure.code).toBe('config');
    expect(failure.message.split('\n')).toEqual([
      'environment variable SMTP_PORT: expected a whole number from 1 to 65535, found "mail" (first of 3 problems)',
      'environment variable PAPERJOBS_LOG_FORMAT: expected one of auto, plain, json, journal, found "xml"',
      'environment variable EMAIL_ENABLED: expected true or false, found "maybe"',
    ]);
  });

  test('takes secrets and the files that hold them, and shows none', () => {
    const { secrets } = readEnvironment({
      UPSTOX_ACCESS_TOKEN: ' hunter2\n',
      PAPERJOBS_EMAIL_SMTP_PASSWORD_FILE: '/run/smtp',
    });
    expect(secrets.map(({ kind, key, origin }) => [kind, key, origin.place])).toEqual([
      ['value', 'sources.upstox.token', 'UPSTOX_ACCESS_TOKEN'],
      ['file', 'email.smtp_password', 'PAPERJOBS_EMAIL_SMTP_PASSWORD_FILE'],
    ]);
    expect(secrets.map((secret) => (secret.kind === 'value' ? secret.reveal() : ''))).toEqual([
      'hunter2',
      '',
    ]);
    expect(JSON.stringify(secrets)).not.toContain('hunter2');
  });

  test('warns of own names that mean nothing', () => {
    const { warnings } = readEnvironment({
      PAPERJOBS_LOG_LEVL: 'info',
      PAPERJOBS_SHOE_SIZE: '9',
      PAPERJOBS_CONFIG: '/x',
      PAPERJOBS_SANDBOX_FAULTS: '429',
      EMAIL_ENABLE: 'true',
    });
    expect(warnings).toEqual([
      'environment variable PAPERJOBS_LOG_LEVL is no setting and was passed over; did you mean PAPERJOBS_LOG_LEVEL?',
      'environment variable PAPERJOBS_SHOE_SIZE is no setting and was passed over; remove it',
    ]);
  });
});

describe('readDotenv', () => {
  test('reads settings with their lines and passes over foreign names', () => {
    const layer = readDotenv(
      'OTHER=x\n\nexport SMTP_PORT="2525"\nSMTP_HOST=\n',
      '/etc/p/.env',
      0o644,
    );
    expect([...layer.values]).toEqual([
      ['email.smtp_port', { value: 2525, origin: { kind: 'dotenv', place: '/etc/p/.env:3' } }],
    ]);
  });

  test('refuses values that do not fit, with file, line and name', () => {
    const failure = failureFrom(() => readDotenv('\nSMTP_PORT=0\nPAPERJOBS_DATA_DIR=data', '.env'));
    expect(failure.code).toBe('config');
    expect(failure.message.split('\n')).toEqual([
      '.env:2: SMTP_PORT: expected a whole number from 1 to 65535, found 0 (first of 2 problems)',
      '.env:3: PAPERJOBS_DATA_DIR: expected a path that begins with / or ~/, found "data"',
    ]);
  });

  test('refuses a secret in a file that others can read', () => {
    const text = '# mine\nSMTP_PASSWORD=hunter2\nSMTP_PORT=26';
    const failure = failureFrom(() => readDotenv(text, '/p/.env', 0o640));
    expect(failure.code).toBe('config');
    expect(failure.message).toBe(
      '/p/.env:2: email.smtp_password: expected mode 0600 for a file that holds a secret, found 0640; run chmod 600 /p/.env',
    );
    expect(everyText(failure)).not.toContain('hunter2');
    expect(readDotenv(text, '/p/.env', 0o600).secrets.length).toBe(1);
  });

  test('a looser file may name the file of a secret, or leave the secret blank', () => {
    const text = 'SMTP_PASSWORD_FILE=/run/smtp\nUPSTOX_ACCESS_TOKEN=';
    expect(readDotenv(text, '.env', 0o644).secrets.map(({ kind }) => kind)).toEqual(['file']);
  });

  test('warns of own names that mean nothing, with the line', () => {
    expect(readDotenv('A=1\nPAPERJOBS_WATCHLISTS=TCS', '.env').warnings).toEqual([
      '.env:2: PAPERJOBS_WATCHLISTS is no setting and was passed over; did you mean PAPERJOBS_WATCHLIST?',
    ]);
  });
});

describe('any variables', () => {
  const names = SETTINGS.flatMap(environmentNames);

  test('are settings or a config failure', () => {
    const name = fc.oneof(fc.constantFrom(...names, '__proto__', 'constructor'), fc.string());
    fc.assert(
      fc.property(fc.dictionary(name, fc.string({ unit: 'binary-ascii' })), (env) => {
        try {
          expect(readEnvironment(env).values).toBeInstanceOf(Map);
        } catch (error) {
          expect(error instanceof Failure && error.code).toBe('config');
        }
      }),
      { numRuns: 600 },
    );
  });

  test('in a file never let a secret out', () => {
    const secret = 'Zq9-hunter2-Zq9';
    const around = fc.string({
      unit: fc.constantFrom(...Array.from('"\'\\ =#,\n\r\tab1')),
      maxLength: 8,
    });
    const line = fc
      .tuple(fc.constantFrom('SMTP_PASSWORD', 'UPSTOX_ACCESS_TOKEN_FILE'), around, around)
      .map(([name, before, after]) => `${name}=${before}${secret}${after}`);
    fc.assert(
      fc.property(line, fc.constantFrom(0o600, 0o644), (text, mode) => {
        try {
          readDotenv(`SMTP_PORT=x\n${text}`, '.env', mode);
          expect.fail('the port was taken');
        } catch (error) {
          expect(error).toBeInstanceOf(Failure);
          if (error instanceof Failure) expect(everyText(error)).not.toContain(secret);
        }
      }),
      { numRuns: 600 },
    );
  });
});
