import { defineCommand } from '../../kit/command.ts';

const job = { name: 'job', help: 'name of the job', required: true } as const;

/** Switches a job on. */
export const enable = defineCommand({
  name: 'enable',
  summary: 'Switch a job on again',
  arguments: [job],
  options: {},
  examples: ['enable market-sync'],
  load: async () => ({ run: (await import('./run.ts')).enable }),
});

/** Switches a job off. */
export const disable = defineCommand({
  name: 'disable',
  summary: 'Switch a job off: its runs end at once with the outcome disabled, status 0',
  arguments: [job],
  options: {},
  examples: ['disable quotes'],
  load: async () => ({ run: (await import('./run.ts')).disable }),
});
