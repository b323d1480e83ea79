import { defineCommand } from '../../kit/command.ts';

/** Options of `show sectors`. */
export const options = {
  on: { type: 'session', help: 'the day in question; today unless told' },
  symbols: { type: 'list', placeholder: 'A,B', help: 'only these symbols' },
} as const;

/** Tells which industry a company counts to. */
export const showSectors = defineCommand({
  name: 'show sectors',
  summary: 'The industry of every company in an index that is kept, in the words of the lists',
  options,
  examples: ['show sectors', 'show sectors --symbols RELIANCE,TCS --on 2021-10-29'],
  load: () => import('./run.ts'),
});
