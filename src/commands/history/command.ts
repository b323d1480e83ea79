import { defineCommand } from '../../kit/command.ts';

/** Options of `history`. */
export const options = {
  limit: { type: 'count', default: 20, min: 1, help: 'how many runs' },
  job: { type: 'text', placeholder: 'name', help: 'only runs of that job' },
} as const;

/** Tells past runs. */
export const history = defineCommand({
  name: 'history',
  summary: 'Runs, newest first, from the run ledger',
  options,
  examples: ['history', 'history --job market-sync --limit 5 --json'],
  load: () => import('./run.ts'),
});
