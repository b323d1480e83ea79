import { INTERVALS } from '../../core/market/bar.ts';
import { defineJob } from '../../kit/job.ts';
import { DATE_OPTIONS, INSTRUMENT_OPTIONS } from '../../kit/options.ts';
import { PRICE_SOURCES } from '../../ports/prices.ts';

/** Options of `market-sync`. */
export const options = {
  ...INSTRUMENT_OPTIONS,
  interval: {
    type: 'list',
    choices: INTERVALS,
    placeholder: '1m,1d',
    help: 'lengths of candles instead of those of the settings',
  },
  ...DATE_OPTIONS,
  backfillDays: {
    type: 'count',
    min: 1,
    help: 'calendar days back to fill, instead of those of the settings',
  },
  missingOnly: { type: 'flag', help: 'fill holes only; leave the running session alone' },
  source: { type: 'choice', choices: PRICE_SOURCES, help: 'ask only this source' },
} as const;

/** Keeps candles of the watchlist complete. */
export const marketSync = defineJob({
  name: 'market-sync',
  summary: 'Candles (1m, 5m, 15m, 1d) of the watchlist; finds gaps and fills them',
  description:
    'Asks for what is new or missing, closed bars only, checks that what is kept still has the ' +
    "source's basis, and compares the rows with the exchange's calendar: whatever is missing is " +
    'told by `paperjobs gaps`, with the reason. A second run changes nothing.',
  main: true,
  priority: 'high',
  schedules: [
    {
      days: 'Mon-Fri',
      at: ['09:20', '10:20', '11:20', '12:20', '13:20', '14:20', '15:20', '15:35'],
    },
  ],
  timeoutMinutes: 20,
  options,
  examples: [
    'market-sync',
    'market-sync --sandbox',
    'market-sync --symbols RELIANCE,TCS --interval 1d --from 2017-01-02 --source yahoo',
  ],
  endings: ['noop', 'partial', 'locked', 'bad-data', 'blocked', 'not-yet', 'disk', 'stopped'],
  catchUp: { policy: 'all', windowDays: 365 },
  network: true,
  load: () => import('./run.ts'),
});
