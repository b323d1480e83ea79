import { defineCommand } from '../../kit/command.ts';
import { ACCOUNT_OPTION } from '../account-option.ts';

/** Options of `show trades`. */
export const options = {
  ...ACCOUNT_OPTION,
  from: { type: 'session', help: 'first session' },
  to: { type: 'session', help: 'last session' },
  csv: { type: 'flag', help: 'as CSV' },
} as const;

/** Prints fills with their charges. */
export const showTrades = defineCommand({
  name: 'show trades',
  summary: 'Fills with their charges item by item, and shares that came by splits and bonuses',
  options,
  examples: ['show trades', 'show trades --from 2026-11-01 --csv'],
  load: () => import('./run.ts'),
});
