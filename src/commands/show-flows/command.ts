import { defineCommand } from '../../kit/command.ts';

/** Options of `show flows`. */
export const options = {
  from: { type: 'session', help: 'first session' },
  to: { type: 'session', help: 'last session' },
  csv: { type: 'flag', help: 'as CSV' },
} as const;

/** Prints what institutions bought and sold. */
export const showFlows = defineCommand({
  name: 'show flows',
  summary: 'What foreign and domestic institutions bought and sold, crores of rupees, oldest first',
  options,
  examples: ['show flows', 'show flows --from 2026-11-01 --json'],
  load: () => import('./run.ts'),
});
