import { defineCommand } from '../../kit/command.ts';

/** Options of `show index-values`. */
export const options = {
  index: {
    type: 'list',
    placeholder: 'A,B',
    help: 'only these indices, by any name or symbol they have had',
  },
  from: { type: 'session', help: 'first session; ten days back unless told' },
  to: { type: 'session', help: 'last session' },
  csv: { type: 'flag', help: 'as CSV' },
} as const;

/** Prints what the exchange says of its indices at the end of sessions. */
export const showIndexValues = defineCommand({
  name: 'show index-values',
  summary: 'Values of indices at the end of sessions, with P/E, P/B and dividend yield',
  options,
  examples: [
    'show index-values --index "Nifty 50"',
    'show index-values --from 2026-11-20 --to 2026-11-20 --json',
  ],
  load: () => import('./run.ts'),
});
