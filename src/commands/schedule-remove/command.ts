import { defineCommand } from '../../kit/command.ts';
import { SCHEDULE_OPTIONS } from '../schedule-options.ts';

/** Options of `schedule remove`. */
export const options = {
  systemd: SCHEDULE_OPTIONS.systemd,
  cron: SCHEDULE_OPTIONS.cron,
  dryRun: { type: 'flag', help: 'tell what would be done; change nothing' },
} as const;

/** Has the jobs started by hand again. */
export const scheduleRemove = defineCommand({
  name: 'schedule remove',
  summary: 'Have nothing start the jobs any more; database, settings, secrets and user stay',
  options,
  examples: ['schedule remove --dry-run', 'schedule remove --systemd', 'schedule remove --cron'],
  load: () => import('./run.ts'),
});
