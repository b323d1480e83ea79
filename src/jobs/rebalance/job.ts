import { defineJob } from '../../kit/job.ts';

/** Options of `rebalance`. */
export const options = {
  account: { type: 'text', placeholder: 'name', help: 'only this account' },
  monthly: { type: 'flag', help: 'only on the first session of a month, as timers ask' },
  planOnly: { type: 'flag', help: 'print what would be traded, place no order' },
} as const;

/** Brings accounts to their target weights. */
export const rebalance = defineJob({
  name: 'rebalance',
  summary: 'Prints what brings accounts to their target weights, and places those orders',
  description:
    'Targets are tables [rebalance.ACCOUNT] of the configuration. Sales go first; purchases that ' +
    'need their money wait for the next run of the day. One order a share, side and day, however ' +
    'often it runs.',
  priority: 'medium',
  schedules: [
    {
      days: 'first-of-month',
      at: ['10:00', '10:20', '10:40', '11:00'],
      words: ['--monthly'],
    },
  ],
  timeoutMinutes: 10,
  options,
  examples: ['rebalance', 'rebalance --plan-only', 'rebalance --account main'],
  endings: ['noop', 'closed', 'partial', 'locked', 'config', 'not-yet', 'disk', 'stopped'],
  gate: { beforeMinutes: 0, afterMinutes: 0 },
  missed: 'skip',
  network: false,
  load: () => import('./run.ts'),
});
