import { ANALYSIS_OPTIONS } from '../../feed/analysis-options.ts';
import { defineJob } from '../../kit/job.ts';

/** Options of `indicators`. */
export const options = {
  ...ANALYSIS_OPTIONS,
  compute: {
    type: 'text',
    placeholder: 'LIST',
    help: 'expressions separated by ";" instead of the columns of the table: nothing is kept',
  },
} as const;

/** Computes what daily prices tell. */
export const indicators = defineJob({
  name: 'indicators',
  summary: 'Technical indicators of every instrument and session asked',
  description:
    'Prices are those in shares of the day of the run, and all kept history stands behind every figure. ' +
    'Without dates it is the newest session of every share, fund and trust that was dealt in. Under ' +
    '--json with --symbols, --input or --compute the rows themselves are printed, one for each ' +
    'instrument and session, figures that are still warming up as null. After a split, --all-history ' +
    'computes earlier sessions in the new shares. docs/indicators.md has every formula.',
  priority: 'medium',
  schedules: [],
  timeoutMinutes: 30,
  options,
  examples: [
    'indicators',
    'indicators --symbols RELIANCE,TCS --from 2026-11-02 --json',
    "indicators --index NIFTY50 --compute 'sma(20);macd(12,26,9).signal' --json",
    'indicators --input bars.csv --json',
  ],
  endings: ['noop', 'partial', 'locked', 'bad-data', 'not-yet', 'disk', 'stopped'],
  standalone: ['input'],
  network: false,
  load: () => import('./run.ts'),
});
