import { defineCommand } from '../../kit/command.ts';

/** Options of `session`. */
export const options = {
  exchange: {
    type: 'choice',
    choices: ['XNSE', 'XBOM', 'XNYS', 'XNAS'],
    default: 'XNSE',
    help: 'which exchange',
  },
} as const;

/** Asks whether a day is a session. */
export const session = defineCommand({
  name: 'session',
  summary: 'Whether an exchange trades on a day, its hours, and why; status 0 open, 1 closed',
  arguments: [{ name: 'date', help: 'the day; today unless told', required: false }],
  options,
  examples: ['session', 'session 2026-11-08 --json', 'session 2026-07-03 --exchange XNYS'],
  load: () => import('./run.ts'),
});
