import { defineJob } from '../../kit/job.ts';
import { DATE_OPTIONS } from '../../kit/options.ts';

/** Options of `flows`. */
export const options = {
  ...DATE_OPTIONS,
  backfillDays: {
    type: 'count',
    min: 1,
    help: 'calendar days back to fill, instead of those of the settings',
  },
} as const;

/** Keeps what is told about who dealt. */
export const flows = defineJob({
  name: 'flows',
  summary: 'Bulk and block deals, short sales, FII/DII figures, 52-week prices of each session',
  description:
    'Asks for what is missing of the sessions that are over. Lists that are replaced daily are kept ' +
    'under the day that they name themselves, also where it was not asked for. Before 21:00 of its ' +
    'session a list that is missing is not published yet; after that it is late. FII/DII figures ' +
    'are told for the newest session only; seen before 21:00 they are provisional and looked at again.',
  priority: 'low',
  schedules: [{ days: 'Mon-Fri', at: ['19:30', '21:15'] }],
  timeoutMinutes: 20,
  options,
  examples: ['flows', 'flows --sandbox', 'flows --from 2026-11-02 --to 2026-11-20'],
  endings: [
    'noop',
    'partial',
    'locked',
    'bad-data',
    'late',
    'blocked',
    'not-yet',
    'disk',
    'stopped',
  ],
  missed: 'all',
  network: true,
  load: () => import('./run.ts'),
});
