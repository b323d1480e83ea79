import { defineCommand } from '../../kit/command.ts';

/** Options of `disable`. */
export const options = {
  until: {
    type: 'text',
    placeholder: 'MOMENT',
    help: 'on again from then: 2026-12-01T09:00, or a date, which counts to its end',
  },
} as const;

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
  options,
  examples: ['disable quotes', 'disable bot --until 2027-01-04T09:00'],
  load: async () => ({ run: (await import('./run.ts')).disable }),
});
