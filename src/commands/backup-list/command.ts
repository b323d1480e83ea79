import { defineCommand } from '../../kit/command.ts';

/** Tells which backups there are. */
export const backupList = defineCommand({
  name: 'backup list',
  summary: 'The backups that are there, newest first, and which of them are proven',
  options: {},
  examples: ['backup list', 'backup list --json'],
  load: () => import('./run.ts'),
});
