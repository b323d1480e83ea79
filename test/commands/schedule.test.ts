import { describe, expect, it } from 'vitest';
import { resolveSettings } from '../../src/config/resolve.ts';
import { run as diffRun } from '../../src/commands/schedule-diff/run.ts';
import { run as installRun } from '../../src/commands/schedule-install/run.ts';
import { run as listRun } from '../../src/commands/schedule-list/run.ts';
import { run as removeRun } from '../../src/commands/schedule-remove/run.ts';
import { run as renderRun } from '../../src/commands/schedule-render/run.ts';
import { run as verifyRun } from '../../src/commands/schedule-verify/run.ts';
import { calendarOf } from '../../src/core/calendar/calendars.ts';
import { readInstant } from '../../src/core/market/instant.ts';
import type { CommandContext, CommandResult } from '../../src/kit/command.ts';
import type { Job } from '../../src/kit/job.ts';
import { pathsBelow } from '../support/bench.ts';
import { madeUpJob } from '../deploy/made-up-jobs.ts';
import { memoryMachine } from './memory-machine.ts';
import type { MemoryMachine } from './memory-machine.ts';
import { textOfResult } from './reading-desk.ts';

const BELL = madeUpJob({ name: 'bell' });
const BROOM = madeUpJob({
  name: 'broom',
  network: false,
  schedules: [{ days: 'Sun', at: ['02:30'] }],
});
const UNITS = '/etc/systemd/system';

/** What no option was given for. */
const ASKED = {
  systemd: undefined,
  cron: false,
  cronTz: false,
  zone: undefined,
  mailto: undefined,
  jobs: undefined,
  output: undefined,
  dryRun: false,
} as const;
type Asked = { readonly [Name in keyof typeof ASKED]?: unknown };

interface Desk {
  readonly machine: MemoryMachine;
  ask(
    run: (ctx: CommandContext, asked: never) => Promise<CommandResult>,
    asked?: Asked,
  ): Promise<CommandResult>;
}

function desk(
  machine: MemoryMachine = memoryMachine(),
  jobs: readonly Job[] = [BELL, BROOM],
  configText?: string,
): Desk {
  const clock = { now: () => readInstant('2026-11-05T12:00') };
  const resolved = resolveSettings({
    flags: {},
    env: {},
    configText,
    defaults: { data_dir: '/root/.local/share/paperjobs' },
  });
  const ctx = {
    clock,
    wall: clock,
    paths: pathsBelow('/root/.local/share/paperjobs'),
    resolved,
    jobs,
    sandbox: false,
    log: { write: () => undefined },
    files: machine,
    calendar: async () => calendarOf('XNSE'),
    machine: async () => machine,
  } as unknown as CommandContext;
  return { machine, ask: (run, asked = {}) => run(ctx, { ...ASKED, ...asked } as never) };
}

const linesOf = (result: CommandResult): string[] => textOfResult(result).trimEnd().split('\n');
const SYSTEM = { systemd: 'system' } as const;

describe('units of the machine', () => {
  it('are installed once, and a second time changes nothing', async () => {
    const { machine, ask } = desk();
    const would = await ask(installRun, { ...SYSTEM, dryRun: true });
    expect(machine.files.size + machine.done.length, 'a dry run does nothing').toBe(0);
    const did = await ask(installRun, SYSTEM);
    expect([...machine.files.keys()].toSorted()).toEqual(
      [
        'paperjobs-api.service',
        'paperjobs-api.socket',
        'paperjobs-bell.service',
        'paperjobs-bell.timer',
        'paperjobs-broom.service',
        'paperjobs-broom.timer',
        'paperjobs-notify@.service',
        'paperjobs.slice',
      ].map((name) => `${UNITS}/${name}`),
    );
    expect(machine.done).toEqual([
      expect.stringMatching(/^useradd --system .* paperjobs$/),
      'systemctl daemon-reload',
      'systemctl enable --now paperjobs-bell.timer paperjobs-broom.timer',
    ]);
    expect(linesOf(would).map((line) => line.replace('would', 'done:'))).toEqual(
      linesOf(did).slice(0, linesOf(would).length),
    );
    expect(textOfResult(did)).toContain(
      'sudo -u paperjobs env PAPERJOBS_DATA_DIR=/var/lib/paperjobs /opt/paperjobs/bin/paperjobs.js status',
    );
    expect(machine.files.get(`${UNITS}/paperjobs-bell.timer`)).toContain(
      'OnCalendar=2026-11-08 18:*:00 Asia/Kolkata',
    );
    machine.done.length = 0;
    expect(linesOf(await ask(installRun, SYSTEM))[0]).toBe('nothing to change');
    expect(machine.done).toEqual([]);
    expect((await ask(diffRun)).no).toBe(false);
  });

  it('that changed are written and started anew; those of no job go', async () => {
    const { machine, ask } = desk();
    await ask(installRun, SYSTEM);
    machine.done.length = 0;
    const later = desk(machine, [madeUpJob({ name: 'bell', schedules: [{ cron: '0 9 * * *' }] })]);
    const told = await later.ask(diffRun);
    expect(told.no).toBe(true);
    expect(textOfResult(told)).toContain(`changed: ${UNITS}/paperjobs-bell.timer\n`);
    expect(textOfResult(told)).toContain('  + OnCalendar=*-*-* 09:00:00 Asia/Kolkata\n');
    expect(textOfResult(told)).toContain(`left over: ${UNITS}/paperjobs-broom.timer\n`);
    await later.ask(installRun, SYSTEM);
    expect(machine.done).toEqual([
      'systemctl disable --now paperjobs-broom.timer',
      'systemctl daemon-reload',
      'systemctl restart paperjobs-bell.timer',
    ]);
    expect(machine.files.has(`${UNITS}/paperjobs-broom.timer`)).toBe(false);
  });

  it('of other jobs stay where only some are asked for', async () => {
    const { machine, ask } = desk();
    await ask(installRun, SYSTEM);
    machine.done.length = 0;
    await ask(installRun, { ...SYSTEM, jobs: ['bell'] });
    expect(machine.done).toEqual([]);
    expect(machine.on).toContain('paperjobs-broom.timer');
  });

  it('leave files that somebody else wrote alone', async () => {
    const { machine, ask } = desk();
    machine.files.set(`${UNITS}/paperjobs-mine.timer`, '[Timer]\n');
    await ask(installRun, SYSTEM);
    await ask(removeRun);
    expect([...machine.files]).toEqual([[`${UNITS}/paperjobs-mine.timer`, '[Timer]\n']]);
  });

  it('are removed with their timers off, and what is kept stays', async () => {
    const { machine, ask } = desk();
    await ask(installRun, SYSTEM);
    machine.done.length = 0;
    await ask(removeRun, { dryRun: true });
    expect(machine.files.size).toBe(8);
    await ask(removeRun);
    expect(machine.files.size).toBe(0);
    expect(machine.done[0]).toMatch(/^systemctl disable --now paperjobs-bell\.timer/);
    expect(machine.done.slice(1)).toEqual([
      'systemctl daemon-reload',
      'systemctl reset-failed paperjobs-*',
    ]);
    expect(textOfResult(await ask(removeRun))).toBe('nothing is installed\n');
  });

  it.each([
    ['no root', memoryMachine({ root: false }), 'expected root for units of the machine'],
    ['no systemd', memoryMachine({ state: 'offline' }), 'found offline: use --cron'],
    ['no systemctl', memoryMachine({ without: ['systemctl'] }), 'found no systemctl'],
    [
      'a program in a home',
      memoryMachine({ program: ['/usr/bin/node', '/home/desk/paperjobs/bin/paperjobs.js'] }),
      'found "/home/desk/paperjobs/bin/paperjobs.js"',
    ],
  ])('with %s are refused, and nothing is changed', async (_, machine, words) => {
    const { ask } = desk(machine);
    await expect(ask(installRun, SYSTEM)).rejects.toThrow(words);
    expect(textOfResult(await ask(installRun, { ...SYSTEM, dryRun: true }))).toContain(
      'in the way: ',
    );
    expect([machine.files.size, machine.done]).toEqual([0, []]);
  });

  it('tell of settings that the service user cannot read', async () => {
    const machine = memoryMachine({ unreadable: true });
    machine.files.set('/etc/paperjobs/paperjobs.toml', 'watchlist = ["TCS"]\n');
    expect(textOfResult(await desk(machine).ask(installRun, SYSTEM))).toContain(
      'cannot read /etc/paperjobs/paperjobs.toml: chown paperjobs /etc/paperjobs/paperjobs.toml\n',
    );
  });

  it('whose timers do not fire are told of', async () => {
    const { ask } = desk(memoryMachine({ dead: true }));
    await expect(ask(installRun, SYSTEM)).rejects.toThrow(
      'expected every timer to have a next start, found none of paperjobs-bell.timer (2 in all)',
    );
  });

  it('may write where the settings say', async () => {
    const { machine, ask } = desk(undefined, undefined, '[backup]\nfolder = "/mnt/copies"\n');
    await ask(installRun, SYSTEM);
    expect(machine.files.get(`${UNITS}/paperjobs-broom.service`)).toContain(
      'ReadWritePaths=-/mnt/copies\n',
    );
  });

  it('of a person are in his folder, with his own database', async () => {
    const { machine, ask } = desk(memoryMachine({ root: false }));
    const told = await ask(installRun, { systemd: 'user' });
    const folder = '/home/desk/.config/systemd/user';
    expect(machine.files.get(`${folder}/paperjobs-bell.service`)).not.toContain('User=');
    expect(machine.done).toContain(
      'systemctl --user enable --now paperjobs-bell.timer paperjobs-broom.timer',
    );
    expect(textOfResult(told)).toContain('loginctl enable-linger desk');
  });
});

describe('a crontab', () => {
  const FOREIGN = 'SHELL=/bin/bash\n5 4 * * * /usr/local/bin/mine\n';

  it('keeps the lines of others, and a second time changes nothing', async () => {
    const { machine, ask } = desk(memoryMachine({ root: false, zone: 'Asia/Kolkata' }));
    machine.crontabs.set('desk', FOREIGN);
    await ask(installRun, { cron: true, mailto: 'desk@example.org' });
    const text = machine.crontabs.get('desk') ?? '';
    expect(text.startsWith(FOREIGN)).toBe(true);
    expect(text).toContain('\nMAILTO="desk@example.org"\n');
    expect(text).toMatch(/^15-59 9 \* \* 1-5 timeout .* bell >>.*\/logs\/bell\.log 2>&1$/m);
    expect(machine.files.has('/root/.local/share/paperjobs/logs/logrotate.conf')).toBe(true);
    expect(text).toMatch(/^30 4 \* \* \* command -v logrotate/m);
    machine.done.length = 0;
    const again = await ask(installRun, { cron: true, mailto: 'desk@example.org' });
    expect(linesOf(again)[0]).toBe('nothing to change');
    expect(machine.done).toEqual([]);
    expect((await ask(diffRun)).no, 'what was told at the install counts').toBe(false);
    await ask(removeRun);
    expect(machine.crontabs.get('desk')).toBe(FOREIGN);
  });

  it("as root is the service user's, with its folders and the file for logrotate", async () => {
    const { machine, ask } = desk();
    await ask(installRun, { cron: true });
    expect(machine.crontabs.get('paperjobs')).toContain(
      'PAPERJOBS_DATA_DIR="/var/lib/paperjobs"\n',
    );
    expect(machine.done).toEqual([
      expect.stringMatching(/^useradd /),
      'install -d -m 0700 -o paperjobs -g paperjobs /var/lib/paperjobs',
      'install -d -m 0750 -o paperjobs -g paperjobs /var/log/paperjobs',
      'crontab of paperjobs',
    ]);
    expect(machine.files.get('/etc/logrotate.d/paperjobs')).toContain('su paperjobs paperjobs');
    await ask(removeRun, { cron: true });
    expect([machine.files.size, machine.crontabs.size]).toEqual([0, 0]);
  });

  it('that differs is shown line by line', async () => {
    const { machine, ask } = desk(memoryMachine({ root: false }));
    await ask(installRun, { cron: true });
    const old = machine.crontabs.get('desk') ?? '';
    machine.crontabs.set('desk', old.replace('45-59 3', '44-59 3'));
    const told = await ask(diffRun);
    expect(told.no).toBe(true);
    expect(linesOf(told)).toEqual([
      'changed: the crontab of desk',
      expect.stringMatching(/^ {2}- 44-59 3 /),
      expect.stringMatching(/^ {2}\+ 45-59 3 /),
    ]);
  });
});

describe('a job is started by one thing only', () => {
  it.each([
    ['timers', SYSTEM, { cron: true }, `started by ${UNITS}/paperjobs-bell.timer`],
    ['cron', { cron: true }, SYSTEM, 'started by the crontab of paperjobs'],
  ])('by %s already: refused', async (_, first, second, words) => {
    const { ask } = desk();
    await ask(installRun, first);
    await expect(ask(installRun, second)).rejects.toThrow(words);
  });

  it('others may be started by the other thing', async () => {
    const { machine, ask } = desk();
    await ask(installRun, { ...SYSTEM, jobs: ['bell'] });
    await ask(installRun, { cron: true, jobs: ['broom'] });
    expect(machine.crontabs.get('paperjobs')).not.toContain('bell');
  });

  it('a line that a person wrote counts', async () => {
    const { machine, ask } = desk(memoryMachine({ root: false }));
    machine.crontabs.set('desk', '0 3 * * * cd /opt && npx paperjobs broom\n');
    await expect(ask(installRun, { cron: true })).rejects.toThrow(
      'found broom started by a line of the crontab of desk beside ours',
    );
    await expect(ask(installRun, { systemd: 'user' })).rejects.toThrow('the crontab of desk');
  });
});

describe('what is shown', () => {
  it('of every job: when, where, on or off, by what', async () => {
    const off = { ...BROOM, switchedOff: 'paperjobs.toml:3' };
    const { ask } = desk(memoryMachine({ zone: 'America/New_York' }), [BELL, off]);
    await ask(installRun, SYSTEM);
    const told = await ask(listRun);
    expect(linesOf(told).map((line) => line.split(/ {2,}/))).toEqual([
      ['job', 'next (IST)', 'here', 'on', 'by', 'last'],
      ['bell', '11-05 12:01', '11-05 01:31', 'yes', 'timer', 'never ran'],
      ['broom', '11-08 02:30', '11-07 16:00', 'no', 'hand', 'never ran'],
    ]);
    expect(Math.max(...linesOf(told).map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it('as files, or written to a folder', async () => {
    const { machine, ask } = desk();
    const text = textOfResult(await ask(renderRun, { ...SYSTEM, jobs: ['bell'] }));
    expect(text).toContain('# ---- paperjobs-bell.timer\n# Made by');
    await ask(renderRun, { cron: true, output: 'out' });
    expect([...machine.files.keys()]).toEqual(['out/paperjobs.crontab', 'out/paperjobs.logrotate']);
    await expect(ask(renderRun)).rejects.toThrow('expected --systemd, --systemd=user or --cron');
    await expect(ask(installRun, { ...SYSTEM, cron: true })).rejects.toThrow('found both');
    await expect(ask(renderRun, { cron: true, zone: 'Mars' })).rejects.toThrow('found "Mars"');
  });

  it('after a look at all of it', async () => {
    const good = await desk().ask(verifyRun);
    expect([good.no, linesOf(good).length]).toEqual([false, 6]);
    const never = madeUpJob({ schedules: [{ cron: '0 0 31 2 *' }] });
    const bad = await desk(undefined, [never]).ask(verifyRun);
    expect(bad.no).toBe(true);
    expect(textOfResult(bad)).toMatch(/next starts +WRONG +never again: paperjobs-bell/);
    const blind = memoryMachine({ without: ['systemd-analyze', 'crontab'] });
    const told = await desk(blind).ask(verifyRun);
    expect(told.no).toBe(false);
    expect(textOfResult(told)).toContain('not looked at: no systemd-analyze here');
  });
});
