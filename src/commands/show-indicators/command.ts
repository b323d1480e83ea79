import { defineCommand } from '../../kit/command.ts';

/** Options of `show indicators`. */
export const options = {
  symbols: { type: 'list', placeholder: 'A,B', help: 'only these symbols; otherwise all' },
  columns: { type: 'list', placeholder: 'A,B', help: 'only these columns, such as rsi,macd' },
  from: { type: 'session', help: 'first session; the newest kept unless told' },
  to: { type: 'session', help: 'last session' },
  csv: { type: 'flag', help: 'as CSV' },
} as const;

/** Prints indicators as they are kept. */
export const showIndicators = defineCommand({
  name: 'show indicators',
  summary: 'Technical indicators as they are kept, by session',
  options,
  examples: [
    'show indicators --symbols RELIANCE --columns rsi,macd,atr',
    'show indicators --from 2026-11-02 --json',
  ],
  load: () => import('./run.ts'),
});
