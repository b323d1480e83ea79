import { describe, expect, it } from 'vitest';
import { judgeDataFolder } from '../../../src/core/doctor/data-folder.ts';
import type { DataFolderFacts } from '../../../src/core/doctor/data-folder.ts';
import type { Finding } from '../../../src/core/doctor/finding.ts';
import { judgeMachine } from '../../../src/core/doctor/machine.ts';
import type { MachineFacts } from '../../../src/core/doctor/machine.ts';
import { judgeSchedules } from '../../../src/core/doctor/schedules.ts';
import {
  judgeBackups,
  judgeCalendar,
  judgeCredentials,
  judgeRuns,
  judgeSources,
} from '../../../src/core/doctor/upkeep.ts';
import { instant } from '../../../src/core/market/instant.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;
const NOW = instant(1_795_600_000);

/** What was found wrong, as `about standing`. */
const faults = (findings: readonly Finding[]): string[] =>
  findings
    .filter(({ standing }) => standing !== 'good')
    .map(({ about, standing }) => `${about}: ${standing}`);

describe('the machine', () => {
  const fine: MachineFacts = {
    nodeVersion: 'v20.20.2',
    sqliteVersion: '3.53.2',
    zone: 'Asia/Kolkata',
    clockKept: true,
  };

  it.each<[string, Partial<MachineFacts>, string[]]>([
    ['all well', {}, []],
    ['the oldest Node that is taken', { nodeVersion: 'v20.19.0' }, []],
    ['a Node too old', { nodeVersion: 'v20.18.9' }, ['node: bad']],
    ['a newer Node', { nodeVersion: 'v24.1.0' }, []],
    ['a SQLite that can lose a transaction', { sqliteVersion: '3.51.2' }, ['sqlite: bad']],
    ['the first good SQLite', { sqliteVersion: '3.51.3' }, []],
    ['a clock that nobody keeps', { clockKept: false }, ['clock: weak']],
    ['a clock that is wrong though kept', { clockOffSeconds: -40 }, ['clock: bad']],
    ['a clock a little off', { clockOffSeconds: 4 }, []],
  ])('%s', (_, given, expected) => {
    expect(faults(judgeMachine({ ...fine, ...given }))).toEqual(expected);
  });

  it('without timedatectl the clock is unknown, which is no fault', () => {
    const { clockKept: _, ...silent } = fine;
    expect(faults(judgeMachine(silent))).toEqual(['clock: unknown']);
  });
});

describe('the data folder', () => {
  const fine: DataFolderFacts = {
    folder: { path: '/data', mode: 0o40_700, ours: true },
    database: { path: '/data/p.db', mode: 0o100_600, ours: true },
    databaseBytes: 1e9,
    freeBytes: 50e9,
    freeInodes: 0.5,
    fileSystem: 'ext4',
  };

  it.each<[string, Partial<DataFolderFacts>, string[]]>([
    ['all well', {}, []],
    ['nothing there yet', { folder: { path: '/data' } }, ['data folder: weak']],
    [
      'open to the group',
      { database: { path: '/data/p.db', mode: 0o640, ours: true } },
      ['database: weak'],
    ],
    [
      'the database of somebody else',
      { database: { path: '/data/p.db', mode: 0o600, ours: false } },
      ['database: bad'],
    ],
    ['a network folder', { fileSystem: 'nfs4' }, ['file system: bad']],
    ['a folder in memory', { fileSystem: 'tmpfs' }, ['file system: bad']],
    ['too little for a backup', { freeBytes: 1.5e9 }, ['free space: weak']],
    ['hardly anything', { freeBytes: 4e7 }, ['free space: bad']],
    ['hardly an inode', { freeInodes: 0.01 }, ['free space: bad']],
    ['a log that is never emptied', { walBytes: 80e6 }, ['write-ahead log: weak']],
  ])('%s', (_, given, expected) => {
    expect(faults(judgeDataFolder({ ...fine, ...given }))).toEqual(expected);
  });

  it('names the very command that mends a mode', () => {
    const open = { path: '/data/p.db', mode: 0o644, ours: true };
    const [finding] = judgeDataFolder({ ...fine, database: open }).filter(({ advice }) => advice);
    expect(finding?.advice).toContain('`chmod 0600 /data/p.db`');
  });
});

describe('upkeep', () => {
  it.each([
    [undefined, []],
    [NOW - HOUR, ['credential sources.upstox.token: bad']],
    [NOW + HOUR, []],
    [NOW + 3 * DAY, ['credential sources.upstox.token: weak']],
    [NOW + 200 * DAY, []],
  ] as const)('a token that ends at %s', (ends, expected) => {
    const key = 'sources.upstox.token';
    const facts = { key, from: 'a credential', ...(ends ? { ends: instant(ends) } : {}) };
    expect(faults(judgeCredentials([facts], NOW))).toEqual(expected);
  });

  it('a credential that is not set says nothing, one that cannot be read does', () => {
    const judged = judgeCredentials([{ key: 'a' }, { key: 'b', fault: 'no such file' }], NOW);
    expect(faults(judged)).toEqual(['credential b: bad']);
    expect(judged).toHaveLength(1);
  });

  it.each([
    ['2026-12-31', '2026-11-26', 'good'],
    ['2026-12-31', '2026-12-10', 'weak'],
    ['2026-12-31', '2026-12-31', 'weak'],
    ['2026-12-31', '2027-01-01', 'bad'],
  ])('a calendar to %s is on %s %s', (knownTo, today, standing) => {
    expect(judgeCalendar(sessionDate(knownTo), sessionDate(today)).standing).toBe(standing);
  });

  it.each([
    [{ damaged: 0 }, ['backup: weak']],
    [{ newest: NOW - DAY, damaged: 0 }, ['restore drill: weak']],
    [{ newest: NOW - DAY, proven: NOW - 3 * DAY, damaged: 0 }, []],
    [{ newest: NOW - 3 * DAY, proven: NOW - 3 * DAY, damaged: 0 }, ['backup: weak']],
    [{ newest: NOW - DAY, proven: NOW - 60 * DAY, damaged: 0 }, ['restore drill: weak']],
    [{ newest: NOW - DAY, proven: NOW - DAY, damaged: 2 }, ['backup: bad']],
  ])('backups %j', (facts, expected) => {
    expect(faults(judgeBackups(facts as Parameters<typeof judgeBackups>[0], NOW))).toEqual(
      expected,
    );
  });

  it('a run is stuck when its process is gone or its time long over', () => {
    const run = { job: 'eod', id: 'x', startedAt: instant(NOW - 30 * 60), timeoutMinutes: 60 };
    expect(faults(judgeRuns([{ ...run, alive: true }, run], NOW))).toEqual([]);
    expect(faults(judgeRuns([{ ...run, alive: false }], NOW))).toEqual(['runs: weak']);
    expect(faults(judgeRuns([{ ...run, timeoutMinutes: 20, alive: true }], NOW))).toEqual([
      'runs: bad',
    ]);
  });

  it('a source that fails is bad, one left alone for a while is weak', () => {
    const judged = judgeSources([
      { source: 'nse' },
      { source: 'bse', fault: 'HTTP 403' },
      { source: 'yahoo', openUntil: instant(NOW + 60) },
    ]);
    expect(faults(judged)).toEqual(['source bse: bad', 'source yahoo: weak']);
    expect(faults(judgeSources([]))).toEqual(['sources: unknown']);
  });
});

describe('schedules', () => {
  const timer = { enabled: true, hasNext: true };
  const systemd = { notifyUnit: true };

  it.each([
    ['timers for all', [{ job: 'a', timer, cron: false }], systemd, []],
    ['a crontab for all', [{ job: 'a', cron: true }], systemd, []],
    ['nothing at all', [{ job: 'a', cron: false }], systemd, ['schedules: weak']],
    ['both for one', [{ job: 'a', timer, cron: true }], systemd, ['timer a: bad']],
    [
      'one left out',
      [
        { job: 'a', timer, cron: false },
        { job: 'b', cron: false },
      ],
      systemd,
      ['timer b: weak'],
    ],
    [
      'one not enabled',
      [{ job: 'a', timer: { enabled: false, hasNext: false }, cron: false }],
      systemd,
      ['timer a: weak'],
    ],
    [
      'one that never elapses',
      [{ job: 'a', timer: { enabled: true, hasNext: false }, cron: false }],
      systemd,
      ['timer a: bad'],
    ],
    [
      'no unit that tells of failures',
      [{ job: 'a', timer, cron: false }],
      { notifyUnit: false },
      ['failure unit: bad'],
    ],
    ['cron without systemd', [{ job: 'a', cron: true }], undefined, ['systemd: unknown']],
  ])('%s', (_, starters, running, expected) => {
    const judged = judgeSchedules({ starters, ...(running ? { systemd: running } : {}) });
    expect(faults(judged)).toEqual(expected);
  });
});
