import { defineJob } from '../../kit/job.ts';

/** Options of `risk`. */
export const options = {
  account: { type: 'text', placeholder: 'name', help: 'only this account' },
} as const;

/** Reckons how large the risk of accounts is. */
export const risk = defineJob({
  name: 'risk',
  summary: 'Exposure, concentration, drawdown, value at risk, beta and liquidity against limits',
  description:
    'Keeps one row for each account and session, and tells every limit of the settings `risk.max_…` ' +
    'that an account is beyond, once a session. Orders that open something are refused beyond them.',
  priority: 'medium',
  schedules: [{ days: 'Mon-Fri', at: ['15:45'] }],
  timeoutMinutes: 10,
  options,
  examples: ['risk', 'risk --account main', 'risk --sandbox --force'],
  endings: ['noop', 'closed', 'locked', 'config', 'disk', 'stopped'],
  gate: { beforeMinutes: 0, afterMinutes: 120 },
  missed: 'skip',
  network: false,
  tells: true,
  load: () => import('./run.ts'),
});
