import { defineCommand } from '../../kit/command.ts';

/** Options of `show extremes`. */
export const options = {
  symbols: { type: 'list', placeholder: 'A,B', help: 'only these symbols, as they were then' },
  on: { type: 'session', help: 'as published for that session; the newest kept unless told' },
  reached: { type: 'flag', help: 'only where one of them is of the newest day that was looked at' },
  csv: { type: 'flag', help: 'as CSV' },
} as const;

/** Prints how far prices went in 52 weeks. */
export const showExtremes = defineCommand({
  name: 'show extremes',
  summary: 'Highest and lowest prices of 52 weeks, adjusted as published, in rupees',
  options,
  examples: ['show extremes --reached', 'show extremes --symbols RELIANCE,TCS --on 2026-11-25'],
  load: () => import('./run.ts'),
});
