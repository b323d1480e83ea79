import { defineJob } from '../../kit/job.ts';
import { DATE_OPTIONS } from '../../kit/options.ts';

/** Options of `daily`. */
export const options = {
  ...DATE_OPTIONS,
  fromStep: { type: 'text', placeholder: 'STEP', help: 'begin with that step, done or not' },
  only: { type: 'list', placeholder: 'STEP,STEP', help: 'only these steps' },
} as const;

/** Runs what follows the close. */
export const daily = defineJob({
  name: 'daily',
  summary: 'The chain after the close: end of day, events, flows, then what is reckoned from them',
  description:
    'Each step is a run of its own job, in a process of its own, under its own lock. A step that ' +
    'fails keeps back only what needs it; a run that follows goes on where this one stopped. A step ' +
    'that is not published yet is tried again at the next time. Sessions of a range are done in ' +
    'order. A session whose steps are all done is not done again unless --force says so, which forces ' +
    'the steps too, also those whose jobs are switched off.',
  main: true,
  priority: 'low',
  schedules: [
    { days: 'Mon-Fri', everyMinutes: 15, from: '18:37', to: '21:52' },
    { days: 'Mon-Fri', at: ['23:15'] },
  ],
  timeoutMinutes: 120,
  options,
  examples: [
    'daily',
    'daily --sandbox --only eod,indicators',
    'daily --from 2026-11-02 --to 2026-11-20',
    'daily --from-step indicators',
  ],
  endings: [
    'noop',
    'partial',
    'closed',
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
