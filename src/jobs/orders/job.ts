import { defineJob } from '../../kit/job.ts';
import { REPEAT_OPTIONS } from '../../kit/repeat.ts';

/** Options of `orders`. */
export const options = { ...REPEAT_OPTIONS } as const;

/** Fills paper orders by the prices that came since it last looked. */
export const orders = defineJob({
  name: 'orders',
  summary: 'Matches paper orders with the prices that came in: fills, fees, expiries, square-off',
  description:
    'Takes the one-minute candles (quotes where there are none) since it last looked, in order, and ' +
    'books each fill with its fees, lots, position, cash and ledger in one transaction. Minutes that ' +
    'it missed are matched when it comes back. It asks no source: `quotes` brings the prices.',
  priority: 'critical',
  schedules: [
    {
      days: 'Mon-Fri',
      everyMinutes: 1,
      from: '09:15',
      to: '15:30',
      words: ['--repeat-every', '5s', '--for', '55s'],
    },
    { days: 'Mon-Fri', at: ['15:35', '15:42'] },
  ],
  timeoutMinutes: 5,
  options,
  examples: ['orders', 'orders --repeat-every 5s --for 55s', 'orders --sandbox --force'],
  endings: ['noop', 'closed', 'locked', 'config', 'disk', 'stopped'],
  gate: { beforeMinutes: 15, afterMinutes: 30 },
  missed: 'skip',
  network: false,
  load: () => import('./run.ts'),
});
