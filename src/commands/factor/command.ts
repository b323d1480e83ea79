import { MANUAL_KINDS } from '../../core/corporate-actions/manual-factor.ts';
import { defineCommand } from '../../kit/command.ts';

const symbol = { name: 'symbol', help: 'symbol of NSE, such as ITC', required: true } as const;

/** Options of `factor remove`. */
export const removeOptions = {
  exDate: { type: 'session', help: 'first session without what prices before had in them' },
} as const;

/** Options of `factor add`. */
export const addOptions = {
  ...removeOptions,
  factor: {
    type: 'number',
    min: 0,
    help: 'what prices before it are multiplied by: 0.95 for a demerger that took 5 %',
  },
  kind: { type: 'choice', choices: MANUAL_KINDS, default: 'demerger', help: 'what happened' },
  reason: { type: 'text', placeholder: 'TEXT', help: 'where the number comes from' },
} as const;

/** Enters a price factor by hand. */
export const factorAdd = defineCommand({
  name: 'factor add',
  summary: 'Enter a price factor that no purpose tells, such as that of a demerger',
  arguments: [symbol],
  options: addOptions,
  examples: [
    "factor add RELIANCE --ex-date 2023-07-20 --factor 0.9079 --reason 'cost apportioned to the demerged business'",
  ],
  load: async () => ({ run: (await import('./run.ts')).add }),
});

/** Takes a factor that was entered by hand back. */
export const factorRemove = defineCommand({
  name: 'factor remove',
  summary: 'Take back a price factor that was entered by hand',
  arguments: [symbol],
  options: removeOptions,
  examples: ['factor remove RELIANCE --ex-date 2023-07-20'],
  load: async () => ({ run: (await import('./run.ts')).remove }),
});
