import { describe, expect, it } from 'vitest';
import { scheduleFacts } from '../../src/commands/doctor/machine-facts.ts';
import { judgeSchedules } from '../../src/core/doctor/schedules.ts';
import { GENERATED } from '../../src/deploy/installation.ts';
import type { Job } from '../../src/kit/job.ts';
import { madeUpJob } from '../deploy/made-up-jobs.ts';
import { memoryMachine } from './memory-machine.ts';
import type { MemoryMachine } from './memory-machine.ts';

const UNITS = '/etc/systemd/system';
const JOBS: readonly Job[] = [madeUpJob({ name: 'bell' }), madeUpJob({ name: 'broom' })];

/** A machine with units of ours, and those timers on. */
function machineWith(units: readonly string[], on: readonly string[]): MemoryMachine {
  const machine = memoryMachine();
  for (const name of units) machine.files.set(`${UNITS}/${name}`, `${GENERATED}\n[Unit]\n`);
  for (const name of on) machine.on.add(name);
  return machine;
}

async function faultsOf(machine: MemoryMachine): Promise<string[]> {
  return judgeSchedules(await scheduleFacts(machine, JOBS))
    .filter(({ standing }) => standing !== 'good')
    .map(({ about, found }) => `${about}: ${found}`);
}

const ALL = ['paperjobs-bell.timer', 'paperjobs-broom.timer'];

describe('what starts the jobs', () => {
  it('is fine when every timer is on and failures are told', async () => {
    expect(await faultsOf(machineWith([...ALL, 'paperjobs-notify@.service'], ALL))).toEqual([]);
  });

  it('tells of timers that are off, and of the unit that is missing', async () => {
    const machine = machineWith(ALL, ['paperjobs-bell.timer']);
    expect(await faultsOf(machine)).toEqual([
      'timer broom: installed, but not enabled',
      expect.stringContaining('paperjobs-notify@.service is not installed'),
    ]);
  });

  it('tells of a job that timer and crontab both start', async () => {
    const machine = machineWith([...ALL, 'paperjobs-notify@.service'], ALL);
    machine.crontabs.set('root', '5 * * * * /opt/paperjobs/bin/paperjobs.js bell\n');
    expect(await faultsOf(machine)).toEqual(['timer bell: timer and crontab both start it']);
  });

  it('tells of a job that nothing starts', async () => {
    const machine = memoryMachine();
    machine.crontabs.set('root', '5 * * * * /opt/paperjobs/bin/paperjobs.js bell\n');
    expect(await faultsOf(machine)).toEqual(['timer broom: nothing starts it']);
    expect(await faultsOf(memoryMachine())).toEqual([
      'schedules: nothing on this machine starts a job',
    ]);
  });
});
