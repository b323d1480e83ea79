import { defineCommand } from '../../kit/command.ts';

/** Options of `auth upstox`. */
export const options = {
  noCheck: { type: 'flag', help: 'store the token without trying it' },
} as const;

/** Stores an Upstox token. */
export const authUpstox = defineCommand({
  name: 'auth upstox',
  summary: 'Read an Upstox Analytics Token from standard input, try it, store it (mode 0600)',
  options,
  examples: ['auth upstox < token.txt', 'auth upstox --no-check < token.txt'],
  load: () => import('./run.ts'),
});
