import { defineCommand } from '../../kit/command.ts';

/** Options of `restore`. */
export const options = {
  latest: { type: 'flag', help: 'the newest backup' },
  at: {
    type: 'text',
    placeholder: 'moment',
    help: 'the newest backup that was taken until then: a date, or a moment',
  },
  dryRun: { type: 'flag', help: 'verify it and tell what would be lost; change nothing' },
} as const;

/** Puts a backup in the place of the database. */
export const restore = defineCommand({
  name: 'restore',
  summary:
    'Put a verified backup in the place of the database; the replaced file is kept beside it',
  arguments: [{ name: 'file', help: 'name of a backup', required: false }],
  options,
  examples: ['restore --latest --dry-run', 'restore --latest', 'restore --at 2026-11-26'],
  load: () => import('./run.ts'),
});
