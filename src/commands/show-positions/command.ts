import { defineCommand } from '../../kit/command.ts';
import { ACCOUNT_OPTION } from '../account-option.ts';

/** Options of `show positions`. */
export const options = {
  ...ACCOUNT_OPTION,
  closed: { type: 'flag', help: 'closed ones too' },
  csv: { type: 'flag', help: 'as CSV' },
} as const;

/** Prints what accounts hold. */
export const showPositions = defineCommand({
  name: 'show positions',
  summary: 'What accounts hold, what it cost and what it is worth by the last valuation',
  options,
  examples: ['show positions', 'show positions --account main --csv'],
  load: () => import('./run.ts'),
});
