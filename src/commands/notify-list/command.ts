import { defineCommand } from '../../kit/command.ts';

/** Options of `notify list`. */
export const options = {
  state: {
    type: 'choice',
    choices: ['queued', 'sent', 'failed', 'expired'],
    help: 'only messages in that state',
  },
  limit: { type: 'count', default: 20, min: 1, help: 'how many messages' },
} as const;

/** Tells what the outbox holds. */
export const notifyList = defineCommand({
  name: 'notify list',
  summary: 'Messages of the outbox, newest first, and how far each way has told them',
  options,
  examples: ['notify list', 'notify list --state queued --json'],
  load: () => import('./run.ts'),
});
