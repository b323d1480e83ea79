import { defineCommand } from '../../kit/command.ts';

/** Tells when what is started. */
export const scheduleList = defineCommand({
  name: 'schedule list',
  summary: 'When each job is started next, in India and here; what starts it; how it last ended',
  options: {},
  examples: ['schedule list', 'schedule list --json'],
  load: () => import('./run.ts'),
});
