import { INTERVALS } from '../core/market/bar.ts';
import type { SettingDefinition } from './definition.ts';

/** What market-sync keeps, and from where: a part of `SETTINGS`, in its order. */
export const MARKET_SYNC_SETTINGS = [
  {
    key: 'market_sync.intervals',
    type: 'list',
    allowed: INTERVALS,
    default: INTERVALS,
    min: 1,
    help: 'Lengths of the candles that are kept.',
  },
  {
    key: 'market_sync.backfill_days',
    type: 'count',
    default: 7,
    min: 1,
    max: 365,
    help: 'Calendar days back in which missing candles inside sessions are fetched.',
  },
  {
    key: 'market_sync.daily_backfill_days',
    type: 'count',
    default: 365,
    min: 1,
    max: 11_000,
    help: 'Calendar days back in which missing daily candles are fetched.',
  },
  {
    key: 'market_sync.sources',
    type: 'list',
    allowed: ['upstox', 'yahoo', 'nse'],
    default: ['upstox', 'yahoo', 'nse'],
    min: 1,
    help: 'Sources of candles, the first asked first.',
  },
  {
    key: 'market_sync.what',
    type: 'list',
    allowed: ['candles', 'quotes', 'indices', 'options'],
    default: ['candles', 'quotes'],
    min: 1,
    help: 'What a run of market-sync brings up to date.',
  },
  {
    key: 'market_sync.indices',
    type: 'list',
    default: ['NIFTY', 'BANKNIFTY'],
    help: 'Symbols of the indices whose values of now are kept.',
  },
  {
    key: 'market_sync.option_underlyings',
    type: 'list',
    default: ['NIFTY', 'BANKNIFTY'],
    help: 'Symbols of indices and shares whose option chains are kept.',
  },
  {
    key: 'market_sync.option_expiries',
    type: 'count',
    default: 2,
    min: 1,
    max: 30,
    help: 'How many expiries of an option chain are kept, the nearest first.',
  },
] as const satisfies readonly SettingDefinition[];
