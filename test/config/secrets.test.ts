import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Failure } from '../../src/core/failure.ts';
import { resolveSettings } from '../../src/config/resolve.ts';
import type { SettingsInput } from '../../src/config/resolve.ts';
import { resolveSecrets, secretValues } from '../../src/config/secrets.ts';
import type { Secrets, SecretsInput } from '../../src/config/secrets.ts';
import { everyText, failureOfPromise } from './failure-of.ts';

const TOKEN = 'sources.upstox.token';
const PASSWORD = 'email.smtp_password';

interface World {
  readonly secrets: Secrets;
  /** Paths that were read and commands that were run, in order. */
  readonly asked: unknown[];
}

function worldOf(
  told: Partial<SettingsInput>,
  files: Readonly<Record<string, string>> = {},
  more: Partial<SecretsInput> = {},
): World {
  const asked: unknown[] = [];
  const { secrets: given } = resolveSettings({
    flags: {},
    env: {},
    defaults: { data_dir: '/data' },
    ...told,
  });
  const secrets = resolveSecrets({
    given,
    readFile: async (path) => {
      asked.push(path);
      return files[path];
    },
    run: async (command) => {
      asked.push(command);
      return 'from-command\n';
    },
    ...more,
  });
  return { secrets, asked };
}

describe('resolveSecrets', () => {
  test('credential, named file, command, environment, store, .env, config file: in this order', async () => {
    const files: Record<string, string> = {
      '/cred/upstox-token': 'from-credential\n',
      '/env-file': 'from-env-file\r\n',
      '/config-file': ' from-config-file ',
      '/store/upstox-token': 'from-store\n',
    };
    const env: Record<string, string> = {
      UPSTOX_ACCESS_TOKEN_FILE: '/env-file',
      UPSTOX_ACCESS_TOKEN: 'from-env',
    };
    const lines = [
      'sources.upstox.token_file = "/config-file"',
      'sources.upstox.token_command = ["print", "it"]',
      'sources.upstox.token = "from-config"',
    ];
    let dotenvText = 'UPSTOX_ACCESS_TOKEN=from-dotenv';
    const found: unknown[] = [];
    async function look(): Promise<void> {
      const { secrets } = worldOf({ env, dotenvText, configText: lines.join('\n') }, files, {
        credentialsDirectory: '/cred',
        credentialStore: '/store',
      });
      const origin = await secrets.origin(TOKEN);
      found.push([await secrets.secret(TOKEN), origin?.kind, origin?.place]);
    }
    const removals: readonly (() => unknown)[] = [
      () => delete files['/cred/upstox-token'],
      () => delete env['UPSTOX_ACCESS_TOKEN_FILE'],
      () => lines.shift(),
      () => lines.shift(),
      () => delete env['UPSTOX_ACCESS_TOKEN'],
      () => delete files['/store/upstox-token'],
      () => (dotenvText = ''),
      () => lines.shift(),
    ];
    await look();
    for (const remove of removals) {
      remove();
      await look();
    }
    expect(found).toEqual([
      ['from-credential', 'credential', 'upstox-token'],
      ['from-env-file', 'environment', 'UPSTOX_ACCESS_TOKEN_FILE'],
      ['from-config-file', 'config', 'paperjobs.toml:1'],
      ['from-command', 'config', 'paperjobs.toml:1'],
      ['from-env', 'environment', 'UPSTOX_ACCESS_TOKEN'],
      ['from-store', 'store', '/store/upstox-token'],
      ['from-dotenv', 'dotenv', '.env:1'],
      ['from-config', 'config', 'paperjobs.toml:1'],
      [undefined, undefined, undefined],
    ]);
  });

  test('looks for a secret when it is asked for, and once', async () => {
    const configText = 'email.smtp_password_command = "pass show smtp"';
    const { secrets, asked } = worldOf({ configText });
    expect([asked, secrets.found()]).toEqual([[], []]);
    const both = await Promise.all([secrets.secret(PASSWORD), secrets.secret(PASSWORD)]);
    expect(both).toEqual(['from-command', 'from-command']);
    expect(await secrets.origin(PASSWORD)).toEqual({ kind: 'config', place: 'paperjobs.toml:1' });
    expect(asked).toEqual(['pass show smtp']);
    expect(secrets.found()).toEqual(['from-command']);
  });

  test('keeps secrets apart', async () => {
    const { secrets } = worldOf({ env: { SMTP_PASSWORD: 'p', UPSTOX_ACCESS_TOKEN: 't' } });
    expect([await secrets.secret(PASSWORD), await secrets.secret(TOKEN)]).toEqual(['p', 't']);
  });

  test.each([undefined, ''])('looks into no folder that is %j', async (folder) => {
    const { secrets, asked } = worldOf(
      {},
      {},
      { credentialsDirectory: folder, credentialStore: folder },
    );
    expect(await secrets.secret(TOKEN)).toBeUndefined();
    expect(asked).toEqual([]);
  });

  test('a credential without content counts as none', async () => {
    const { secrets } = worldOf(
      { env: { UPSTOX_ACCESS_TOKEN: 'from-env' } },
      { '/cred/upstox-token': ' \n' },
      { credentialsDirectory: '/cred' },
    );
    expect(await secrets.secret(TOKEN)).toBe('from-env');
  });

  test.each([
    [{}, 'found no such file; create it'],
    [{ '/hunter2': '' }, 'expected a secret, found an empty text'],
    [{ '/hunter2': 'hunter2\nhunter2' }, 'expected a secret of one line'],
  ])('a named file that gives none is a failure: %j', async (files, words) => {
    const { secrets } = worldOf(
      { env: { SMTP_PASSWORD_FILE: '/hunter2', SMTP_PASSWORD: 'x' } },
      files,
    );
    const failure = await failureOfPromise(secrets.secret(PASSWORD));
    expect(failure.code).toBe('config');
    expect(failure.message.startsWith('SMTP_PASSWORD_FILE: email.smtp_password: ')).toBe(true);
    expect(failure.message).toContain(words);
    expect(everyText(failure)).not.toContain('hunter2');
  });

  test('a value of several lines is a failure wherever it stands', async () => {
    const { secrets } = worldOf({ env: { UPSTOX_ACCESS_TOKEN: 'hunter2\r\nX-Injected: 1' } });
    const failure = await failureOfPromise(secrets.secret(TOKEN));
    expect(failure.code).toBe('config');
    expect(everyText(failure)).not.toContain('hunter2');
  });

  test.each([
    [new Error('hunter2: exit 1'), 'config'],
    [new Failure('disk-io', 'hunter2'), 'disk-io'],
    [new Failure('stopped', 'hunter2'), 'stopped'],
    [new Failure('not-yet', 'hunter2'), 'config'],
    ['hunter2', 'config'],
  ] as const)('what a command or file threw is not passed on: %o', async (thrown, code) => {
    const fails = async (): Promise<never> => {
      throw thrown;
    };
    const configText = 'email.smtp_password_command = "p"\nsources.upstox.token_file = "/t"';
    const { secrets } = worldOf({ configText }, {}, { run: fails, readFile: fails });
    for (const key of [PASSWORD, TOKEN] as const) {
      const failure = await failureOfPromise(secrets.secret(key));
      expect(failure.code).toBe(code);
      expect(failure.message).toMatch(/^paperjobs\.toml:[12]: (?:email|sources)\./);
      expect(failure.cause).toBeUndefined();
      expect(everyText(failure)).not.toContain('hunter2');
    }
  });

  test('a store that cannot be read is a failure with its path', async () => {
    const readFile = async (): Promise<never> => {
      throw new Failure('disk-io', 'EACCES');
    };
    const { secrets } = worldOf({}, {}, { readFile, credentialStore: '/store' });
    const failure = await failureOfPromise(secrets.secret(TOKEN));
    expect([failure.code, failure.message.split(':')[0]]).toEqual([
      'disk-io',
      '/store/upstox-token',
    ]);
  });

  test('no failure holds the secret, whatever stands around it', async () => {
    const noise = fc.string({
      unit: fc.constantFrom('\n', '\0', ' ', 'a', '\u0085'),
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(noise, noise, fc.boolean(), async (before, after, throws) => {
        const printed = `${before}Zq9hunter2${after}`;
        const run = async (): Promise<string> => {
          if (throws) throw new Error(printed);
          return printed;
        };
        const { secrets } = worldOf({ configText: `${TOKEN}_command = "x"` }, {}, { run });
        const outcome = await secrets.secret(TOKEN).catch((error: unknown) => error);
        const shown = outcome instanceof Failure ? everyText(outcome) : '';
        expect(shown).not.toContain('Zq9hunter2');
        expect([printed.trim(), expect.any(Failure)]).toContainEqual(outcome);
      }),
    );
  });
});

describe('secretValues', () => {
  test('knows what was told and what was found, longest first and each once', async () => {
    const told: Partial<SettingsInput> = {
      env: { UPSTOX_ACCESS_TOKEN: 'abc', SMTP_PASSWORD: 'abcdef' },
      configText: 'sources.upstox.token_command = "x"\nsources.upstox.token = "abc"',
    };
    const resolved = resolveSettings({ flags: {}, env: {}, defaults: { data_dir: '/d' }, ...told });
    const { secrets } = worldOf(told);
    expect(secretValues(resolved)).toEqual(['abcdef', 'abc']);
    expect(secretValues(resolved, secrets)).toEqual(['abcdef', 'abc']);
    await secrets.secret(TOKEN);
    expect(secretValues(resolved, secrets)).toEqual(['from-command', 'abcdef', 'abc']);
  });
});
