import { defineCommand } from '../../kit/command.ts';

/** Options of `show patterns`. */
export const options = {
  symbols: { type: 'list', placeholder: 'A,B', help: 'only these symbols; otherwise all' },
  patterns: {
    type: 'list',
    placeholder: 'CDLDOJI,…',
    help: 'only these patterns, by their names in TA-Lib, with or without CDL',
  },
  from: { type: 'session', help: 'first session; otherwise the newest that is kept' },
  to: { type: 'session', help: 'last session' },
  csv: { type: 'flag', help: 'as CSV' },
} as const;

/** Prints candlestick patterns that were found. */
export const showPatterns = defineCommand({
  name: 'show patterns',
  summary: 'Candlestick patterns that were found, with TA-Lib’s values, oldest first',
  options,
  examples: [
    'show patterns',
    'show patterns --symbols RELIANCE --from 2026-11-01',
    'show patterns --patterns engulfing,hammer --csv',
  ],
  load: () => import('./run.ts'),
});
