import { defineCommand } from '../../kit/command.ts';

/** Options of `show delivery`. */
export const options = {
  symbols: { type: 'list', placeholder: 'A,B', help: 'only these symbols; otherwise all' },
  from: { type: 'session', help: 'first session; ten days back unless told' },
  to: { type: 'session', help: 'last session' },
  csv: { type: 'flag', help: 'as CSV' },
} as const;

/** Prints how much of what was dealt in was delivered. */
export const showDelivery = defineCommand({
  name: 'show delivery',
  summary: 'Trades, value and delivered shares of securities, session by session',
  options,
  examples: [
    'show delivery --symbols RELIANCE',
    'show delivery --from 2026-11-20 --to 2026-11-20 --csv',
  ],
  load: () => import('./run.ts'),
});
