import { defineCommand } from '../../kit/command.ts';

/** Options of `show factors`. */
export const options = {
  symbols: { type: 'list', placeholder: 'A,B', help: 'only these symbols; otherwise all' },
  csv: { type: 'flag', help: 'as CSV' },
} as const;

/** Prints what old prices are multiplied by. */
export const showFactors = defineCommand({
  name: 'show factors',
  summary: 'Price factors of splits, bonuses and rights, and whether the first open bears them out',
  options,
  examples: ['show factors --symbols RELIANCE', 'show factors --json'],
  load: () => import('./run.ts'),
});
