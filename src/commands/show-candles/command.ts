import { ADJUSTMENTS } from '../../core/corporate-actions/price-factor.ts';
import { INTERVALS } from '../../core/market/bar.ts';
import { defineCommand } from '../../kit/command.ts';

/** Options of `show candles`. */
export const options = {
  symbols: { type: 'list', placeholder: 'A,B', help: 'only these symbols; otherwise all' },
  interval: { type: 'choice', choices: INTERVALS, default: '1d', help: 'length of the candles' },
  from: { type: 'session', help: 'first day' },
  to: { type: 'session', help: 'last day' },
  adjust: {
    type: 'choice',
    choices: ADJUSTMENTS,
    default: 'none',
    help: 'daily prices in shares of today: for splits and bonuses, or for rights too',
  },
  csv: { type: 'flag', help: 'as CSV' },
} as const;

/** Prints candles as they are kept, or adjusted by reading. */
export const showCandles = defineCommand({
  name: 'show candles',
  summary: 'Candles as they are kept, or adjusted for splits and bonuses, in rupees, oldest first',
  options,
  examples: [
    'show candles --symbols RELIANCE --from 2026-11-01',
    'show candles --symbols RELIANCE --adjust split',
    'show candles --symbols RELIANCE,TCS --interval 15m --from 2026-11-25 --csv',
  ],
  load: () => import('./run.ts'),
});
