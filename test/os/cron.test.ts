import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');
const APART = join(ROOT, 'test', 'support', 'apart.sh');
const MACHINE = process.arch === 'arm64' ? 'aarch64' : 'x86_64';
const FAKE_TIME_LIBRARY = `/usr/lib/${MACHINE}-linux-gnu/faketime/libfaketime.so.1`;

interface Fired {
  readonly job: 'alerts' | 'quotes';
  readonly zone: string;
  /** What the wall of that zone shows when cron is started, some seconds before a minute. */
  readonly wall: string;
  /** Where prices come from: without, the run is one of the real exchange's calendar. */
  readonly sandbox: boolean;
}

/**
 * Installs the crontab for a machine in that zone and lets a real cron come to the minute.
 *
 * @returns runs in the ledger, as `job outcome trigger`
 */
function fire({ job, zone, wall, sandbox }: Fired): readonly string[] {
  const program = '/opt/paperjobs/bin/paperjobs.js';
  const config = [
    'watchlist = ["PAPERTIGER"]',
    '[http]',
    'retries = 0',
    `[jobs.${job}]`,
    ...(sandbox ? ['options = "--sandbox"'] : []),
  ].join('\n');
  const database = `/var/lib/paperjobs/${sandbox ? 'sandbox/' : ''}paperjobs.db`;
  // The run, and the guard in its line, must see the hour that cron sees.
  const then = `env LD_PRELOAD=${FAKE_TIME_LIBRARY} FAKETIME='@${wall}'`;
  const faked = `LD_PRELOAD=${FAKE_TIME_LIBRARY}\\nFAKETIME=@${wall}\\n`;
  const script = `
    set -eu
    ln -sf /usr/share/zoneinfo/${zone} /etc/localtime
    echo ${zone} > /etc/timezone
    rm -f /etc/cron.d/* /var/spool/cron/crontabs/*
    mkdir -p /etc/paperjobs
    printf '%s\n' '${config}' > /etc/paperjobs/paperjobs.toml
    ${then} ${program} schedule install --cron --jobs ${job} >&2
    { printf '${faked}'; crontab -u paperjobs -l; } | crontab -u paperjobs -
    ${then} cron -f &
    # Past the minute, and until whatever was started has ended.
    sleep 5
    for _ in $(seq 60); do
      pgrep -f '[p]aperjobs.js ${job}' > /dev/null || break
      sleep 0.25
    done
    kill $!
    cat /var/log/paperjobs/*.log >&2 || true
    [ ! -e ${database} ] || sqlite3 ${database} \\
      "SELECT job || ' ' || outcome || ' ' || trigger FROM job_runs"`;
  const told = spawnSync(APART, ['bash', '-c', script], {
    encoding: 'utf8',
    env: { ...process.env, PROGRAM: ROOT },
    timeout: 60_000,
  });
  expect(told.status, `${told.stdout}${told.stderr}`).toBe(0);
  return told.stdout.split('\n').filter((line) => line !== '');
}

describe("Debian's cron, at a clock of its own", () => {
  it('can be run here', () => {
    expect(process.getuid?.(), 'root').toBe(0);
    expect(existsSync('/usr/sbin/cron'), 'the package cron').toBe(true);
    expect(existsSync(FAKE_TIME_LIBRARY), 'the package faketime').toBe(true);
  });

  it.each([
    // 09:15 in India on a Monday.
    ['UTC', '2026-11-23 03:44:57'],
    ['Asia/Kolkata', '2026-11-23 09:14:57'],
    // Summer: the same in India; the lines of winter fire too and do nothing.
    ['America/New_York', '2026-07-05 23:44:57'],
    // Winter: 10:15 in India; the lines of summer fire too and do nothing.
    ['America/New_York', '2026-11-22 23:44:57'],
  ])('on a machine in %s starts a run once at %s', (zone, wall) => {
    expect(fire({ job: 'quotes', zone, wall, sandbox: true })).toEqual(['quotes ok cron']);
  });

  it('starts nothing at the hour of the other half of the year', () => {
    // 08:15 in India: 09:15 if it were winter.
    const wall = '2026-07-05 22:44:57';
    expect(fire({ job: 'quotes', zone: 'America/New_York', wall, sandbox: true })).toEqual([]);
  });

  it('starts a run on a Sunday evening of Muhurat, and it works', () => {
    const evening = { zone: 'UTC', wall: '2026-11-08 12:34:57', sandbox: false } as const;
    expect(fire({ job: 'alerts', ...evening }), 'no rule is there yet').toEqual([
      'alerts noop cron',
    ]);
    const [run = '', ...others] = fire({ job: 'quotes', ...evening });
    expect(others).toEqual([]);
    // There is no network: what matters is that the market was found open.
    expect(run).toMatch(/^quotes (?:not-yet|partial) cron$/);
  });

  it('starts one on a holiday, which finds the market shut', () => {
    const wall = '2026-01-26 03:44:57';
    expect(fire({ job: 'alerts', zone: 'UTC', wall, sandbox: false })).toEqual([
      'alerts closed cron',
    ]);
  });
});
