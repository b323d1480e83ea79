import { defineJob } from '../../kit/job.ts';

/** Options of `bot`. */
export const options = {
  bot: { type: 'text', placeholder: 'name', help: 'only this bot' },
  signalsOnly: { type: 'flag', help: 'write signals and reasons, place no order' },
} as const;

/** Lets strategies trade on paper accounts. */
export const bot = defineJob({
  name: 'bot',
  summary: 'Evaluates strategies on closed bars, keeps the reason for each decision, places orders',
  description:
    'Bots are tables [bots.NAME] of the configuration, each with an account of its own. A bar is ' +
    'decided once, so that a second run places nothing; `show decisions` tells why something was ' +
    'done or not. A bot buys and sells whole positions and never sells short.',
  priority: 'high',
  schedules: [
    { days: 'Mon-Fri', everyMinutes: 60, from: '09:30', to: '14:30' },
    { days: 'Mon-Fri', at: ['15:15'] },
  ],
  timeoutMinutes: 20,
  options,
  examples: ['bot', 'bot --signals-only', 'bot --bot turtle --dry-run'],
  endings: ['noop', 'closed', 'partial', 'locked', 'config', 'not-yet', 'disk', 'stopped'],
  gate: { beforeMinutes: 0, afterMinutes: 0 },
  missed: 'skip',
  network: false,
  load: () => import('./run.ts'),
});
