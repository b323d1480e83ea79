import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SECRET_DEFINITIONS } from '../../src/config/setting-keys.ts';
import { calendarOf } from '../../src/core/calendar/calendars.ts';
import { upcomingSpecials } from '../../src/core/calendar/upcoming-specials.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import { deployFiles, unitFiles } from '../../src/deploy/deploy-files.ts';
import { USUAL_PROGRAM } from '../../src/deploy/installation.ts';
import type { Installation } from '../../src/deploy/installation.ts';
import { timedRuns } from '../../src/deploy/timed-run.ts';
import { JOBS } from '../../src/jobs/index.ts';
import { MARKET_MINUTES, madeUpJob } from './made-up-jobs.ts';

const WHERE: Installation = {
  flavour: 'system',
  program: USUAL_PROGRAM,
  credentials: ['bell-token'],
  writable: [],
  environment: {},
};

const textsOf = (
  jobs: Parameters<typeof unitFiles>[0],
  where: Partial<Installation> = {},
  set: readonly string[] = [],
): ReadonlyMap<string, string> =>
  new Map(
    unitFiles(
      jobs,
      [],
      { ...WHERE, ...where },
      ({ network, networkWith }) =>
        network || (networkWith !== undefined && set.includes(networkWith)),
    ).map(({ name, text }) => [name, text]),
  );

const linesOf = (text: string | undefined): string[] =>
  (text ?? '').split('\n').filter((line) => line !== '' && !line.startsWith('#'));

describe('the folder deploy', () => {
  const calendar = calendarOf('XNSE');
  const year = sessionDate(`${calendar.knownTo.slice(0, 4)}-01-01`);
  const files = deployFiles(
    JOBS,
    upcomingSpecials(calendar, year, calendar.knownTo),
    SECRET_DEFINITIONS.map(({ credential }) => credential),
  );

  it('holds the generated files, byte for byte, and no other', () => {
    const there = readdirSync('deploy', { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    expect(there.toSorted()).toEqual(files.map(({ name }) => name).toSorted());
    for (const { name, text } of files) expect(readFileSync(name, 'utf8'), name).toBe(text);
  });

  it('has a service and a timer for every timed run of every job', () => {
    const names = new Set(files.map(({ name }) => name));
    for (const { unit } of timedRuns(JOBS)) {
      expect(names).toContain(`deploy/systemd/${unit}.service`);
      expect(names).toContain(`deploy/systemd/${unit}.timer`);
    }
    const timed = JOBS.filter(({ schedules }) => schedules.length > 0);
    expect(new Set(timedRuns(JOBS).map(({ job }) => job.name)).size).toBe(timed.length);
  });
});

describe('the units of a job', () => {
  it('are these, to the byte', () => {
    const job = madeUpJob({ gate: { beforeMinutes: 0, afterMinutes: 0 } });
    const texts = textsOf([job]);
    expect(texts.get('paperjobs-bell.timer'))
      .toBe(`# Made by \`paperjobs schedule\`: changes here are lost.
[Unit]
Description=Starts paperjobs bell

[Timer]
OnCalendar=Mon..Fri *-*-* 09:15..59:00 Asia/Kolkata
OnCalendar=Mon..Fri *-*-* 10..14:*:00 Asia/Kolkata
OnCalendar=Mon..Fri *-*-* 15:00..30:00 Asia/Kolkata
AccuracySec=1s

[Install]
WantedBy=timers.target
`);
    expect(linesOf(texts.get('paperjobs-bell.service')).slice(0, 24)).toEqual([
      '[Unit]',
      'Description=paperjobs bell: Rings',
      'Wants=network-online.target',
      'After=network-online.target',
      'OnFailure=paperjobs-notify@%n.service',
      '[Service]',
      'Type=oneshot',
      'ExecStart=/usr/bin/node /opt/paperjobs/bin/paperjobs.js bell',
      'TimeoutStartSec=5min',
      'TimeoutStopSec=30s',
      'KillMode=mixed',
      'SyslogIdentifier=paperjobs',
      'LogRateLimitIntervalSec=0',
      'Slice=paperjobs.slice',
      'Nice=5',
      'CPUWeight=100',
      'IOSchedulingClass=best-effort',
      'IOSchedulingPriority=4',
      'User=paperjobs',
      'Group=paperjobs',
      'StateDirectory=paperjobs',
      'StateDirectoryMode=0700',
      'WorkingDirectory=/var/lib/paperjobs',
      'Environment=HOME=/var/lib/paperjobs',
    ]);
  });

  it('give a network and secrets to those that ask somebody, and to no others', () => {
    const outward = linesOf(textsOf([madeUpJob()]).get('paperjobs-bell.service'));
    expect(outward).toContain('RestrictAddressFamilies=AF_INET AF_INET6');
    expect(outward).toContain('LoadCredential=bell-token');
    const inward = madeUpJob({ network: false, networkWith: 'backup.after_command' });
    const local = linesOf(textsOf([inward]).get('paperjobs-bell.service'));
    expect(local).toEqual(
      expect.arrayContaining(['RestrictAddressFamilies=none', 'PrivateNetwork=yes']),
    );
    expect(local.join('\n')).not.toMatch(/LoadCredential|network-online/);
    const asked = textsOf([inward], {}, ['backup.after_command']).get('paperjobs-bell.service');
    expect(linesOf(asked)).toContain('RestrictAddressFamilies=AF_INET AF_INET6');
  });

  it('name the secrets of a machine by bare name, and those of a person not at all', () => {
    const user = textsOf([madeUpJob()], { flavour: 'user' }).get('paperjobs-bell.service');
    expect(user).not.toMatch(/LoadCredential|User=|StateDirectory=(?!:)/m);
    expect(linesOf(user)).toContain('WorkingDirectory=%h');
  });

  it('are given shares by priority, and a person may not go before others', () => {
    const urgent = madeUpJob({ priority: 'critical' });
    expect(textsOf([urgent]).get('paperjobs-bell.service')).toContain('Nice=-5\nCPUWeight=400');
    const own = textsOf([urgent], { flavour: 'user' }).get('paperjobs-bell.service');
    expect(own).not.toContain('Nice=');
  });

  it('catch up after a pause, unless the moment is what counts', () => {
    const timer = (more: Parameters<typeof madeUpJob>[0]): string =>
      textsOf([madeUpJob(more)]).get('paperjobs-bell.timer') ?? '';
    const nightly = [{ days: 'daily', at: ['02:00'] }] as const;
    expect(timer({ schedules: nightly })).toContain('Persistent=true');
    expect(timer({ schedules: nightly })).toContain('RandomizedDelaySec=120');
    expect(timer({ schedules: nightly, network: false })).not.toContain('RandomizedDelaySec');
    expect(timer({ missed: 'skip' })).not.toContain('Persistent');
    expect(timer({ gate: { beforeMinutes: 1, afterMinutes: 1 } })).not.toContain('Persistent');
  });

  it('of a schedule with other words than the first are apart', () => {
    const drill = { days: 'Sun', at: ['03:30'], words: ['--drill'] } as const;
    const both = timedRuns([madeUpJob({ schedules: [MARKET_MINUTES, drill] })]);
    expect(both.map(({ unit, words }) => [unit, words])).toEqual([
      ['paperjobs-bell', []],
      ['paperjobs-bell-drill', ['--drill']],
    ]);
    const often = { ...MARKET_MINUTES, words: ['--repeat-every', '5s', '--for', '55s'] };
    const late = { days: 'Mon-Fri', at: ['15:35', '15:42'] } as const;
    const runs = timedRuns([madeUpJob({ schedules: [often, late] })]);
    expect(runs.map(({ unit, words }) => [unit, words])).toEqual([
      ['paperjobs-bell', often.words],
      ['paperjobs-bell-at-1535', []],
    ]);
  });

  it('quote what a unit would read as its own', () => {
    const odd = textsOf([madeUpJob({ summary: '5 % of "it"' })], {
      program: ['/opt/my node/node', '/opt/50%/$x/paperjobs.js'],
      writable: ['/mnt/a b'],
      environment: { PAPERJOBS_CONFIG: '/etc/p q.toml' },
    }).get('paperjobs-bell.service');
    expect(linesOf(odd)).toEqual(
      expect.arrayContaining([
        'Description=paperjobs bell: 5 %% of "it"',
        'ExecStart="/opt/my node/node" "/opt/50%%/$$x/paperjobs.js" bell',
        'ReadWritePaths=-"/mnt/a b"',
        'Environment="PAPERJOBS_CONFIG=/etc/p q.toml"',
      ]),
    );
  });

  it('tell of failures, but the teller does not tell of itself', () => {
    const texts = textsOf([madeUpJob()]);
    expect(texts.get('paperjobs-bell.service')).toContain('OnFailure=paperjobs-notify@%n.service');
    const teller = texts.get('paperjobs-notify@.service');
    expect(teller).toContain('paperjobs.js notify --unit %i\n');
    expect(linesOf(teller).join('\n')).not.toContain('OnFailure');
  });
});
