import { ORDER_STATES } from '../../core/exchange/order.ts';
import { defineCommand } from '../../kit/command.ts';
import { ACCOUNT_OPTION } from '../account-option.ts';

/** Options of `show orders`. */
export const options = {
  ...ACCOUNT_OPTION,
  from: { type: 'session', help: 'first session' },
  to: { type: 'session', help: 'last session' },
  state: { type: 'list', choices: ORDER_STATES, help: 'only these states' },
  csv: { type: 'flag', help: 'as CSV' },
} as const;

/** Prints orders of a time. */
export const showOrders = defineCommand({
  name: 'show orders',
  summary: 'Orders by the session for which they were placed, ended and refused ones too',
  options,
  examples: ['show orders', 'show orders --from 2026-11-01 --state refused --csv'],
  load: () => import('./run.ts'),
});
