import { defineCommand } from '../../kit/command.ts';
import { ACCOUNT_OPTION } from '../account-option.ts';

/** Options of `show risk`. */
export const options = {
  ...ACCOUNT_OPTION,
  by: {
    type: 'choice',
    choices: ['exposure', 'session'],
    help: 'what the risk is made of, or its figures session by session',
  },
  on: { type: 'session', help: 'as it was reckoned then or last before; the last unless told' },
  csv: { type: 'flag', help: 'with --by: as CSV' },
} as const;

/** Prints an account's risk. */
export const showRisk = defineCommand({
  name: 'show risk',
  summary:
    'How large the risk of an account is: exposure, drawdown, value at risk, beta, liquidity',
  options,
  examples: ['show risk', 'show risk --by exposure', 'show risk --by session --csv'],
  load: () => import('./run.ts'),
});
