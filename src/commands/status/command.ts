import { defineCommand } from '../../kit/command.ts';

/** Tells how things stand. */
export const status = defineCommand({
  name: 'status',
  summary: 'How things stand: last and next run of each job, gaps, sources',
  options: {},
  examples: ['status', 'status --json'],
  load: () => import('./run.ts'),
});
