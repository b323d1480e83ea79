import { defineJob } from '../../kit/job.ts';
import { INSTRUMENT_OPTIONS } from '../../kit/options.ts';
import { PRICE_SOURCES } from '../../ports/prices.ts';

/** Options of `quotes`. */
export const options = {
  ...INSTRUMENT_OPTIONS,
  source: { type: 'choice', choices: PRICE_SOURCES, help: 'ask only this source' },
} as const;

/** Keeps the last minute of what something needs now. */
export const quotes = defineJob({
  name: 'quotes',
  summary: 'Newly closed 1m candles and last prices of what something needs now',
  description:
    'Runs every minute of the session, for the watchlist and for what alert rules, bots of the running ' +
    'session, open orders and holdings are about. It shares plan, sources and tables with ' +
    '`market-sync`, and neither locks the other out.',
  priority: 'high',
  schedules: [{ days: 'Mon-Fri', everyMinutes: 1, from: '09:00', to: '15:45' }],
  timeoutMinutes: 5,
  options,
  examples: ['quotes', 'quotes --symbols RELIANCE,TCS', 'quotes --sandbox'],
  endings: [
    'noop',
    'closed',
    'partial',
    'locked',
    'bad-data',
    'blocked',
    'not-yet',
    'disk',
    'stopped',
  ],
  gate: { beforeMinutes: 15, afterMinutes: 15 },
  missed: 'skip',
  network: true,
  load: () => import('./run.ts'),
});
