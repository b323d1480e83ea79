import { PICK_NAMES, STRATEGY_NAMES } from '../../core/strategies/names.ts';
import { ANALYSIS_OPTIONS } from '../../feed/analysis-options.ts';
import { defineJob } from '../../kit/job.ts';

/** Options of `strategies`. */
export const options = {
  ...ANALYSIS_OPTIONS,
  strategies: {
    type: 'list',
    choices: STRATEGY_NAMES,
    help: 'only these; otherwise the eleven that pick shares',
  },
  set: {
    type: 'list',
    placeholder: 'NAME.PARAMETER=NUMBER,…',
    help: 'other numbers than the usual ones: the hits are printed, nothing is kept',
  },
  facts: {
    type: 'text',
    placeholder: 'FILE',
    help: 'figures of companies from a CSV file (symbol,date,pe,pb,roe), each from its date on',
  },
} as const;

/** Asks strategies about daily bars. */
export const strategies = defineJob({
  name: 'strategies',
  summary: 'What stock-picking strategies say of every instrument and session asked, and why',
  description:
    `Unless told otherwise: ${PICK_NAMES.join(', ')}. A strategy decides at a close and sees nothing ` +
    'later. Prices and volumes are in shares of the run’s day. The fundamental strategy needs figures ' +
    'that no source of the program tells: without --facts it is passed over. Without dates it is the ' +
    'newest session of every share, fund and trust that was dealt in. Under --json with --symbols, ' +
    '--input or --set the hits themselves are printed. docs/strategies.md has every rule.',
  priority: 'medium',
  schedules: [],
  timeoutMinutes: 30,
  options,
  examples: [
    'strategies',
    'strategies --strategies turtle,volume_surge --from 2026-11-02',
    'strategies --symbols RELIANCE --all-history --json',
    'strategies --input bars.csv --set turtle.days=20 --json',
  ],
  endings: ['noop', 'partial', 'locked', 'bad-data', 'not-yet', 'disk', 'stopped'],
  standalone: ['input'],
  network: false,
  load: () => import('./run.ts'),
});
