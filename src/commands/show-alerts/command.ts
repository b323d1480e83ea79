import { defineCommand } from '../../kit/command.ts';

/** Options of `show alerts`. */
export const options = {
  rule: { type: 'count', min: 1, help: 'only of that rule' },
  symbols: { type: 'list', placeholder: 'A,B', help: 'only of these symbols' },
  from: { type: 'session', help: 'first day' },
  to: { type: 'session', help: 'last day' },
  limit: { type: 'count', default: 50, min: 1, max: 10_000, help: 'no more than that many' },
  csv: { type: 'flag', help: 'as CSV' },
} as const;

/** Prints what alert rules have told. */
export const showAlerts = defineCommand({
  name: 'show alerts',
  summary: 'Events of alert rules with the numbers they hung on, newest first',
  options,
  examples: ['show alerts', 'show alerts --symbols RELIANCE --from 2026-11-02 --json'],
  load: () => import('./run.ts'),
});
