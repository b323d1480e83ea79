import { defineJob } from '../../kit/job.ts';

/** What the job can be told to take. */
export const SUBJECTS = ['actions', 'announcements', 'meetings'] as const;

/** Options of `corp-actions`. */
export const options = {
  from: { type: 'session', help: 'first ex-date; 60 days back unless told' },
  to: { type: 'session', help: 'last ex-date; 30 days ahead unless told' },
  date: { type: 'session', help: 'only that day' },
  symbols: { type: 'list', placeholder: 'A,B', help: 'only of these symbols' },
  what: {
    type: 'list',
    choices: SUBJECTS,
    placeholder: 'actions,meetings',
    help: 'only these; announcements of more than 92 days are taken only when named here',
  },
} as const;

/** Keeps what companies do to their shares, and what they tell. */
export const corpActions = defineJob({
  name: 'corp-actions',
  summary: 'Corporate actions, announcements and days of results from NSE and BSE; price factors',
  description:
    'Asks both exchanges for a window of ex-dates, because they add, move and withdraw actions ' +
    'late, and merges what they tell. Splits, bonuses and rights become factors by which ' +
    '`paperjobs show candles --adjust` reads old prices; kept prices never change. Each factor is ' +
    'checked against the first open after it. A second run changes nothing.',
  main: true,
  priority: 'medium',
  schedules: [{ days: 'daily', at: ['23:00'] }],
  timeoutMinutes: 30,
  options,
  examples: [
    'corp-actions',
    'corp-actions --sandbox',
    'corp-actions --from 2024-01-01 --to 2024-12-31 --what actions',
    'corp-actions --symbols RELIANCE,TCS',
  ],
  endings: ['noop', 'partial', 'locked', 'bad-data', 'blocked', 'not-yet', 'disk', 'stopped'],
  missed: 'latest',
  network: true,
  load: () => import('./run.ts'),
});
