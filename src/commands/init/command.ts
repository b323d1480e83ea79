import { defineCommand } from '../../kit/command.ts';

/** Sets up a data folder. */
export const init = defineCommand({
  name: 'init',
  summary: 'Make the data folder, the database and a commented configuration file',
  options: {},
  examples: ['init', 'init --data-dir /srv/paperjobs'],
  load: () => import('./run.ts'),
});
