import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonOf, newDesk, run, runJson } from '../support/program.ts';
import type { Desk } from '../support/program.ts';

interface Shown {
  readonly key: string;
  readonly value: string;
  readonly origin: string;
}

function written(desk: Desk, name: string, text: string, mode = 0o600): string {
  const path = join(desk.home, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
}

async function shown(
  desk: Desk,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<ReadonlyMap<string, Shown>> {
  const told = await run(desk, ['config', 'show', '--origin', '--json', ...args], { env });
  expect(told.status, told.stderr).toBe(0);
  return new Map(jsonOf<Shown[]>(told).map((row) => [row.key, row]));
}

describe('a configuration that is wrong', () => {
  const cases: readonly (readonly [string, string, RegExp])[] = [
    ['broken TOML', 'watchlist = ["A"]\n[log\nlevel = "info"\n', /broken\.toml:2:\d+/],
    [
      'unknown key',
      '[lock]\nwait_secons = 5\n',
      /:2:1\b.*wait_secons.*did you mean .*wait_seconds/s,
    ],
    ['wrong value', '[http]\nretries = "many"\n', /:2:\d+.*http\.retries.*many/s],
  ];

  it.each(cases)('%s ends with 78 and its line and column', async (_, text, words) => {
    const desk = newDesk();
    const path = written(desk, 'broken.toml', text);
    // With the sandbox running the process must still end.
    const told = await runJson(desk, ['market-sync', '--sandbox', '--config', path]);
    expect(told).toMatchObject({ outcome: 'config', exitCode: 78 });
    expect(told.error?.message).toMatch(words);
    const checked = await run(desk, ['config', 'check', '--config', path]);
    expect(checked.status).toBe(78);
    expect(checked.stderr).toMatch(words);
  });

  it('a secret that others can read ends with 78 and is not shown', async () => {
    const desk = newDesk();
    const text = '[sources.upstox]\ntoken = "tok-readable-by-all"\n';
    const path = written(desk, 'loose.toml', text, 0o644);
    const told = await run(desk, ['market-sync', '--sandbox', '--config', path, '--json']);
    expect(told.status).toBe(78);
    expect(told.stderr).toContain('chmod 600');
    expect(`${told.stdout}${told.stderr}`).not.toContain('tok-readable-by-all');
    chmodSync(path, 0o600);
    const good = await run(desk, ['config', 'check', '--config', path]);
    expect(good.status, good.stderr).toBe(0);
  });

  it('a file that is named and not there ends with 78', async () => {
    const told = await run(newDesk(), ['status', '--config', './absent.toml']);
    expect(told.status).toBe(78);
    expect(told.stderr).toContain('absent.toml');
  });
});

describe('where the configuration is found', () => {
  const text = (seconds: number): string => `[lock]\nwait_seconds = ${seconds}\n`;
  const wait = async (
    desk: Desk,
    args: readonly string[] = [],
    env: Readonly<Record<string, string>> = {},
  ): Promise<Shown | undefined> => (await shown(desk, args, env)).get('lock.wait_seconds');

  it('the flag wins over PAPERJOBS_CONFIG, that over the XDG folder, that over the home', async () => {
    const desk = newDesk();
    const flag = written(desk, 'flag.toml', text(1));
    const variable = written(desk, 'variable.toml', text(2));
    written(desk, 'xdg/paperjobs/paperjobs.toml', text(3));
    written(desk, '.config/paperjobs/paperjobs.toml', text(4));
    const xdg = { XDG_CONFIG_HOME: join(desk.home, 'xdg') };
    const both = { ...xdg, PAPERJOBS_CONFIG: variable };
    const found = await Promise.all([
      wait(desk, ['--config', flag], both),
      wait(desk, [], both),
      wait(desk, [], xdg),
      wait(desk),
    ]);
    expect(found.map((row) => row?.value)).toEqual(['1', '2', '3', '4']);
    expect(found[0]?.origin, 'file and line').toContain(`${flag}:2`);
  });

  it('a variable wins over the file, a flag over the variable', async () => {
    const desk = newDesk();
    written(desk, '.config/paperjobs/paperjobs.toml', text(4));
    const row = await wait(desk, [], { PAPERJOBS_LOCK_WAIT_SECONDS: '9' });
    expect(row).toMatchObject({
      value: '9',
      origin: expect.stringContaining('PAPERJOBS_LOCK_WAIT'),
    });
  });

  it('reads the names that mail programs share', async () => {
    const rows = await shown(newDesk(), [], {
      EMAIL_ENABLED: 'true',
      EMAIL_TO: 'a@desk.example,b@desk.example',
      SMTP_HOST: 'smtp.desk.example',
      SMTP_PORT: '2525',
      SMTP_PASSWORD: 'pass-of-mail',
    });
    const value = (key: string): string | undefined => rows.get(key)?.value;
    expect(value('email.enabled')).toBe('true');
    expect(value('email.to')).toContain('b@desk.example');
    expect(value('email.smtp_host')).toBe('smtp.desk.example');
    expect(value('email.smtp_port')).toBe('2525');
    expect(value('email.smtp_password')).toBe('set');
    expect(JSON.stringify([...rows])).not.toContain('pass-of-mail');
  });

  it('data lies where the flag, the variable or the XDG folder says', async () => {
    const desk = newDesk();
    const places = await Promise.all([
      run(desk, ['init', '--json', '--data-dir', './here']),
      run(desk, ['init', '--json'], { env: { PAPERJOBS_DATA_DIR: join(desk.home, 'there') } }),
      run(desk, ['init', '--json'], { env: { XDG_DATA_HOME: join(desk.home, 'xdg') } }),
    ]);
    const folders = places.map((ended) => jsonOf<{ dataDir: string }>(ended).dataDir);
    const expected = ['here', 'there', join('xdg', 'paperjobs')];
    expect(folders).toEqual(expected.map((name) => join(desk.home, name)));
  });
});
