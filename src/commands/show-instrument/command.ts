import { defineCommand } from '../../kit/command.ts';

/** Tells what an instrument is and was. */
export const showInstrument = defineCommand({
  name: 'show instrument',
  summary: 'The story of an instrument: names, symbols, series, listing, bands, candles, gaps',
  arguments: [
    { name: 'instrument', help: 'its symbol, of today or of then, or its ISIN', required: true },
  ],
  options: {},
  examples: ['show instrument RELIANCE', 'show instrument INE002A01018 --json'],
  load: () => import('./run.ts'),
});
