import { describe, expect, test } from 'vitest';
import { commentedDefaults } from '../../src/config/defaults-file.ts';
import type { SettingDefinition } from '../../src/config/definition.ts';
import { readToml } from '../../src/config/read-toml.ts';
import { PLAIN_DEFINITIONS } from '../../src/config/setting-keys.ts';
import { SETTINGS } from '../../src/config/settings.ts';

const definitions: readonly SettingDefinition[] = SETTINGS;

describe('commentedDefaults', () => {
  const text = commentedDefaults();
  const uncommented = text.replaceAll(/^#(?=\w)/gm, '');

  test('sets nothing as it is, and may be read by others', () => {
    const { values, secrets } = readToml(text, 'paperjobs.toml', 0o644);
    expect([values.size, secrets]).toEqual([0, []]);
  });

  test('sets everything to its default or example with every line uncommented', () => {
    const { values, secrets } = readToml(uncommented, 'paperjobs.toml', 0o600);
    const found = Object.fromEntries([...values].map(([key, { value }]) => [key, value]));
    expect(found).toEqual(
      Object.fromEntries(
        PLAIN_DEFINITIONS.map(({ key, default: value, example }) => [key, value ?? example]),
      ),
    );
    expect(secrets.map(({ key, kind }) => `${key} ${kind}`).sort()).toEqual(
      [
        'email.smtp_password',
        'ntfy.token',
        'ntfy.topic',
        'pings.key',
        'serve.token',
        'sources.newsapi.key',
        'sources.upstox.token',
        'telegram.bot_token',
        'webhook.token',
        'webhook.url',
      ].flatMap((key) => ['command', 'file', 'value'].map((kind) => `${key} ${kind}`)),
    );
  });

  test.each(text.split('\n').filter((line) => /^#\w/.test(line)))(
    'is valid with only this line uncommented: %s',
    (line) => {
      const one = text.replace(`\n${line}\n`, `\n${line.slice(1)}\n`);
      const { values, secrets } = readToml(one, 'paperjobs.toml', 0o600);
      expect(values.size + secrets.length).toBe(1);
    },
  );

  test.each(definitions.map(({ key, help }) => [key, help]))('tells what %s is for', (_, help) => {
    expect(text).toContain(`\n# ${help}\n`);
  });

  test('has each table once, in the order of the settings', () => {
    expect(text.match(/^\[.+\]$/gm)).toEqual([
      '[log]',
      '[http]',
      '[corp_actions]',
      '[lock]',
      '[market_sync]',
      '[eod]',
      '[flows]',
      '[news]',
      '[analysis]',
      '[screen]',
      '[performance]',
      '[report]',
      '[runs]',
      '[trading]',
      '[risk]',
      '[backup]',
      '[retention]',
      '[sources.upstox]',
      '[sources.yahoo]',
      '[sources.nse]',
      '[sources.bse]',
      '[sources.newsapi]',
      '[notify]',
      '[telegram]',
      '[ntfy]',
      '[webhook]',
      '[pings]',
      '[email]',
      '[serve]',
    ]);
    expect(text).toContain('# Read by the mail notifier.\n[email]\n');
  });

  test('shows one setting like this', () => {
    expect(text).toContain(
      [
        '[log]',
        '',
        '# Least weight of an event that is logged.',
        '# Allowed: error, warning, notice, info, debug.',
        '# Environment: PAPERJOBS_LOG_LEVEL',
        '#level = "info"',
        '',
      ].join('\n'),
    );
  });

  test('tells an example from a default', () => {
    expect(text).toContain('# Not set by default; for example:\n#smtp_user = "paperjobs"\n');
    expect(text).toContain('otherwise:\n#data_dir = "~/.local/share/paperjobs"\n');
  });

  test('ends with one end of line and has no line too long to read', () => {
    expect(text).toMatch(/[^\n]\n$/);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  });
});
