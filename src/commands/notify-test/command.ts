import { CHANNELS } from '../../core/notification/notification.ts';
import { defineCommand } from '../../kit/command.ts';

/** Options of `notify test`. */
export const options = {
  channel: { type: 'list', choices: CHANNELS, help: 'only these ways; all that are on, else' },
} as const;

/** Tries the ways out. */
export const notifyTest = defineCommand({
  name: 'notify test',
  summary: 'Sends a message by every way that is switched on, and tells how each took it',
  options,
  examples: ['notify test', 'notify test --channel email,telegram --json'],
  load: () => import('./run.ts'),
});
