import { defineCommand } from '../../kit/command.ts';

/** Options of `logs`. */
export const options = {
  journal: { type: 'flag', help: 'the journal of its unit instead, where systemd drives it' },
  limit: { type: 'count', default: 50, min: 1, help: 'how many lines' },
} as const;

/** Tells warnings and errors of a job. */
export const logs = defineCommand({
  name: 'logs',
  summary: 'Warnings and errors of a job, oldest first, kept beyond the journal',
  arguments: [{ name: 'job', help: 'name of the job', required: true }],
  options,
  examples: ['logs market-sync', 'logs market-sync --journal', 'logs market-sync --limit 5 --json'],
  load: () => import('./run.ts'),
});
