import { defineCommand } from '../../kit/command.ts';

/** Options of `notify flush`. */
export const options = {
  budgetSeconds: { type: 'count', default: 120, min: 1, max: 3600, help: 'longest time for it' },
} as const;

/** Sends what waits. */
export const notifyFlush = defineCommand({
  name: 'notify flush',
  summary: 'Sends what waits in the outbox now, whatever failed before',
  options,
  examples: ['notify flush', 'notify flush --budget-seconds 600'],
  load: () => import('./run.ts'),
});
