import { defineJob } from '../../kit/job.ts';

/** Options of `perf`. */
export const options = {
  equity: {
    type: 'text',
    placeholder: 'FILE',
    help: "figures of this CSV of date,equity[,flow] instead of the accounts'; nothing is kept",
  },
  benchmark: {
    type: 'text',
    placeholder: 'FILE',
    help: 'with --equity: what to compare with, a CSV of date,close',
  },
  riskFree: {
    type: 'number',
    min: -1,
    max: 10,
    help: 'with --equity: yearly rate without risk as a fraction, 0.065; the setting unless told',
  },
} as const;

/** Reckons how accounts did. */
export const perf = defineJob({
  name: 'perf',
  summary: 'Performance of paper accounts by day, month and strategy, against the Nifty 50',
  description:
    'Returns are time-weighted: deposits and withdrawals are no gain. Closes of accounts that are ' +
    'missing, or that waited for official prices, are made anew from the books first. A row is ' +
    'provisional until every holding is valued by its official close, and a later run replaces it. ' +
    'With --equity it is the figures of any series of values, as empyrical-reloaded defines them: ' +
    '252 sessions a year, sample deviation, alpha compounded; undefined is null.',
  main: true,
  priority: 'medium',
  schedules: [{ days: 'Mon-Fri', at: ['16:00'] }],
  timeoutMinutes: 10,
  options,
  examples: [
    'perf',
    'perf --as-of 2026-10-30',
    'perf --equity equity.csv --benchmark nifty.csv --risk-free 0.065 --json',
  ],
  endings: ['noop', 'locked', 'bad-data', 'disk', 'stopped'],
  missed: 'all',
  standalone: ['equity'],
  network: false,
  load: () => import('./run.ts'),
});
