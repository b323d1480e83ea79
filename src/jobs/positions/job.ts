import { defineJob } from '../../kit/job.ts';

/** Options of `positions`. */
export const options = {
  rebuild: {
    type: 'flag',
    help: "make each session's summary anew from ledger, trades and official closes",
  },
} as const;

/** Values what accounts hold. */
export const positions = defineJob({
  name: 'positions',
  summary: 'Values holdings and accounts by the freshest price, and tells losses beyond the limits',
  description:
    'One summary of each account whenever something changed, and an official one for each session ' +
    'after its close. With --rebuild those are made anew from the books and the official closes, ' +
    'which come in the evening.',
  priority: 'high',
  schedules: [
    { days: 'Mon-Fri', everyMinutes: 10, from: '09:15', to: '15:35' },
    { days: 'Mon-Fri', at: ['15:40'] },
  ],
  timeoutMinutes: 5,
  options,
  examples: ['positions', 'positions --rebuild', 'positions --sandbox --force'],
  endings: ['noop', 'closed', 'locked', 'config', 'disk', 'stopped'],
  missed: 'skip',
  network: false,
  load: () => import('./run.ts'),
});
