import { describe, expect, expectTypeOf, test } from 'vitest';
import type { SettingDefinition } from '../../src/config/definition.ts';
import {
  KNOWN_KEYS,
  SECRET_KEYS,
  environmentNames,
  tableAndName,
} from '../../src/config/setting-keys.ts';
import { SETTINGS } from '../../src/config/settings.ts';
import type { SecretKey, SettingKey, Settings } from '../../src/config/settings.ts';
import { checkValue } from '../../src/config/value.ts';

const definitions: readonly SettingDefinition[] = SETTINGS;

describe('table of settings', () => {
  test('names each key, variable and flag once', () => {
    const keys = definitions.map(({ key }) => key);
    const names = definitions.flatMap(environmentNames);
    const flags = definitions.flatMap(({ flag }) => flag ?? []);
    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(flags).size).toBe(flags.length);
  });

  test.each(definitions.map((definition) => [definition.key, definition] as const))(
    '%s has a sentence of help, and its default or example fits',
    (_, definition) => {
      expect(definition.help).toMatch(/^[A-Z].*\.$/);
      const shown = definition.default ?? definition.example;
      const checked =
        definition.type === 'secret'
          ? definition.credential
          : checkValue(definition, shown, { relativePaths: false });
      expect(checked).toEqual(
        definition.type === 'secret' ? expect.any(String) : { kind: 'value', value: shown },
      );
    },
  );

  test.each(
    definitions.filter(({ key }) => key.endsWith('_seconds')).map(({ key, help }) => [key, help]),
  )('%s tells its unit', (_, help) => {
    expect(help).toContain('in seconds');
  });

  test('marks every mail setting as read by the mail notifier', () => {
    const mail = definitions.filter(({ key }) => key.startsWith('email.'));
    expect(mail.length).toBe(9);
    expect(mail.map(({ readBy }) => readBy)).toEqual(mail.map(() => 'mail notifier'));
  });

  test('makes types of its rows', () => {
    expectTypeOf<Settings['log.level']>().toEqualTypeOf<
      'error' | 'warning' | 'notice' | 'info' | 'debug'
    >();
    expectTypeOf<Settings['data_dir']>().toEqualTypeOf<string>();
    expectTypeOf<Settings['base_url']>().toEqualTypeOf<string | undefined>();
    expectTypeOf<Settings['http.retries']>().toEqualTypeOf<number>();
    expectTypeOf<Settings['email.enabled']>().toEqualTypeOf<boolean>();
    expectTypeOf<Settings['watchlist']>().toEqualTypeOf<readonly string[]>();
    expectTypeOf<Settings['market_sync.intervals']>().toEqualTypeOf<
      readonly ('1m' | '5m' | '15m' | '1d')[]
    >();
    expectTypeOf<SecretKey>().toEqualTypeOf<
      | 'sources.upstox.token'
      | 'sources.newsapi.key'
      | 'telegram.bot_token'
      | 'ntfy.topic'
      | 'ntfy.token'
      | 'webhook.url'
      | 'webhook.token'
      | 'pings.key'
      | 'email.smtp_password'
      | 'serve.token'
    >();
    expectTypeOf<Extract<keyof Settings, SecretKey>>().toEqualTypeOf<never>();
    expectTypeOf<SettingKey>().toEqualTypeOf<keyof Settings | SecretKey>();
    expect(SECRET_KEYS).toEqual([
      'sources.upstox.token',
      'sources.newsapi.key',
      'telegram.bot_token',
      'ntfy.topic',
      'ntfy.token',
      'webhook.url',
      'webhook.token',
      'pings.key',
      'email.smtp_password',
      'serve.token',
    ]);
  });
});

describe('names of settings', () => {
  test('variables are made of keys, before their aliases', () => {
    const port = definitions.find(({ key }) => key === 'email.smtp_port');
    expect(port && environmentNames(port)).toEqual(['PAPERJOBS_EMAIL_SMTP_PORT', 'SMTP_PORT']);
    expect(environmentNames({ key: 'a.b-c', type: 'string', help: '' })).toEqual([
      'PAPERJOBS_A_B_C',
    ]);
  });

  test('a key falls apart into table and name', () => {
    expect(tableAndName('sources.upstox.token')).toEqual(['sources.upstox', 'token']);
    expect(tableAndName('data_dir')).toEqual(['', 'data_dir']);
  });

  test('tables and companions of secrets are known', () => {
    expect(KNOWN_KEYS.get('sources')?.kind).toBe('table');
    expect(KNOWN_KEYS.get('sources.upstox')?.kind).toBe('table');
    expect(KNOWN_KEYS.get('sources.upstox.token_file')?.kind).toBe('secret-file');
    expect(KNOWN_KEYS.get('email.smtp_password_command')?.kind).toBe('secret-command');
    expect(KNOWN_KEYS.get('log.level_file')).toBeUndefined();
  });
});
