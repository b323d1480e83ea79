import { defineCommand } from '../../kit/command.ts';
import { ACCOUNT_OPTION } from '../account-option.ts';

/** Options of `show performance`. */
export const options = {
  ...ACCOUNT_OPTION,
  by: {
    type: 'choice',
    choices: ['day', 'month', 'strategy', 'rolling'],
    help: 'rows of days, months, strategies or rolling windows instead of the figures of the whole',
  },
  window: { type: 'count', default: 63, max: 2520, help: 'sessions of a rolling window' },
  on: { type: 'session', help: 'as it stood at the end of that session; the last unless told' },
  csv: { type: 'flag', help: 'with --by: as CSV' },
} as const;

/** Prints how an account did. */
export const showPerformance = defineCommand({
  name: 'show performance',
  summary: 'How an account did, against the benchmark: figures, days, months, strategies',
  options,
  examples: [
    'show performance',
    'show performance --by month --account main',
    'show performance --by rolling --window 21',
    'show performance --by strategy --on 2026-10-30 --json',
  ],
  load: () => import('./run.ts'),
});
