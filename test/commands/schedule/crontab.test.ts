import { describe, expect, it } from 'vitest';
import { run as diffRun } from '../../../src/commands/schedule-diff/run.ts';
import { run as installRun } from '../../../src/commands/schedule-install/run.ts';
import { run as removeRun } from '../../../src/commands/schedule-remove/run.ts';
import { memoryMachine } from '../memory-machine.ts';
import { SYSTEM, UNITS, desk, linesOf } from './schedule-desk.ts';

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
