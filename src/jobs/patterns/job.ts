import { ANALYSIS_OPTIONS } from '../../feed/analysis-options.ts';
import { defineJob } from '../../kit/job.ts';

/** Options of `patterns`. */
export const options = ANALYSIS_OPTIONS;

/** Finds candlestick patterns in daily bars. */
export const patterns = defineJob({
  name: 'patterns',
  summary: 'The 61 candlestick patterns of every instrument and session asked',
  description:
    'Looks at whole daily series in shares of the run’s day, with the values of TA-Lib’s functions ' +
    'of the same names: 100 upwards, -100 downwards, ±200 for a confirmed trap, ±80 where two bodies ' +
    'have one end in common. A doji is always 100, whatever it means. Without dates it is the newest ' +
    'session of every share, fund and trust that was dealt in. Only hits are kept. Under --json with ' +
    '--symbols or --input the hits themselves are printed. docs/strategies.md has the list.',
  priority: 'medium',
  schedules: [],
  timeoutMinutes: 30,
  options,
  examples: [
    'patterns',
    'patterns --symbols RELIANCE,TCS --from 2026-11-02 --json',
    'patterns --all-history',
    'patterns --input bars.csv --json',
  ],
  endings: ['noop', 'partial', 'locked', 'bad-data', 'not-yet', 'disk', 'stopped'],
  standalone: ['input'],
  network: false,
  load: () => import('./run.ts'),
});
