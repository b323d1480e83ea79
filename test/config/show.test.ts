import { expect, test } from 'vitest';
import { resolveSettings } from '../../src/config/resolve.ts';
import { SETTINGS } from '../../src/config/settings.ts';
import { shownSettings } from '../../src/config/show.ts';

const resolved = resolveSettings({
  flags: { 'lock.wait_seconds': '5' },
  env: { SMTP_PORT: '2525', UPSTOX_ACCESS_TOKEN: 'hunter2' },
  dotenvText: 'EMAIL_ENABLED=true',
  dotenvPath: '/c/.env',
  configText: '[market_sync]\nintervals = ["1m", "1d"]',
  configPath: '/c/paperjobs.toml',
  defaults: { data_dir: '/data' },
});

test('shows every setting in order', () => {
  expect(shownSettings(resolved).map(({ key }) => key)).toEqual(SETTINGS.map(({ key }) => key));
});

test.each([
  ['data_dir', '/data', 'default'],
  ['base_url', '', 'default'],
  ['lock.wait_seconds', '5', 'flag --wait'],
  ['email.smtp_port', '2525', 'environment SMTP_PORT'],
  ['email.enabled', 'true', '/c/.env:1'],
  ['market_sync.intervals', '1m, 1d', '/c/paperjobs.toml:2'],
  ['email.to', '', 'default'],
  ['sources.upstox.token', 'set', 'environment UPSTOX_ACCESS_TOKEN'],
  ['email.smtp_password', 'not set', 'default'],
])('shows %s', (key, value, origin) => {
  expect(shownSettings(resolved).find((row) => row.key === key)).toEqual({ key, value, origin });
});

test('shows a secret where it was found, and never its text', () => {
  const rows = shownSettings(resolved, {
    'sources.upstox.token': { kind: 'credential', place: 'upstox-token' },
    'email.smtp_password': { kind: 'store', place: '/store/smtp-password' },
  });
  expect(rows.filter(({ value }) => value === 'set')).toEqual([
    { key: 'sources.upstox.token', value: 'set', origin: 'credential upstox-token' },
    { key: 'email.smtp_password', value: 'set', origin: '/store/smtp-password' },
  ]);
  expect(JSON.stringify(rows)).not.toContain('hunter2');
});
