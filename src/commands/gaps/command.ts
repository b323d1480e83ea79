import { INTERVALS } from '../../core/market/bar.ts';
import { defineCommand } from '../../kit/command.ts';

/** Options of `gaps`. */
export const options = {
  state: {
    type: 'choice',
    choices: ['open', 'explained', 'filled', 'all'],
    default: 'open',
    help: 'which gaps',
  },
  symbols: { type: 'list', placeholder: 'A,B', help: 'only of these symbols' },
  interval: { type: 'choice', choices: INTERVALS, help: 'only of this length' },
} as const;

/** Tells what is missing, and why. */
export const gaps = defineCommand({
  name: 'gaps',
  summary: 'Candles that are missing although the exchange traded, and why',
  options,
  examples: ['gaps', 'gaps --state all --symbols RELIANCE --json'],
  load: () => import('./run.ts'),
});
