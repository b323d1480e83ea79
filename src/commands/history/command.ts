import { defineCommand } from '../../kit/command.ts';

/** Options of `history`. */
export const options = {
  limit: { type: 'count', default: 20, min: 1, help: 'how many runs' },
  stats: { type: 'flag', help: 'figures of each job instead of its runs' },
  days: { type: 'count', default: 30, min: 1, max: 3650, help: 'days that the figures cover' },
  job: { type: 'text', placeholder: 'name', help: 'only runs of that job' },
} as const;

/** Tells past runs. */
export const history = defineCommand({
  name: 'history',
  summary: 'Runs, newest first, from the run ledger; or how often and how fast jobs do their work',
  options,
  examples: ['history', 'history --stats --days 7', 'history --job market-sync --limit 5 --json'],
  load: () => import('./run.ts'),
});
