import { ANALYSIS_OPTIONS } from '../../feed/analysis-options.ts';
import { QUERY_OPTIONS } from '../../feed/screen/query-options.ts';
import { defineJob } from '../../kit/job.ts';

const { input: _input, ...DATES_AND_INSTRUMENTS } = ANALYSIS_OPTIONS;

/** Options of `screen`. */
export const options = { ...DATES_AND_INSTRUMENTS, ...QUERY_OPTIONS } as const;

/** Fills the screener table and answers questions about it. */
export const screen = defineJob({
  name: 'screen',
  summary: 'The screener: a wide row for every instrument and session, and conditions on it',
  description:
    'Without a condition it computes the rows of the sessions asked for, the newest unless told: ' +
    'prices, returns, volume, delivery, volatility, averages, crosses, 52-week place, corporate ' +
    'events, large deals. With one it prints the instruments that meet it, in a session whose rows ' +
    'are computed first where they are not there yet. A condition may also use every column of ' +
    '`indicators`, every pattern (cdlengulfing < 0), functions such as sma(20), and index, sector, ' +
    'symbol, kind and pattern. Fractions are written as 5% or 0.05. `show screen-columns` lists the ' +
    'columns.',
  priority: 'medium',
  schedules: [],
  timeoutMinutes: 60,
  options,
  word: 'where',
  examples: [
    'screen',
    "screen 'rsi_14 < 30 and close > sma_200 and index = NIFTY500' --sort 'return_20 desc' --limit 20",
    'screen --saved extreme_momentum --on 2026-11-25',
    "screen 'change > 3% and volume > 2 * avg(volume,20)' --json",
    'screen --by sector',
  ],
  endings: ['noop', 'partial', 'locked', 'not-yet', 'config', 'disk', 'stopped'],
  network: false,
  load: () => import('./run.ts'),
});
