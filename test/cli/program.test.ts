import { describe, expect, it } from 'vitest';
import { readCommandLine } from '../../src/cli/program.ts';
import type { Asked } from '../../src/cli/program.ts';
import { defineCommand } from '../../src/kit/command.ts';
import { COMMANDS } from '../../src/commands/index.ts';
import { JOBS } from '../../src/jobs/index.ts';

const GAPS = defineCommand({
  name: 'gaps',
  summary: 'What is missing',
  arguments: [{ name: 'symbols', help: 'which', required: false, many: true }],
  options: { all: { type: 'flag', help: 'filled ones too' } },
  examples: ['gaps'],
  load: async () => ({ run: async () => ({ text: '', json: [] }) }),
});
const SHOW = defineCommand({
  name: 'show candles',
  summary: 'Candles as a table',
  arguments: [{ name: 'symbol', help: 'which', required: true }],
  options: {},
  examples: ['show candles TCS'],
  load: async () => ({ run: async () => ({ text: '', json: [] }) }),
});

async function read(...argv: string[]): Promise<{ asked: Asked; out: string; err: string }> {
  const said = { out: '', err: '' };
  const asked = await readCommandLine(argv, { jobs: JOBS, commands: [GAPS, SHOW] }, '1.2.3', {
    out: (text) => void (said.out += text),
    err: (text) => void (said.err += text),
  });
  return { asked, ...said };
}

describe('the command line', () => {
  it('names a job with its options unread and the flags of every job', async () => {
    const { asked } = await read(
      'market-sync',
      '--symbols',
      'TCS',
      '--dry-run',
      '--wait',
      '5',
      '-q',
    );
    expect(asked).toMatchObject({
      kind: 'job',
      job: { name: 'market-sync' },
      raw: { symbols: 'TCS', dryRun: true, wait: '5', quiet: true, color: true },
    });
  });

  it('names a command with its words, one or two long', async () => {
    const { asked } = await read('gaps', 'TCS', 'INFY', '--all');
    expect(asked).toMatchObject({ kind: 'command', words: ['TCS', 'INFY'], raw: { all: true } });
    expect((await read('show', 'candles', 'TCS')).asked).toMatchObject({
      command: { name: 'show candles' },
      words: ['TCS'],
    });
  });

  it.each([['--version'], ['-V']])('says its version at %s', async (flag) => {
    expect(await read(flag)).toMatchObject({ asked: { kind: 'said' }, out: '1.2.3\n' });
  });

  it.each([
    [['market-snyc'], /unknown command 'market-snyc'; did you mean market-sync\?/],
    [['quotes', '--symbol', 'A'], /unknown option '--symbol'; did you mean --symbols\?/],
    [['frobnicate'], /^unknown command 'frobnicate'; see `paperjobs --help`$/],
    [['quotes', '--symbols'], /argument missing; see `paperjobs quotes --help`$/],
    [['quotes', 'TCS'], /^too many arguments: expected 0, found 1; see `paperjobs quotes --help`$/],
    [['--sandbox', 'quotes'], /^expected --sandbox after the name of a job or command, found it/],
    [['-q', 'quotes'], /^expected -q after the name/],
    [['show', '--data-dir=/x', 'candles'], /^expected --data-dir after the name/],
    [['--bogus', 'quotes'], /^unknown option '--bogus'; see `paperjobs --help`$/],
    [['show', 'candles'], /argument 'symbol'; see `paperjobs show candles --help`$/],
    [['show'], /expected a command after "show": see `paperjobs show --help`/],
    [[], /expected a command: see `paperjobs --help`/],
    [['quotess', '--help'], /^unknown command 'quotess'; did you mean quotes\?$/],
    [['help', 'quotess'], /^unknown command 'quotess'; did you mean quotes\?$/],
    [['show', 'candle', '-h'], /^unknown command 'candle'; did you mean candles\?$/],
  ])('refuses %j and says what is wrong', async (argv, sentence) => {
    await expect(read(...argv)).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(sentence),
    });
  });
});

describe('help', () => {
  it('is asked for by the word, too, for a command of any number of words', async () => {
    const { out } = await read('show', 'candles', '--help');
    expect((await read('help', 'show', 'candles')).out).toBe(out);
    expect((await read('help', 'quotes')).out).toBe((await read('quotes', '--help')).out);
    expect((await read('help')).out).toBe((await read('--help')).out);
  });

  it('names every job and command, main jobs first', async () => {
    const { out, asked } = await read('--help');
    expect(asked.kind).toBe('said');
    for (const { name, summary } of JOBS) {
      expect(out).toContain(`${name} `);
      expect(out).toContain(summary.slice(0, 30));
    }
    expect(out.indexOf('Main jobs:')).toBeLessThan(out.indexOf('Jobs:\n  quotes'));
    expect(out).toContain('show ');
  });

  it('tells what is in a group instead of where that could be read', async () => {
    const { out } = await read('--help');
    expect(out).toMatch(/^ {2}show +candles\b/m);
    expect(out).not.toMatch(/^ {2}show .*--help/m);
  });

  /** An example's words as a shell cuts them. */
  const wordsOf = (example: string): string[] =>
    (example.match(/"[^"]*"|'[^']*'|\S+/g) ?? []).map((word) =>
      word.replace(/^(["'])(.*)\1$/, '$2'),
    );

  it.each(JOBS.map((job) => [job.name, job] as const))(
    'of %s has its schedule, its endings and an example that can be read',
    async (name, job) => {
      const { out } = await read(name, '--help');
      expect(out).toContain('Schedule (IST): ');
      expect(out).toContain(`Can end: ok, ${job.endings.join(', ')}`);
      expect(job.examples.length).toBeGreaterThan(0);
      for (const example of job.examples) {
        expect(out).toContain(`  paperjobs ${example}\n`);
        expect((await read(...wordsOf(example))).asked).toMatchObject({
          kind: 'job',
          job: { name },
        });
      }
      for (const flag of ['--sandbox', '--as-of', '--dry-run', '--json', '--wait', '--force']) {
        expect(out).toContain(flag);
      }
    },
  );

  it.each(COMMANDS.map((command) => [command.name, command] as const))(
    'of %s has examples that begin with it and can be read as they stand',
    async (name, command) => {
      expect(command.examples.length).toBeGreaterThan(0);
      for (const example of command.examples) {
        const typed = wordsOf(example.replace(/ [<>] .*$/, ''));
        const asked = await readCommandLine(typed, { jobs: JOBS, commands: COMMANDS }, '1.2.3', {
          out: () => undefined,
          err: () => undefined,
        });
        expect(asked, example).toMatchObject({ kind: 'command', command: { name } });
      }
    },
  );
});
