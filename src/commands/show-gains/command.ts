import { defineCommand } from '../../kit/command.ts';
import { ACCOUNT_OPTION } from '../account-option.ts';

/** Options of `show gains`. */
export const options = {
  ...ACCOUNT_OPTION,
  fy: {
    type: 'text',
    placeholder: 'year',
    help: 'financial year such as 2025-26; this one unless told',
  },
  csv: { type: 'flag', help: 'as CSV' },
} as const;

/** Prints realised gains by lot. */
export const showGains = defineCommand({
  name: 'show gains',
  summary: 'Realised gains of a financial year, lot by lot: short-term, long-term, intraday',
  options,
  examples: ['show gains', 'show gains --fy 2025-26 --csv'],
  load: () => import('./run.ts'),
});
