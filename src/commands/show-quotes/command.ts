import { defineCommand } from '../../kit/command.ts';

/** Options of `show quotes`. */
export const options = {
  symbols: { type: 'list', placeholder: 'A,B', help: 'only these symbols; otherwise all' },
  csv: { type: 'flag', help: 'as CSV' },
} as const;

/** Prints last prices. */
export const showQuotes = defineCommand({
  name: 'show quotes',
  summary: "Last prices of shares and indices with the exchange's time, their age and staleness",
  options,
  examples: ['show quotes', 'show quotes --symbols RELIANCE,NIFTY --json'],
  load: () => import('./run.ts'),
});
