import { readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/commands/index.ts';
import { jsonOf, newDesk, run } from '../support/program.ts';
import { rowsOf } from '../support/kept-rows.ts';

/** One desk that the sandbox has filled; what is done to it here changes no candle. */
const desk = newDesk();
const SANDBOX = '--sandbox';

beforeAll(async () => {
  const filled = await run(desk, ['market-sync', SANDBOX]);
  expect(filled.status, filled.stderr).toBe(0);
});

/** A command's words, and what its text and its JSON must say. */
const SAID: Readonly<Record<string, readonly [readonly string[], RegExp, object | string]>> = {
  'show candles': [
    ['--symbols', 'papertiger', '--interval', '1d', '--from', '2026-03-02', '--to', '2026-03-03'],
    /^symbol +series .*\nPAPERTIGER +EQ +XNSE +1d +2026-03-02 /,
    expect.objectContaining({ symbol: 'PAPERTIGER', session: '2026-03-02', source: 'upstox' }),
  ],
  'show index': [
    ['NIFTY50', '--on', '2026-06-01'],
    /^no list of NIFTY50 is kept of 2026-06-01 or before/,
    [],
  ],
  'show sectors': [[], /^no industry is known/, []],
  gaps: [['--state', 'open'], /^nothing is missing\n$/, []],
  status: [
    [],
    /SANDBOX\n\njob +last run .*\nmarket-sync +\S+ \S+ +ok .*all is well\n$/s,
    { healthy: true, failedSyncs: 0 },
  ],
  history: [
    ['--job', 'market-sync'],
    /market-sync +ok +0 /,
    expect.objectContaining({ job: 'market-sync', outcome: 'ok', exitCode: 0 }),
  ],
  why: [['market-sync'], /last run .* ok in .*rows changed/, { job: 'market-sync', enabled: true }],
  logs: [['market-sync'], /^no warning and no error of market-sync is kept\n$/, []],
  'watch list': [[], /^PAPERTIGER\nMONSOONTEA\n.*list of the settings/s, 'KITE&KIN'],
  session: [['2026-03-02'], /2026-03-02/, { session: '2026-03-02', state: 'open' }],
  'config check': [
    [],
    /^no configuration file: defaults and environment only\n/,
    { ok: true, warnings: [] },
  ],
  'config show': [
    ['--origin'],
    /lock\.wait_seconds +30 +default/,
    { key: 'lock.wait_seconds', value: '30', origin: 'default' },
  ],
  'calendar update': [
    [],
    /nse: \d+ days listed, \d+ new.*\nupstox: \d+ days listed/,
    { knownTo: '2099-12-31' },
  ],
  'watch add': [['TINYKITES,papertiger'], /^added TINYKITES, PAPERTIGER\n$/, { added: [] }],
  'watch remove': [
    ['TINYKITES', 'PAPERTIGER'],
    /^removed TINYKITES, PAPERTIGER\n$/,
    { removed: [] },
  ],
  'factor add': [
    ['papertiger', '--ex-date', '2025-07-01', '--factor', '0.9', '--reason', 'a trial'],
    /^PAPERTIGER: prices before 2025-07-01 are multiplied by 0\.9 with --adjust all \(demerger: a trial\)\n$/,
    { symbol: 'PAPERTIGER', exDate: '2025-07-01', factor: 0.9, kind: 'demerger' },
  ],
  'factor remove': [
    ['PAPERTIGER', '--ex-date', '2025-07-01'],
    /^PAPERTIGER: the factor of 2025-07-01 is taken back\n$/,
    {},
  ],
  enable: [['quotes'], /^quotes is switched on\n$/, { job: 'quotes', enabled: true }],
  disable: [['quotes'], /^quotes is switched off\n$/, { job: 'quotes', enabled: false }],
  init: [[], /configuration +\S+paperjobs\.toml\n/, { configWritten: false }],
};

/** An example's words as a shell cuts them, with a company of the sandbox in a real one's place. */
function wordsOf(example: string): string[] {
  const words = example.replaceAll('RELIANCE', 'PAPERTIGER').match(/"[^"]*"|'[^']*'|\S+/g) ?? [];
  return words.map((word) => word.replace(/^(["'])(.*)\1$/, '$2'));
}

describe('every command', () => {
  // These have suites of their own: they need a token, a backup, a unit that failed, two companies.
  const apart = ['auth upstox', 'restore', 'notify', 'account demerge'];
  const others = COMMANDS.filter(({ name }) => SAID[name] === undefined && !apart.includes(name));

  it('of this list is one of the program', () => {
    const names = new Set(COMMANDS.map(({ name }) => name));
    expect(Object.keys(SAID).filter((name) => !names.has(name))).toEqual([]);
  });

  it.each(others.map(({ name, examples }) => [name, examples[0] ?? '']))(
    '%s answers its first example in words and as JSON',
    async (_, example) => {
      const words = [...wordsOf(example), SANDBOX];
      const spoken = await run(desk, words);
      expect([0, 1], spoken.stderr).toContain(spoken.status);
      expect(spoken.stdout).not.toBe('');
      const told = await run(desk, [...words, '--json']);
      expect(jsonOf<object>(told)).toBeTypeOf('object');
    },
  );

  it.each(Object.entries(SAID))('%s says it in words and as JSON', async (name, said) => {
    const [words, text, json] = said;
    const asked = [...name.split(' '), ...words, SANDBOX];
    const spoken = await run(desk, asked);
    expect(spoken.status, spoken.stderr).toBe(0);
    expect(spoken.stdout).toMatch(text);
    const told = await run(desk, [...asked, '--json']);
    expect(told.status === 0 || name.endsWith(' remove'), told.stderr).toBe(true);
    const value: unknown = jsonOf(told);
    if (Array.isArray(value) && !Array.isArray(json)) expect(value).toContainEqual(json);
    else if (Array.isArray(json)) expect(value).toEqual(json);
    else expect(value).toMatchObject(Object(json) as object);
  });

  it('a command that only reads makes no database', async () => {
    const empty = newDesk();
    const told = await run(empty, ['status', '--json']);
    expect(told.status).toBe(78);
    expect(jsonOf(told)).toMatchObject({ command: 'status', outcome: 'config', exitCode: 78 });
    expect(told.stderr).toContain('paperjobs init');
  });

  it('init writes a configuration that config check finds good', async () => {
    const fresh = newDesk();
    const { stdout } = await run(fresh, ['init']);
    const path = /configuration +(\S+)/.exec(stdout)?.[1] ?? '';
    expect(readFileSync(path, 'utf8'), 'commented defaults').toContain('# ');
    const checked = await run(fresh, ['config', 'check']);
    expect(checked.stdout).toBe(`${path}: good\n`);
    expect((await run(fresh, ['init'])).stdout, 'what is there stays').toContain(
      'was there already',
    );
    const bot = '\n[bots.trend]\naccount = "main"\nstrategy = "turtle"\n';
    writeFileSync(path, `${bot}parameters = { dayz = 20 }\n`);
    const wrong = await run(fresh, ['config', 'check']);
    expect([wrong.status, wrong.stderr], 'a number that no bot could run with').toEqual([
      78,
      expect.stringMatching(/paperjobs\.toml:2: bot trend: .*turtle, found "dayz"/),
    ]);
    writeFileSync(path, `${bot}parameters = { days = 20 }\n`);
    expect((await run(fresh, ['config', 'check'])).status).toBe(0);
  });
});

describe('what goes where', () => {
  it('no escape code where nothing is a terminal, whatever the environment says of colours', async () => {
    const { stdout, stderr } = await run(desk, ['quotes', SANDBOX, '-v', '--force'], {
      env: { TERM: 'xterm-256color', COLORTERM: 'truecolor', FORCE_COLOR: '1' },
    });
    expect(`${stdout}${stderr}`).toContain('quotes');
    expect(`${stdout}${stderr}`).not.toContain('\u001B');
  });

  it('a reader that goes away after one line is no failure', async () => {
    const piped = ['bash', '-c', 'set -o pipefail; "$@" | head -1', 'bash'];
    const all = ['show', 'candles', '--interval', '1m', SANDBOX];
    const { status, stdout, stderr } = await run(desk, all, { under: piped });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^symbol .*\n$/);
  });

  it('a whole table and its CSV reach the reader complete', async () => {
    const [row] = rowsOf(desk.sandboxDatabase, 'SELECT count(*) AS count FROM candles_1m');
    const asked = ['show', 'candles', '--interval', '1m', SANDBOX];
    const [csv, json] = await Promise.all([
      run(desk, [...asked, '--csv']),
      run(desk, [...asked, '--json']),
    ]);
    expect(csv.stdout.trimEnd().split('\n')).toHaveLength(Number(row?.['count']) + 1);
    expect(jsonOf<unknown[]>(json)).toHaveLength(Number(row?.['count']));
  });
});
