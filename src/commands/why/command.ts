import { defineCommand } from '../../kit/command.ts';

/** Tells why a job did what it did. */
export const why = defineCommand({
  name: 'why',
  summary: 'The story of the last runs of a job: what, why, what to do, and when it is due',
  arguments: [{ name: 'job', help: 'name of the job', required: true }],
  options: {},
  examples: ['why market-sync', 'why quotes --json'],
  load: () => import('./run.ts'),
});
