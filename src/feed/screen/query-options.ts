import type { OptionSpecs } from '../../kit/options.ts';

/** Options that ask something of the screener table. */
export const QUERY_OPTIONS = {
  where: {
    type: 'text',
    placeholder: 'CONDITION',
    help: 'a condition on columns, functions, index, sector: rsi_14 < 30 and index = NIFTY500',
  },
  saved: {
    type: 'text',
    placeholder: 'NAME',
    help: 'a saved screen: extreme_momentum, washed_out, or one of the setting screen.saved',
  },
  on: { type: 'session', help: 'session; the newest unless told' },
  sort: {
    type: 'text',
    placeholder: 'NUMBER',
    help: 'order by a number, such as "return_20 desc"; by symbol unless told',
  },
  limit: { type: 'count', min: 1, help: 'print no more rows than that' },
  columns: {
    type: 'list',
    placeholder: 'A,B',
    help: 'columns to print; otherwise a few, and under --json all',
  },
  by: { type: 'choice', choices: ['sector'], help: 'figures of each sector instead of rows' },
  csv: { type: 'flag', help: 'as CSV' },
} as const satisfies OptionSpecs;
