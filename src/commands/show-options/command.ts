import { defineCommand } from '../../kit/command.ts';

/** Options of `show options`. */
export const options = {
  expiry: { type: 'session', help: 'the chain of this expiry; otherwise a line for each' },
} as const;

/** Prints option chains. */
export const showOptions = defineCommand({
  name: 'show options',
  summary: 'The newest option chain of each expiry, with put–call ratio and max pain',
  arguments: [{ name: 'SYMBOL', help: 'index or share: NIFTY, RELIANCE', required: true }],
  options,
  examples: ['show options NIFTY', 'show options NIFTY --expiry 2026-12-01 --json'],
  load: () => import('./run.ts'),
});
