import { defineCommand } from '../../kit/command.ts';

/** Options of `backup prune`. */
export const options = {
  dryRun: { type: 'flag', help: 'only tell what would be kept and removed' },
} as const;

/** Removes backups whose time is over. */
export const backupPrune = defineCommand({
  name: 'backup prune',
  summary: 'Remove backups that the settings keep no longer; tells each one and the reason',
  options,
  examples: ['backup prune --dry-run', 'backup prune'],
  load: () => import('./run.ts'),
});
