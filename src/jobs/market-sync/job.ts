import { INTERVALS } from '../../core/market/bar.ts';
import { defineJob } from '../../kit/job.ts';
import { DATE_OPTIONS, INSTRUMENT_OPTIONS } from '../../kit/options.ts';
import { PRICE_SOURCES } from '../../ports/prices.ts';

/** What a run can be about. */
export const PART_NAMES = ['candles', 'quotes', 'indices', 'options'] as const;

/** Options of `market-sync`. */
export const options = {
  ...INSTRUMENT_OPTIONS,
  what: {
    type: 'list',
    choices: PART_NAMES,
    placeholder: 'candles,quotes',
    help: 'parts instead of those of the settings: candles, quotes, indices, options',
  },
  underlyings: {
    type: 'list',
    placeholder: 'NIFTY,RELIANCE',
    help: 'option chains of these instead of those of the settings; alone it means --what options',
  },
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

/** Keeps candles of the watchlist complete, and prices as they are now. */
export const marketSync = defineJob({
  name: 'market-sync',
  summary: 'Candles (1m, 5m, 15m, 1d) and quotes of the watchlist, index values, option chains',
  description:
    'Asks for what is new or missing, closed bars only, checks that what is kept still has the ' +
    "source's basis, and compares the rows with the exchange's calendar: whatever is missing is " +
    'told by `paperjobs gaps`, with the reason. A second run changes nothing. Quotes, index values ' +
    "and option chains are kept with the exchange's time; options about candles (dates, intervals) " +
    'leave them out. A part that fails makes the run partial.',
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
    'market-sync --what quotes,indices,options',
    'market-sync --underlyings NIFTY,RELIANCE',
  ],
  endings: [
    'noop',
    'partial',
    'locked',
    'bad-data',
    'blocked',
    'not-yet',
    'auth',
    'disk',
    'stopped',
  ],
  missed: 'all',
  network: true,
  load: () => import('./run.ts'),
});
