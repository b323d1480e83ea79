import { defineCommand } from '../../kit/command.ts';

/** Options of `show sentiment`. */
export const options = {
  symbols: { type: 'list', placeholder: 'A,B', help: 'only these symbols; otherwise all' },
  model: { type: 'text', placeholder: 'NAME', help: 'scores of this model, such as lexicon-2' },
  days: { type: 'flag', help: 'a line for each day instead of one for each symbol' },
  from: { type: 'session', help: 'first day, in India; ten days back unless told' },
  to: { type: 'session', help: 'last day, in India' },
  csv: { type: 'flag', help: 'as CSV, a line for each day' },
} as const;

/** Prints how companies are written about. */
export const showSentiment = defineCommand({
  name: 'show sentiment',
  summary: 'How companies are written about, −1 to 1, by symbol with a line of bars, or by day',
  options,
  examples: [
    'show sentiment',
    'show sentiment --symbols RELIANCE --days --from 2026-11-01',
    'show sentiment --from 2026-11-01 --csv',
  ],
  load: () => import('./run.ts'),
});
