import { defineCommand } from '../../kit/command.ts';

/** Options of `backup verify`. */
export const options = {
  all: { type: 'flag', help: 'every backup, instead of the newest of each database' },
} as const;

/** Looks whether backups are still good. */
export const backupVerify = defineCommand({
  name: 'backup verify',
  summary:
    'Whether backups are still what was taken: bytes, hash, check, rows; status 1 if one is not',
  arguments: [{ name: 'file', help: 'name of a backup', required: false }],
  options,
  examples: ['backup verify', 'backup verify --all'],
  load: () => import('./run.ts'),
});
