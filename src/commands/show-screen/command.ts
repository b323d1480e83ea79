import { QUERY_OPTIONS } from '../../feed/screen/query-options.ts';
import { defineCommand } from '../../kit/command.ts';

/** Options of `show screen`. */
export const options = QUERY_OPTIONS;

/** Prints the screener table as it is kept. */
export const showScreen = defineCommand({
  name: 'show screen',
  summary: 'The screener table as it is kept, and conditions on it; nothing is computed',
  arguments: [{ name: 'where', help: 'a condition; the same as --where', required: false }],
  options,
  examples: [
    "show screen 'rsi_14 < 30' --sort 'return_20 desc' --limit 20",
    'show screen --saved washed_out --json',
    'show screen --by sector',
  ],
  load: () => import('./run.ts'),
});
