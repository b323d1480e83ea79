import { defineCommand } from '../../kit/command.ts';

/** Options of `show earnings`. */
export const options = {
  symbols: { type: 'list', placeholder: 'A,B', help: 'only these symbols; otherwise all' },
  from: { type: 'session', help: 'first day' },
  to: { type: 'session', help: 'last day' },
  csv: { type: 'flag', help: 'as CSV' },
} as const;

/** Prints when companies tell their results. */
export const showEarnings = defineCommand({
  name: 'show earnings',
  summary: 'Days on which companies tell their results: expected, confirmed or reported',
  options,
  examples: ['show earnings --from 2026-11-26', 'show earnings --symbols RELIANCE,TCS --json'],
  load: () => import('./run.ts'),
});
