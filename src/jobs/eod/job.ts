import { defineJob } from '../../kit/job.ts';
import { DATE_OPTIONS } from '../../kit/options.ts';

/** Options of `eod`. */
export const options = {
  ...DATE_OPTIONS,
  backfillDays: {
    type: 'count',
    min: 1,
    help: 'calendar days back to fill, instead of those of the settings',
  },
} as const;

/** Keeps the official end of day of the whole market. */
export const eod = defineJob({
  name: 'eod',
  summary: 'Official end of day of the whole market for every session still missing',
  description:
    "Asks for the exchange's files of a session: prices of every security, deliveries, closes of all " +
    'indices, price bands. Before 21:00 of its day a session without prices is not published yet; ' +
    'after that it is late. One without deliveries or index closes is partial and asked for again. ' +
    'A session that is done is not asked for again.',
  priority: 'high',
  schedules: [{ days: 'Mon-Fri', everyMinutes: 15, from: '18:15', to: '21:00' }],
  timeoutMinutes: 60,
  options,
  examples: ['eod', 'eod --sandbox --date 2026-05-19', 'eod --from 2025-01-01 --to 2025-12-31'],
  endings: [
    'noop',
    'partial',
    'locked',
    'bad-data',
    'late',
    'blocked',
    'not-yet',
    'config',
    'disk',
    'stopped',
  ],
  missed: 'all',
  network: true,
  load: () => import('./run.ts'),
});
