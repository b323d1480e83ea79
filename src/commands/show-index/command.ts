import { defineCommand } from '../../kit/command.ts';

/** Options of `show index`. */
export const options = {
  on: { type: 'session', help: 'the day in question; today unless told' },
} as const;

/** Tells what an index was made of. */
export const showIndex = defineCommand({
  name: 'show index',
  summary: 'What an index was made of on a day, by the newest list until then',
  arguments: [{ name: 'code', help: 'code or name, such as NIFTY50', required: true }],
  options,
  examples: ['show index NIFTY50', 'show index NIFTY50 --on 2025-03-31 --json'],
  load: () => import('./run.ts'),
});
