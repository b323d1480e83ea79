import { describe, expect, it } from 'vitest';
import { run as diffRun } from '../../../src/commands/schedule-diff/run.ts';
import { run as installRun } from '../../../src/commands/schedule-install/run.ts';
import { run as removeRun } from '../../../src/commands/schedule-remove/run.ts';
import { madeUpJob } from '../../deploy/made-up-jobs.ts';
import { memoryMachine } from '../memory-machine.ts';
import { textOfResult } from '../reading-desk.ts';
import { SYSTEM, UNITS, desk, linesOf } from './schedule-desk.ts';

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
