import { defineCommand } from '../../kit/command.ts';

/** Tells how things stand. */
export const status = defineCommand({
  name: 'status',
  summary:
    'How things stand: jobs, gaps, sources, backup, outbox; status 3 when something is amiss',
  options: {},
  examples: ['status', 'status --json'],
  load: () => import('./run.ts'),
});
