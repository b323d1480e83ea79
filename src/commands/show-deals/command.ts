import { DEAL_KINDS } from '../../core/flows/deal.ts';
import { defineCommand } from '../../kit/command.ts';

/** Options of `show deals`. */
export const options = {
  kind: { type: 'list', choices: DEAL_KINDS, help: 'only these lists; otherwise all' },
  symbols: { type: 'list', placeholder: 'A,B', help: 'only these symbols, as they were then' },
  from: { type: 'session', help: 'first session' },
  to: { type: 'session', help: 'last session' },
  csv: { type: 'flag', help: 'as CSV' },
} as const;

/** Prints who dealt. */
export const showDeals = defineCommand({
  name: 'show deals',
  summary: 'Bulk and block deals and short sales as they are kept, prices in rupees, oldest first',
  options,
  examples: [
    'show deals --symbols RELIANCE --from 2026-11-01',
    'show deals --kind bulk,block --from 2026-11-25 --to 2026-11-25 --json',
  ],
  load: () => import('./run.ts'),
});
