import { defineJob } from '../../kit/job.ts';

/** Options of `alerts`. */
export const options = {
  rules: { type: 'list', placeholder: '1,2', help: 'only these rules' },
  replay: {
    type: 'flag',
    help: 'look at kept bars of --from to --to instead, and tell when rules would have fired',
  },
  from: { type: 'session', help: 'first session of --replay' },
  to: { type: 'session', help: 'last session of --replay; the last that is over unless told' },
} as const;

/** Looks at alert rules. */
export const alerts = defineJob({
  name: 'alerts',
  summary: 'Looks at alert rules: an event and a notification when one comes true',
  description:
    'A rule that comes true is an event once, until it has ended and comes true again. Rules without ' +
    'an interval are looked at by fresh quotes of the running session, others at every bar that was ' +
    'closed since the last look; what is too old is told, not looked at. A replay reads bars and ' +
    'writes nothing: rules that are switched on, or are named, are looked at in the time that each is ' +
    'valid for, those without an interval by daily bars, at the close; rules of books are left out. ' +
    '`rules add` says what can be asked for.',
  main: true,
  priority: 'critical',
  schedules: [{ days: 'Mon-Fri', everyMinutes: 1, from: '09:15', to: '15:30' }],
  timeoutMinutes: 2,
  options,
  examples: ['alerts', 'alerts --sandbox', 'alerts --replay --from 2026-11-02 --to 2026-11-20'],
  endings: ['noop', 'closed', 'partial', 'locked', 'disk', 'stopped'],
  gate: { beforeMinutes: 0, afterMinutes: 0, unless: 'replay' },
  missed: 'skip',
  network: false,
  tells: true,
  load: () => import('./run.ts'),
});
