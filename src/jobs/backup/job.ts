import { defineJob } from '../../kit/job.ts';

/** Options of `backup`. */
export const options = {
  drill: {
    type: 'flag',
    help: 'restore the newest copy of each database elsewhere, recount it, and mark it as proven',
  },
} as const;

/** Copies of the databases, checked before they count. */
export const backup = defineJob({
  name: 'backup',
  summary: 'Verified copies of the databases; keeps 7 daily, 4 weekly, 12 monthly ones',
  description:
    'Takes a snapshot beside whatever writes, checks and hashes the copy, writes a manifest beside it, ' +
    'and removes copies whose time is over. With --drill it restores the newest copy of each database ' +
    'into a temporary folder and recounts it instead: such a copy is proven, and the newest proven ' +
    'one is never removed.',
  main: true,
  priority: 'high',
  schedules: [
    { days: 'daily', at: ['02:00'] },
    { days: 'Sun', at: ['03:30'], words: ['--drill'] },
  ],
  timeoutMinutes: 60,
  options,
  examples: ['backup', 'backup --drill', 'backup --dry-run'],
  endings: ['partial', 'locked', 'config', 'disk', 'stopped'],
  locks: ['maintenance'],
  network: false,
  networkWith: 'backup.after_command',
  load: () => import('./run.ts'),
});
