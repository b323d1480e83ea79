import { defineCommand } from '../../kit/command.ts';

/** Options of `show hits`. */
export const options = {
  symbols: { type: 'list', placeholder: 'A,B', help: 'only these symbols; otherwise all' },
  strategies: {
    type: 'list',
    placeholder: 'A,B',
    help: 'only these strategies, or saved screens as screen:NAME',
  },
  action: { type: 'choice', choices: ['enter', 'exit'], help: 'only hits that say so' },
  from: { type: 'session', help: 'first session; otherwise the newest that is kept' },
  to: { type: 'session', help: 'last session' },
  csv: { type: 'flag', help: 'as CSV' },
} as const;

/** Prints what strategies said. */
export const showHits = defineCommand({
  name: 'show hits',
  summary: 'What strategies said of instruments, and why, oldest first',
  options,
  examples: [
    'show hits',
    'show hits --strategies turtle,volume_surge --from 2026-11-01',
    'show hits --strategies screen:extreme_momentum --from 2026-11-01',
    'show hits --symbols RELIANCE --from 2026-01-01 --json',
  ],
  load: () => import('./run.ts'),
});
