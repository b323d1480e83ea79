import { SERVICE_USER, STATE_FOLDER } from '../../deploy/installation.ts';
import type { Machine } from '../../ports/machine.ts';
import { command } from '../schedule-step.ts';
import type { Step } from '../schedule-step.ts';

/** Makes the user that runs by the clock belong to, where there is none yet: no shell, no password. */
export async function serviceUser(machine: Machine): Promise<Step[]> {
  if ((await machine.ask(['id', '-u', SERVICE_USER]))?.status === 0) return [];
  return [
    command(machine, [
      'useradd',
      '--system',
      '--user-group',
      '--no-create-home',
      '--home-dir',
      STATE_FOLDER,
      '--shell',
      '/usr/sbin/nologin',
      SERVICE_USER,
    ]),
  ];
}
