import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rowsOf } from '../support/kept-rows.ts';
import { jsonOf, newDesk, run, runJson } from '../support/program.ts';
import type { Desk } from '../support/program.ts';

function deskWith(config: string): Desk {
  const desk = newDesk();
  const folder = join(desk.home, '.config', 'paperjobs');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'paperjobs.toml'), config);
  return desk;
}

describe('a job that the configuration changes', () => {
  it('switched off ends at once, and --force runs it', async () => {
    const desk = deskWith('# mine\n[jobs.quotes]\nenabled = false\n');
    const told = await runJson(desk, ['quotes', '--sandbox']);
    expect(told).toMatchObject({ outcome: 'disabled', exitCode: 0 });
    expect(told.summary).toMatch(/^switched off by .*paperjobs\.toml:2$/);
    expect((await runJson(desk, ['quotes', '--sandbox', '--force'])).outcome).not.toBe('disabled');
  });

  it('is rendered so', async () => {
    const desk = deskWith(
      '[jobs.eod]\nschedule = "30 19 * * 1-5"\noptions = "--backfill-days 3"\npriority = "low"\n',
    );
    const asked = ['schedule', 'render', '--systemd', '--jobs', 'eod', '--output', 'units'];
    const { status, stderr } = await run(desk, asked);
    expect(status, stderr).toBe(0);
    const units = join(desk.home, 'units');
    expect(readdirSync(units)).toContain('paperjobs-eod.timer');
    const files = jsonOf<readonly { name: string; text: string }[]>(
      await run(desk, ['schedule', 'render', '--systemd', '--jobs', 'eod', '--json']),
    );
    const textOf = (name: string): string => files.find((one) => one.name === name)?.text ?? '';
    expect(textOf('paperjobs-eod.timer')).toContain('Mon..Fri *-*-* 19:30:00 Asia/Kolkata');
    expect(textOf('paperjobs-eod.service')).toContain('paperjobs.js eod --backfill-days 3\n');
    expect(textOf('paperjobs-eod.service')).toContain('Nice=10\n');
  });

  it.each([
    ['[jobs.eodd]\nenabled = true\n', /paperjobs\.toml:1: jobs\.eodd: .*did you mean "eod"\?/],
    ['[jobs.eod]\nschedule = "99 * * * *"\n', /paperjobs\.toml:1: jobs\.eod\.schedule: expected/],
    ['[jobs.eod]\ninterval = "x"\n', /paperjobs\.toml:2:1: jobs\.eod\.interval: expected/],
  ])('%j is a wrong configuration, told with its place', async (config, words) => {
    const { status, stderr } = await run(deskWith(config), ['config', 'check']);
    expect(status).toBe(78);
    expect(stderr).toMatch(words);
  });
});

describe('a job that repeats', () => {
  it('has a ledger row for each pass, and one report for all', async () => {
    const desk = newDesk();
    const asked = ['orders', '--sandbox', '--repeat-every', '1s', '--for', '2s'];
    const told = await runJson(desk, asked);
    expect(told).toMatchObject({ exitCode: 0, counts: { passes: 3 } });
    expect(told.summary).toMatch(/^3 passes \(/);
    const [row] = rowsOf(desk.sandboxDatabase, 'SELECT count(*) AS runs FROM job_runs');
    expect(row).toEqual({ runs: 3 });
  });

  it.each([
    [['--repeat-every', '5s'], /expected --repeat-every together with --for/],
    [['--repeat-every', '5s', '--for', '55s', '--as-of', '2026-05-20'], /without --as-of/],
    [['--repeat-every', 'often', '--for', '55s'], /a length of time like 5s or 2m, found "often"/],
  ])('%j is a wrong command line', async (words, sentence) => {
    const { status, stderr } = await run(newDesk(), ['orders', ...words]);
    expect(status).toBe(64);
    expect(stderr).toMatch(sentence);
  });
});

describe('the schedule', () => {
  it.each([
    ['UTC', '45-59 3 * * 1-5'],
    ['Asia/Kolkata', '15-59 9 * * 1-5'],
    ['America/New_York', '45-59 22 * * 0-4'],
  ])('has the times of a machine in %s', async (zone, fields) => {
    const desk = deskWith('[jobs.quotes]\nmarket_hours_only = true\n');
    const asked = ['schedule', 'render', '--cron', '--jobs', 'quotes'];
    const { stdout } = await run(desk, asked, { env: { TZ: zone } });
    expect(stdout).toContain(`\n${fields} `);
  });

  it('fits on a narrow terminal', async () => {
    const { stdout } = await run(newDesk(), ['schedule', 'list']);
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });
});
