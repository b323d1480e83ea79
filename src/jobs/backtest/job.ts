import { STRATEGY_NAMES } from '../../core/strategies/names.ts';
import { defineJob } from '../../kit/job.ts';

/** Options of `backtest`. */
export const options = {
  strategy: {
    type: 'choice',
    choices: STRATEGY_NAMES,
    help: 'trade this strategy over the past with an account of its own, instead of looking after hits',
  },
  set: {
    type: 'list',
    placeholder: 'NAME.PARAMETER=NUMBER,…',
    help: 'with --strategy: other numbers than the usual ones',
  },
  strategies: {
    type: 'list',
    placeholder: 'A,B',
    help: 'look after the hits of these strategies only, or of saved screens as screen:NAME',
  },
  symbols: { type: 'list', placeholder: 'A,B', help: 'only these instruments; otherwise all' },
  index: {
    type: 'text',
    placeholder: 'CODE',
    help: 'only members of an index, each while it was one; otherwise all',
  },
  from: { type: 'session', help: 'first session; 250 sessions back unless told' },
  to: { type: 'session', help: 'last session; the newest unless told' },
  stake: { type: 'count', default: 100_000, min: 1, help: 'rupees of a purchase after a hit' },
  capital: { type: 'count', default: 1_000_000, min: 1, help: 'rupees of the account' },
  positions: { type: 'count', default: 10, min: 1, max: 1000, help: 'positions at the same time' },
  seed: { type: 'count', default: 1, help: 'decides among more candidates than places' },
} as const;

/** What came after hits, and what strategies would have earned. */
export const backtest = defineJob({
  name: 'backtest',
  summary: 'What came after every hit of a strategy, and whole backtests with charges',
  description:
    'Without --strategy: for every kept hit, enter or exit, the returns after 1 to 100 bars from the close of its session, ' +
    'as InStock has them, from the open of the next bar, and from there after all charges of a delivery ' +
    'purchase and sale; and statistics of each strategy beside all instruments of the same sessions. ' +
    'With --strategy: an account that trades it by the matching and charges of `orders`: what is decided at ' +
    'a close is a market order for the next session; prices are split-adjusted, dividends are credited on the ex-date, before tax. The ' +
    'same words and the same kept data give the same result.',
  priority: 'low',
  schedules: [],
  timeoutMinutes: 120,
  options,
  examples: [
    'backtest',
    'backtest --strategies turtle --from 2026-01-01',
    'backtest --strategy sma_cross --symbols RELIANCE,TCS,INFY --from 2025-01-01',
    'backtest --strategy donchian --index NIFTY50 --set donchian.entry=30 --positions 5 --json',
  ],
  endings: ['noop', 'partial', 'locked', 'not-yet', 'disk', 'stopped'],
  network: false,
  load: () => import('./run.ts'),
});
