import { defineCommand } from '../../kit/command.ts';

/** Options of `show backtest`. */
export const options = {
  strategy: {
    type: 'text',
    placeholder: 'NAME',
    help: 'only this strategy, what it would leave as "NAME exit", or a saved screen as screen:NAME',
  },
  hits: { type: 'flag', help: 'what came after each hit, rate_1 to rate_100 in per cent' },
  runs: { type: 'flag', help: 'whole backtests, the newest first, instead of statistics of hits' },
  from: { type: 'session', help: 'with --hits: first session; the last 30 days unless told' },
  to: { type: 'session', help: 'with --hits: last session' },
  limit: { type: 'count', default: 20, min: 1, help: 'with --runs: how many' },
} as const;

/** Prints what backtests have found. */
export const showBacktest = defineCommand({
  name: 'show backtest',
  summary: 'What came after hits, by strategy and horizon; whole backtests with --runs',
  options,
  examples: [
    'show backtest',
    'show backtest --strategy turtle --hits --from 2026-01-01 --json',
    'show backtest --runs --json',
  ],
  load: () => import('./run.ts'),
});
