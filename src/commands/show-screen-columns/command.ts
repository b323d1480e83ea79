import { defineCommand } from '../../kit/command.ts';

/** Options of `show screen-columns`. */
export const options = {
  instock: { type: 'flag', help: 'where each column of InStock’s selection table is, or why not' },
} as const;

/** Prints what the columns of the screener mean. */
export const showScreenColumns = defineCommand({
  name: 'show screen-columns',
  summary:
    'What the columns of the screener mean; with --instock, where its columns are, or why not',
  options,
  examples: ['show screen-columns', 'show screen-columns --instock'],
  load: () => import('./run.ts'),
});
