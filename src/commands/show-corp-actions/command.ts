import { CORPORATE_ACTION_KINDS } from '../../core/corporate-actions/purpose-part.ts';
import { defineCommand } from '../../kit/command.ts';

/** Options of `show corp-actions`. */
export const options = {
  kind: { type: 'list', choices: CORPORATE_ACTION_KINDS, help: 'only these kinds; otherwise all' },
  symbols: { type: 'list', placeholder: 'A,B', help: "only these symbols, as they are today's" },
  from: { type: 'session', help: 'first ex-date' },
  to: { type: 'session', help: 'last ex-date' },
  csv: { type: 'flag', help: 'as CSV' },
} as const;

/** Prints what companies do to their shares. */
export const showCorpActions = defineCommand({
  name: 'show corp-actions',
  summary: 'Corporate actions as they are kept, one line for each, by ex-date; rupees per share',
  options,
  examples: [
    'show corp-actions --symbols RELIANCE --from 2024-01-01',
    'show corp-actions --kind split,bonus,rights --from 2026-11-01 --json',
  ],
  load: () => import('./run.ts'),
});
