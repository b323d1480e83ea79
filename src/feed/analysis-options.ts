import { DATE_OPTIONS } from '../kit/options.ts';
import type { OptionSpecs } from '../kit/options.ts';

/** Options of jobs that compute from daily bars. */
export const ANALYSIS_OPTIONS = {
  symbols: {
    type: 'list',
    placeholder: 'A,B',
    help: 'only these instruments; otherwise all that were dealt in',
  },
  index: { type: 'text', placeholder: 'CODE', help: 'only members of an index, such as NIFTY50' },
  ...DATE_OPTIONS,
  allHistory: { type: 'flag', help: 'every session that is kept, not just the newest' },
  input: {
    type: 'text',
    placeholder: 'FILE',
    help: 'daily bars from a CSV file (date,open,high,low,close,volume) instead of the database',
  },
} as const satisfies OptionSpecs;
