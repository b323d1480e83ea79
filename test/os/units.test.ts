import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readInstant } from '../../src/core/market/instant.ts';
import { JOBS } from '../../src/jobs/index.ts';
import { timedLines } from '../../src/deploy/timed-line.ts';
import { onCalendar } from '../../src/deploy/on-calendar.ts';

const SYSTEM = 'deploy/systemd';
const unitsIn = (folder: string): string[] =>
  readdirSync(folder).filter((name) => /\.(?:service|timer|slice)$/.test(name));

interface Said {
  readonly status: number | null;
  readonly text: string;
}

function analyze(folder: string, ...words: readonly string[]): Said {
  const told = spawnSync('systemd-analyze', words, {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], TZ: 'UTC', XDG_RUNTIME_DIR: tmpdir() },
  });
  expect(told.error, 'systemd-analyze is there').toBeUndefined();
  return { status: told.status, text: `${told.stdout}${told.stderr}` };
}

const verify = (folder: string, names: readonly string[], ...more: readonly string[]): Said =>
  analyze(
    folder,
    ...more,
    'verify',
    '--man=no',
    '--recursive-errors=one',
    ...names.map((name) => `./${name}`),
  );

let copy = '';
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'paperjobs-units-'));
  cpSync(SYSTEM, copy, { recursive: true });
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

describe('the generated units', () => {
  const plain = unitsIn(SYSTEM).filter((name) => !name.includes('@'));

  it('are good for this systemd', () => {
    expect(plain.length).toBeGreaterThan(10);
    expect(verify(SYSTEM, plain)).toEqual({ status: 0, text: '' });
    expect(verify(`${SYSTEM}/user`, plain, '--user')).toEqual({ status: 0, text: '' });
  });

  it.each([
    ['paperjobs-eod.service', 'ProtectSystem=strict', 'ProtectSytem=strict'],
    ['paperjobs-eod.service', 'ProtectSystem=strict', 'ProtectSystem=strictt'],
    ['paperjobs-eod.service', 'PrivateTmp=yes', 'PrivateTmp=disconnected'],
    ['paperjobs-eod.timer', 'Asia/Kolkata', 'Asia/Kolkatta'],
  ])('in %s a slip (%s → %s) is found', (name, good, slip) => {
    const path = join(copy, name);
    const text = readFileSync(path, 'utf8');
    expect(text).toContain(good);
    writeFileSync(path, text.replace(good, slip));
    expect(verify(copy, [name]).status).not.toBe(0);
    writeFileSync(path, text);
    expect(verify(copy, [name]).status).toBe(0);
  });

  it('are exposed no more than 1.5 with a network, 0.5 without one', () => {
    const services = unitsIn(SYSTEM).filter((name) => name.endsWith('.service'));
    for (const name of services) {
      const local = readFileSync(join(SYSTEM, name), 'utf8').includes('PrivateNetwork=yes');
      const limit = `--threshold=${local ? 5 : 15}`;
      const told = analyze(SYSTEM, 'security', '--offline=true', '--no-pager', limit, `./${name}`);
      expect(told.status, `${name}: ${told.text.trim().split('\n').at(-1)}`).toBe(0);
    }
    const inward = JOBS.filter(({ network }) => !network);
    expect(inward.length).toBeGreaterThan(0);
  });
});

/** Starts that systemd finds for an event from a moment on, as many as asked. */
function elapses(event: string, from: string, count: number): number[] {
  const words = [`--iterations=${count}`, `--base-time=${from}`, event];
  const { status, text } = analyze('.', 'calendar', ...words);
  expect(status, text).toBe(0);
  return [...text.matchAll(/(?:Next elapse|Iter(?:ation|\.) #\d+): \w+ (\S+) (\S+) UTC/g)].map(
    ([, day, time]) => Date.parse(`${day}T${time}Z`) / 1000,
  );
}

describe('every minute of the session, which is when alerts are looked at', () => {
  const schedules = JOBS.find(({ name }) => name === 'alerts')?.schedules ?? [];
  const events = timedLines(schedules, []).flatMap(onCalendar);
  /** Before midnight of a Monday in India. */
  const MONDAY = '2026-11-22 18:29:59 UTC';
  const end = readInstant('2026-11-24T00:00');

  it('is 376 starts of a day, from 09:15 to 15:30', () => {
    const starts = events
      .flatMap((event) => elapses(event, MONDAY, 400))
      .filter((at) => at < end)
      .toSorted((a, b) => a - b);
    expect(new Set(starts).size).toBe(376);
    expect(starts[0]).toBe(readInstant('2026-11-23T09:15'));
    expect(starts.at(-1)).toBe(readInstant('2026-11-23T15:30'));
    expect(starts.every((at, place) => place === 0 || at - (starts[place - 1] ?? 0) === 60)).toBe(
      true,
    );
  });

  it('is none on a weekend', () => {
    const saturday = events.flatMap((event) => elapses(event, '2026-11-20 18:30:00 UTC', 1));
    expect(Math.min(...saturday)).toBe(readInstant('2026-11-23T09:15'));
  });
});

describe('the generated crontab', () => {
  const check = (text: string): number | null => {
    const path = join(copy, 'crontab');
    writeFileSync(path, text);
    const told = spawnSync('crontab', ['-n', path], { encoding: 'utf8' });
    expect(told.error, 'crontab is there').toBeUndefined();
    return told.status;
  };
  const good = readFileSync('deploy/crontab/paperjobs.crontab', 'utf8');

  it('is good for this cron, and a slip is found', () => {
    expect(check(good)).toBe(0);
    expect(check(good.replace('* * 1-5', '* 1-5'))).not.toBe(0);
    expect(check(good.slice(0, good.indexOf('\n# <<<')))).not.toBe(0);
  });
});
