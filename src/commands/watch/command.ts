import { defineCommand } from '../../kit/command.ts';

const symbols = {
  name: 'symbols',
  help: 'symbols of NSE, such as RELIANCE or M&M',
  required: true,
  many: true,
} as const;

/** Adds symbols to the watchlist. */
export const watchAdd = defineCommand({
  name: 'watch add',
  summary: 'Follow symbols: their candles are kept from now on',
  arguments: [symbols],
  options: {},
  examples: ['watch add RELIANCE TCS', "watch add 'M&M'"],
  load: async () => ({ run: (await import('./run.ts')).add }),
});

/** Removes symbols from the watchlist. */
export const watchRemove = defineCommand({
  name: 'watch remove',
  summary: 'Follow symbols no longer; what is kept of them stays',
  arguments: [symbols],
  options: {},
  examples: ['watch remove TCS'],
  load: async () => ({ run: (await import('./run.ts')).remove }),
});

/** Tells the watchlist. */
export const watchList = defineCommand({
  name: 'watch list',
  summary: 'The symbols that are followed',
  options: {},
  examples: ['watch list', 'watch list --json'],
  load: async () => ({ run: (await import('./run.ts')).list }),
});
