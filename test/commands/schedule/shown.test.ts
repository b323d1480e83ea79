import { describe, expect, it } from 'vitest';
import { run as installRun } from '../../../src/commands/schedule-install/run.ts';
import { run as listRun } from '../../../src/commands/schedule-list/run.ts';
import { run as renderRun } from '../../../src/commands/schedule-render/run.ts';
import { run as verifyRun } from '../../../src/commands/schedule-verify/run.ts';
import { madeUpJob } from '../../deploy/made-up-jobs.ts';
import { memoryMachine } from '../memory-machine.ts';
import { textOfResult } from '../reading-desk.ts';
import { BELL, BROOM, SYSTEM, desk, linesOf } from './schedule-desk.ts';

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
