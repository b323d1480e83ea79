import { defineCommand } from '../../kit/command.ts';

/** Options of `notify`. */
export const options = {
  unit: { type: 'text', placeholder: 'name', help: 'unit of systemd that has failed' },
} as const;

/** Tells of a unit that failed: what `OnFailure=` starts. */
export const notifyUnit = defineCommand({
  name: 'notify',
  summary: 'Tells of a failed unit of systemd, with its result and the end of its journal',
  options,
  examples: ['notify --unit paperjobs-eod.service', 'notify --unit paperjobs-eod.service --json'],
  load: () => import('./run.ts'),
});
