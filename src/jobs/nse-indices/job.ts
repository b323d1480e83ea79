import { defineJob } from '../../kit/job.ts';

/** Options of `nse-indices`. */
export const options = {
  index: {
    type: 'list',
    placeholder: 'A,B',
    help: 'codes of indices instead of the nine usual ones; all: every list that is known',
  },
  date: {
    type: 'session',
    help: 'day for which the lists are kept; a past one only from a mirror or replay',
  },
} as const;

/** Keeps what the indices are made of. */
export const nseIndices = defineJob({
  name: 'nse-indices',
  summary: 'Members and industries of the NSE indices, dated; tells who joined and who left',
  description:
    'Reads the published lists, which bear no date, and keeps each for the day of the run. A list ' +
    'counts until the next day of which one is kept. One that cannot be right (a page, a broken ' +
    'row, far too few or too many members) leaves everything as it was. `paperjobs show index` ' +
    'tells what an index was made of on any day.',
  main: true,
  priority: 'high',
  schedules: [{ days: 'daily', at: ['23:30'] }],
  timeoutMinutes: 20,
  options,
  examples: [
    'nse-indices',
    'nse-indices --sandbox',
    'nse-indices --index NIFTY50,NIFTYBANK',
    'nse-indices --index all',
  ],
  endings: ['noop', 'partial', 'locked', 'bad-data', 'blocked', 'not-yet', 'disk', 'stopped'],
  network: true,
  load: () => import('./run.ts'),
});
