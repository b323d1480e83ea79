import { defineCommand } from '../../kit/command.ts';

/** Learns holidays. */
export const calendarUpdate = defineCommand({
  name: 'calendar update',
  summary: "Learn holidays and special sessions from NSE's and Upstox's lists; forgets nothing",
  options: {},
  examples: ['calendar update', 'calendar update --json'],
  load: () => import('./run.ts'),
});
