import { defineCommand } from '../../kit/command.ts';
import { ACCOUNT_OPTION } from '../account-option.ts';

/** Options of `show ledger`. */
export const options = {
  ...ACCOUNT_OPTION,
  from: { type: 'session', help: 'first session' },
  to: { type: 'session', help: 'last session' },
  ledger: { type: 'text', placeholder: 'name', help: 'only this one, such as cash or charges.stt' },
  csv: { type: 'flag', help: 'as CSV' },
} as const;

/** Prints the double entry. */
export const showLedger = defineCommand({
  name: 'show ledger',
  summary: 'The double entry of accounts: each journal adds up to zero',
  options,
  examples: ['show ledger', 'show ledger --account main --ledger cash --csv'],
  load: () => import('./run.ts'),
});
