import { defineCommand } from '../../kit/command.ts';

/** Options of `show announcements`. */
export const options = {
  symbols: { type: 'list', placeholder: 'A,B', help: 'only these symbols; otherwise all' },
  category: {
    type: 'text',
    placeholder: 'WORDS',
    help: 'only categories with these words in them',
  },
  from: { type: 'session', help: 'first day, in India' },
  to: { type: 'session', help: 'last day, in India' },
  csv: { type: 'flag', help: 'as CSV' },
} as const;

/** Prints what companies filed. */
export const showAnnouncements = defineCommand({
  name: 'show announcements',
  summary: 'What companies filed with the exchanges, oldest first',
  options,
  examples: [
    'show announcements --symbols RELIANCE --from 2026-11-01',
    'show announcements --category "board meeting" --from 2026-11-25 --json',
  ],
  load: () => import('./run.ts'),
});
