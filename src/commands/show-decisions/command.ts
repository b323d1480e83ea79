import { BOT_OUTCOMES } from '../../core/bot/kept-decision.ts';
import { defineCommand } from '../../kit/command.ts';

/** Options of `show decisions`. */
export const options = {
  bot: { type: 'text', placeholder: 'name', help: 'only this bot' },
  symbols: { type: 'list', help: 'symbols, comma-separated' },
  outcome: { type: 'choice', choices: BOT_OUTCOMES, help: 'only decisions that ended so' },
  from: { type: 'session', help: 'first session; the newest with a decision unless told' },
  to: { type: 'session', help: 'last session' },
  csv: { type: 'flag', help: 'as CSV' },
} as const;

/** Prints what bots decided and why. */
export const showDecisions = defineCommand({
  name: 'show decisions',
  summary: 'What bots decided about each share and why, also where they did nothing',
  options,
  examples: ['show decisions', 'show decisions --bot turtle --outcome bought --from 2026-11-01'],
  load: () => import('./run.ts'),
});
