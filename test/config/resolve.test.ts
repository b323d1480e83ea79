import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Failure } from '../../src/core/failure.ts';
import { resolveSettings } from '../../src/config/resolve.ts';
import type { SettingsInput } from '../../src/config/resolve.ts';
import { SETTINGS } from '../../src/config/settings.ts';
import { secretValues } from '../../src/config/secrets.ts';
import { everyText, failureFrom } from './failure-of.ts';

function inputOf(more: Partial<SettingsInput> = {}): SettingsInput {
  return { flags: {}, env: {}, defaults: { data_dir: '/data' }, ...more };
}

describe('resolveSettings', () => {
  test('gives every setting its default where nothing is told', () => {
    const { settings, origins, secrets, warnings } = resolveSettings(inputOf());
    expect(settings).toEqual({
      data_dir: '/data',
      base_url: undefined,
      watchlist: ['RELIANCE', 'TCS', 'HDFCBANK', 'INFY', 'ICICIBANK'],
      'log.level': 'info',
      'log.format': 'auto',
      'http.retries': 3,
      'http.budget_seconds': 120,
      'http.timeout_seconds': 30,
      'http.parallel': 4,
      'corp_actions.special_dividends': false,
      'lock.wait_seconds': 30,
      'market_sync.intervals': ['1m', '5m', '15m', '1d'],
      'market_sync.backfill_days': 7,
      'market_sync.daily_backfill_days': 365,
      'market_sync.sources': ['upstox', 'yahoo', 'nse'],
      'market_sync.what': ['candles', 'quotes'],
      'market_sync.indices': ['NIFTY', 'BANKNIFTY'],
      'market_sync.option_underlyings': ['NIFTY', 'BANKNIFTY'],
      'market_sync.option_expiries': 2,
      'eod.backfill_days': 10,
      'flows.backfill_days': 14,
      'analysis.threads': 2,
      'screen.saved': [],
      'performance.risk_free_percent': 6.5,
      'performance.benchmark': 'Nifty 50',
      'report.digest': true,
      'report.keep_days': 90,
      'news.nse_feeds': ['announcements', 'corporate-actions'],
      'news.feeds': [],
      'news.aliases': [],
      'news.newsapi_query': undefined,
      'news.model': 'lexicon',
      'news.finbert_folder': undefined,
      'news.alerts': true,
      'news.alert_score': 0.6,
      'runs.keep_noop_days': 30,
      'trading.brokerage_plan': 'zero-delivery',
      'trading.participation_percent': 10,
      'trading.slippage_percent': 0.05,
      'trading.max_order_rupees': 0,
      'trading.freeze_quantity': 1_000_000,
      'trading.alert_day_loss_percent': 3,
      'trading.alert_position_loss_percent': 10,
      'risk.max_position_percent': 0,
      'risk.max_sector_percent': 0,
      'risk.max_gross_percent': 0,
      'risk.max_positions': 0,
      'risk.max_drawdown_percent': 0,
      'risk.max_var_percent': 0,
      'risk.max_liquidity_days': 0,
      'risk.window_sessions': 250,
      'serve.hosts': [],
      'backup.folder': undefined,
      'backup.databases': [],
      'backup.keep_daily': 7,
      'backup.keep_weekly': 4,
      'backup.keep_monthly': 12,
      'backup.compress': 'none',
      'backup.after_command': undefined,
      'backup.command_timeout_seconds': 900,
      'retention.intraday_days': 1826,
      'retention.daily_days': 1826,
      'retention.filings_days': 1826,
      'retention.history_days': 730,
      'retention.cache_days': 90,
      'sources.upstox.base_url': undefined,
      'sources.yahoo.base_url': undefined,
      'sources.nse.base_url': undefined,
      'sources.bse.base_url': undefined,
      'notify.escalate_after': 5,
      'notify.slow_ratio': 3,
      'notify.digest': true,
      'notify.digest_hour': 22,
      'notify.keep_hours': 72,
      'notify.budget_seconds': 10,
      'notify.command': undefined,
      'telegram.enabled': false,
      'telegram.chat_id': undefined,
      'telegram.base_url': 'https://api.telegram.org',
      'ntfy.enabled': false,
      'ntfy.base_url': 'https://ntfy.sh',
      'webhook.enabled': false,
      'webhook.format': 'json',
      'pings.enabled': false,
      'pings.base_url': 'https://hc-ping.com',
      'pings.create': false,
      'pings.jobs': [],
      'sources.newsapi.base_url': undefined,
      'email.enabled': false,
      'email.from': undefined,
      'email.to': [],
      'email.smtp_host': undefined,
      'email.smtp_port': 587,
      'email.smtp_user': undefined,
      'email.smtp_use_tls': true,
      'email.ca_file': undefined,
    });
    expect(Object.keys(origins)).toHaveLength(SETTINGS.length);
    expect(new Set(Object.values(origins).map(({ kind }) => kind))).toEqual(new Set(['default']));
    expect([secrets, warnings]).toEqual([[], []]);
  });

  test('what the sandbox puts in place goes before all and is told as its own', () => {
    const { settings, origins } = resolveSettings(
      inputOf({
        flags: { base_url: 'http://a.example' },
        sandbox: { base_url: 'http://b.example' },
      }),
    );
    expect(settings.base_url).toBe('http://b.example');
    expect(origins.base_url).toEqual({ kind: 'flag', place: '--sandbox' });
  });

  test('flag before environment before .env before config file before default', () => {
    const whole: SettingsInput = inputOf({
      flags: { 'log.level': 'error' },
      env: { PAPERJOBS_LOG_LEVEL: 'warning' },
      dotenvText: 'PAPERJOBS_LOG_LEVEL=notice',
      dotenvPath: '/c/.env',
      configText: '[log]\nlevel = "debug"',
      configPath: '/c/paperjobs.toml',
      defaults: { data_dir: '/data', 'log.level': 'info' },
    });
    const { flags: _flags, ...withoutFlags } = whole;
    const steps: readonly SettingsInput[] = [
      whole,
      { ...withoutFlags, flags: {} },
      { ...withoutFlags, flags: { 'log.level': undefined }, env: { PAPERJOBS_LOG_LEVEL: '' } },
      { ...whole, flags: {}, env: {}, dotenvText: undefined },
      { ...whole, flags: {}, env: {}, dotenvText: '', configText: undefined },
    ];
    const found = steps.map((step) => {
      const { settings, origins } = resolveSettings(step);
      return [settings['log.level'], origins['log.level'].kind, origins['log.level'].place];
    });
    expect(found).toEqual([
      ['error', 'flag', '-v or -q'],
      ['warning', 'environment', 'PAPERJOBS_LOG_LEVEL'],
      ['notice', 'dotenv', '/c/.env:1'],
      ['debug', 'config', '/c/paperjobs.toml:2'],
      ['info', 'default', 'default'],
    ]);
  });

  test('the defaults of the caller go before those of the table', () => {
    const defaults = { data_dir: '/sandbox', 'http.retries': 0, watchlist: [] };
    const { settings } = resolveSettings(inputOf({ defaults }));
    expect(settings['http.retries']).toBe(0);
    expect(settings.watchlist).toEqual([]);
    expect(settings['http.parallel']).toBe(4);
  });

  test('a false, a zero and an empty list win over a default', () => {
    const { settings } = resolveSettings(
      inputOf({
        configText: 'watchlist = []\nhttp.retries = 0\nemail.smtp_use_tls = false',
      }),
    );
    expect(settings.watchlist).toEqual([]);
    expect(settings['http.retries']).toBe(0);
    expect(settings['email.smtp_use_tls']).toBe(false);
  });

  test('flags that do not fit are a wrong command line', () => {
    const failure = failureFrom(() =>
      resolveSettings(inputOf({ flags: { 'lock.wait_seconds': 'long', 'http.retries': '-1' } })),
    );
    expect(failure.code).toBe('usage');
    expect(failure.message.split('\n')).toEqual([
      'flag for http.retries: expected a whole number from 0 to 10, found -1 (first of 2 problems)',
      '--wait: expected a number of seconds from 0 to 86400, found "long"',
    ]);
  });

  test('a place is checked also where one before it decides', () => {
    const failure = failureFrom(() =>
      resolveSettings(
        inputOf({ flags: { 'log.level': 'info' }, configText: 'log.level = "loud"' }),
      ),
    );
    expect(failure.code).toBe('config');
    expect(failure.message).toMatch(/^paperjobs\.toml:1:1: log\.level: /);
  });

  test('puts the home folder for ~/ in paths and in files of secrets', () => {
    const told = { configText: 'data_dir = "~/d"\nemail.smtp_password_file = "~/p"' };
    const { settings, secrets } = resolveSettings(
      inputOf({ ...told, env: { HOME: '/home/asha' } }),
    );
    expect(settings.data_dir).toBe('/home/asha/d');
    expect(secrets.map((secret) => secret.kind === 'file' && secret.path)).toEqual([
      '/home/asha/p',
    ]);
    const failure = failureFrom(() => resolveSettings(inputOf(told)));
    expect(failure.code).toBe('config');
    expect(failure.message).toContain('paperjobs.toml:1: expected HOME in the environment');
  });

  test('a relative folder is taken from a flag or variable, not from a file', () => {
    const flagged = resolveSettings(inputOf({ flags: { data_dir: 'd' } }));
    expect(flagged.settings.data_dir).toBe('d');
    const told = resolveSettings(inputOf({ env: { PAPERJOBS_DATA_DIR: 'd' } }));
    expect(told.settings.data_dir).toBe('d');
    expect(failureFrom(() => resolveSettings(inputOf({ configText: 'data_dir="d"' }))).code).toBe(
      'config',
    );
  });

  test('collects secrets in the order of the places, and their origins', () => {
    const resolved = resolveSettings(
      inputOf({
        env: { UPSTOX_ACCESS_TOKEN: 'from-env' },
        dotenvText: 'UPSTOX_ACCESS_TOKEN=from-dotenv',
        dotenvPath: '/c/.env',
        dotenvMode: 0o600,
        configText: 'sources.upstox.token = "from-config"\nemail.smtp_password_file = "/p"',
        configPath: '/c/paperjobs.toml',
        configMode: 0o600,
      }),
    );
    expect(resolved.secrets.map(({ origin }) => origin.place)).toEqual([
      'UPSTOX_ACCESS_TOKEN',
      '/c/.env:1',
      '/c/paperjobs.toml:1',
      '/c/paperjobs.toml:2',
    ]);
    expect(resolved.origins['sources.upstox.token'].kind).toBe('environment');
    expect(resolved.origins['email.smtp_password'].place).toBe('/c/paperjobs.toml:2');
    expect(secretValues(resolved)).toEqual(['from-dotenv', 'from-config', 'from-env']);
    expect(JSON.stringify(resolved)).not.toMatch(/from-(?:env|dotenv|config)/);
  });

  test.each([
    [{ configText: 'email.smtp_password = "hunter2"', configMode: 0o644 }, 'paperjobs.toml:1:1:'],
    [{ dotenvText: 'SMTP_PASSWORD=hunter2', dotenvMode: 0o644 }, '.env:1:'],
  ])('refuses a secret in a file that others can read: %j', (told, place) => {
    const failure = failureFrom(() => resolveSettings(inputOf(told)));
    expect(failure.code).toBe('config');
    expect(failure.message.startsWith(place)).toBe(true);
    expect(everyText(failure)).not.toContain('hunter2');
  });

  test('passes on what looks like a slip', () => {
    const { warnings } = resolveSettings(
      inputOf({ env: { PAPERJOBS_HTTP_RETRY: '1' }, dotenvText: 'PAPERJOBS_LOGLEVEL=info' }),
    );
    expect(warnings.map((text) => text.split(' is no')[0])).toEqual([
      'environment variable PAPERJOBS_HTTP_RETRY',
      '.env:1: PAPERJOBS_LOGLEVEL',
    ]);
  });

  test('no failure holds a secret, whatever else is wrong', () => {
    const secret = fc.stringMatching(/^[A-Za-z0-9]{12,20}$/).map((text) => `Zq9${text}`);
    const wrong = fc.constantFrom('level = "loud"', 'levle = 1', 'level = ', '[log]', 'level = 1');
    const mode = fc.constantFrom(0o600, 0o644, 0o666);
    fc.assert(
      fc.property(secret, wrong, mode, mode, (text, line, configMode, dotenvMode) => {
        const input = inputOf({
          env: { UPSTOX_ACCESS_TOKEN: text, SMTP_PASSWORD: text, SMTP_PASSWORD_FILE: `~/${text}` },
          dotenvText: `SMTP_PASSWORD="${text}"\nUPSTOX_ACCESS_TOKEN_FILE=~/${text}`,
          dotenvMode,
          configText: `[email]\nsmtp_password = "${text}"\n[log]\n${line} # ${text}`,
          configMode,
        });
        try {
          resolveSettings(input);
          expect.fail('a wrong file was taken');
        } catch (error) {
          expect(error).toBeInstanceOf(Failure);
          if (error instanceof Failure) expect(everyText(error)).not.toContain(text);
        }
      }),
      { numRuns: 300 },
    );
  });
});
