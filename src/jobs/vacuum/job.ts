import { defineJob } from '../../kit/job.ts';

/** Options of `vacuum`. */
export const options = {
  full: {
    type: 'flag',
    help: 'write the whole file anew, outside market hours; writers wait meanwhile',
  },
} as const;

/** Keeps the database small and sound. */
export const vacuum = defineJob({
  name: 'vacuum',
  summary: 'Checks the database, removes rows past their time, gives back free space',
  description:
    'A damaged database ends the run before anything is removed. Rows are removed by the settings ' +
    '`retention.…`, orders, trades and the trading ledger never, and only beside a backup younger than a ' +
    'day; so is a full rewrite. Under 10 % of free pages nothing is given back. --force goes without the backup ' +
    'and the hours.',
  main: true,
  priority: 'low',
  schedules: [{ days: 'Sun', at: ['02:30'] }],
  timeoutMinutes: 120,
  options,
  examples: ['vacuum', 'vacuum --dry-run', 'vacuum --full'],
  endings: ['noop', 'partial', 'locked', 'not-yet', 'config', 'disk', 'stopped'],
  locks: ['maintenance'],
  network: false,
  load: () => import('./run.ts'),
});
