import { defineCommand } from '../../kit/command.ts';

/** Options of `doctor`. */
export const options = {
  online: { type: 'flag', help: 'ask each source for a small thing' },
} as const;

/** Looks at everything that jobs need, and says what to do about what is amiss. */
export const doctor = defineCommand({
  name: 'doctor',
  summary: 'What jobs need of this machine: disk, clock, credentials, timers, backups; with advice',
  options,
  examples: ['doctor', 'doctor --sandbox', 'doctor --online --json'],
  load: () => import('./run.ts'),
});
