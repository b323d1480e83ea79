import { closeSync, existsSync, openSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/commands/index.ts';
import { JOBS } from '../../src/jobs/index.ts';
import { jsonOf, newDesk, run } from '../support/program.ts';
import type { RunObject } from '../support/program.ts';

const desk = newDesk();

describe('help', () => {
  it('names every job and command, and each one has an example that names it', async () => {
    const { status, stdout, stderr } = await run(desk, ['--help']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const all = [...JOBS, ...COMMANDS];
    expect(all.length, 'the lists').toBeGreaterThan(15);
    const helps = await Promise.all(
      all.map(async (one) => ({ one, ...(await run(desk, [...one.name.split(' '), '--help'])) })),
    );
    for (const { one, status: ended, stdout: text } of helps) {
      expect(stdout, 'the list of the program').toContain(one.name.split(' ')[0]);
      expect(ended, one.name).toBe(0);
      expect(text, one.name).toContain(`\nExamples:\n  paperjobs ${one.name}`);
      expect(text, 'what it does').toContain(one.summary.slice(0, 30));
    }
  });

  it('tells the version of the package', async () => {
    const { status, stdout } = await run(desk, ['--version']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('is said at a bare start too, as a wrong command line', async () => {
    const { status, stdout, stderr } = await run(desk, []);
    expect(status).toBe(64);
    expect(stdout, 'no result').toBe('');
    expect(stderr).toContain('paperjobs --help');
  });
});

describe('output that does not arrive', () => {
  const full = '/dev/full';

  it.skipIf(!existsSync(full))('is an error of its own: the disk under it is full', async () => {
    const device = openSync(full, 'w');
    try {
      for (const words of [['--version'], ['--help'], ['quotes', '--sandbox', '-q', '--json']]) {
        const { status, stderr } = await run(desk, words, { stdoutTo: device });
        expect({ status, lines: stderr.split('\n').length }, words.join(' ')).toEqual({
          status: 74,
          lines: 2,
        });
        expect(stderr).toMatch(
          /^paperjobs: disk: the output could not be written \(ENOSPC.*again\n$/,
        );
      }
    } finally {
      closeSync(device);
    }
  });

  it.skipIf(!existsSync(full))('a log that is lost changes nothing of how a run ends', async () => {
    const device = openSync(full, 'w');
    try {
      const words = ['quotes', '--as-of', '2026-05-17T11:00', '--json'];
      const { status, stdout } = await run(desk, words, { stderrTo: device });
      expect(status).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({ job: 'quotes', outcome: 'closed' });
    } finally {
      closeSync(device);
    }
  });

  it('arrives whole at a reader that takes its time', async () => {
    const synced = newDesk();
    await run(synced, ['market-sync', '--sandbox', '--interval', '5m']);
    const words = ['show', 'candles', '--sandbox', '--interval', '5m', '--csv'];
    const { stdout: quick } = await run(synced, words);
    expect(quick.length, 'more than a pipe holds').toBeGreaterThan(150_000);
    const slow = ['sh', '-c', '"$@" | { sleep 0.5; cat; }', 'sh'];
    expect((await run(synced, words, { under: slow })).stdout).toBe(quick);
  });
});

describe('a wrong command line', () => {
  const slips: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['command', ['market-snyc'], /did you mean market-sync\?/],
    ['subcommand', ['show', 'candels'], /did you mean candles\?/],
    ['flag', ['market-sync', '--sandbx'], /did you mean --sandbox\?/],
    ['choice', ['market-sync', '--source', 'yaho'], /found "yaho"; did you mean "yahoo"\?/],
    ['interval', ['market-sync', '--interval', '1d,15n'], /found "15n"; did you mean "15m"\?/],
    [
      'date',
      ['market-sync', '--from', '2026-02-30'],
      /--from: expected a date like .*"2026-02-30"/,
    ],
    ['count', ['market-sync', '--backfill-days', '0'], /--backfill-days: .* at least 1, found "0"/],
    ['job', ['why', 'quote'], /found "quote"; did you mean "quotes"\?/],
    ['index', ['market-sync', '--sandbox', '--index', 'NIFTY5O'], /found "NIFTY5O"; did you mean/],
    ['word too many', ['status', 'now'], /too many arguments/],
    ['argument left out', ['why'], /missing required argument 'job'/],
    ['moment', ['market-sync', '--as-of', 'yesterday'], /--as-of: expected a date .*"yesterday"/],
    ['end of a switch', ['disable', 'bot', '--until', 'noon'], /--until: expected a date .*"noon"/],
    ['moment of a backup', ['restore', '--at', 'noon'], /--at: expected a date .*"noon"/],
    ['place of a flag', ['--sandbox', 'market-sync'], /expected --sandbox after the name of a job/],
    ['wait', ['market-sync', '--wait', 'soon'], /soon/],
    ['log format', ['market-sync', '--log-format', 'jsn'], /--log-format: .*json.*found "jsn"/],
    [
      'dates both ways',
      ['market-sync', '--sandbox', '--date', '2026-01-05', '--from', '2026-01-05'],
      /found both/,
    ],
    [
      'order of dates',
      ['show', 'candles', '--from', '2026-02-02', '--to', '2026-02-01'],
      /--from not after --to/,
    ],
    ['symbol', ['watch', 'add', '<script>'], /found "<SCRIPT>"/],
  ];
  // No --sandbox where the slip is in what is read first: nothing may be asked of the real market.
  const nowhere = { env: { PAPERJOBS_BASE_URL: 'http://127.0.0.1:9' } };

  it.each(slips)('a wrong %s ends with 64 and a word of what is right', async (_, args, words) => {
    const said = await run(desk, [...args, '--json'], nowhere);
    expect(said.status, said.stderr).toBe(64);
    expect(said.stderr, 'told to people').toMatch(words);
    expect(said.stderr.includes('\n    at '), 'a stack is for bugs').toBe(false);
    const told = jsonOf<RunObject>(said);
    expect(told).toMatchObject({ outcome: 'usage', exitCode: 64, error: { code: 'usage' } });
    expect(told.error?.message, 'told to programs').toMatch(words);
  });
});

describe('session', () => {
  it('ends 0 on an open day, 1 on a closed one, 78 where the calendar knows nothing', async () => {
    const ask = async (date: string) => run(desk, ['session', date, '--json']);
    const [open, closed, unknown] = await Promise.all([
      ask('2026-05-20'),
      ask('2026-05-23'),
      ask('2099-01-05'),
    ]);
    expect(open.status, open.stdout).toBe(0);
    expect(jsonOf(open)).toMatchObject({ session: '2026-05-20', state: 'open' });
    expect(closed.status, closed.stdout).toBe(1);
    expect(jsonOf(closed)).toMatchObject({ session: '2026-05-23', state: 'closed' });
    expect(unknown.status, unknown.stderr).toBe(78);
    expect(jsonOf(unknown)).toMatchObject({ outcome: 'config', exitCode: 78 });
  });
});
