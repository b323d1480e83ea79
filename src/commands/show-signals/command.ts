import { defineCommand } from '../../kit/command.ts';

/** Options of `show signals`. */
export const options = {
  bot: { type: 'text', placeholder: 'name', help: 'only this bot' },
  symbols: { type: 'list', help: 'symbols, comma-separated' },
  from: { type: 'session', help: 'first session; the newest with a decision unless told' },
  to: { type: 'session', help: 'last session' },
  csv: { type: 'flag', help: 'as CSV' },
} as const;

/** Prints signals. */
export const showSignals = defineCommand({
  name: 'show signals',
  summary: 'Signals of bots to enter and to exit, traded or not',
  options,
  examples: ['show signals', 'show signals --from 2026-11-01 --csv'],
  load: () => import('./run.ts'),
});
