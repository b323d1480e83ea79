import { defineCommand } from '../../kit/command.ts';
import { SCHEDULE_OPTIONS } from '../schedule-options.ts';

/** Options of `schedule install`. */
export const options = {
  ...SCHEDULE_OPTIONS,
  dryRun: { type: 'flag', help: 'tell what would be done; change nothing' },
} as const;

/** Has the jobs started by the clock. */
export const scheduleInstall = defineCommand({
  name: 'schedule install',
  summary: 'Have systemd or cron start the jobs; a second time changes only what differs',
  options,
  examples: [
    'schedule install --systemd --dry-run',
    'schedule install --systemd',
    'schedule install --systemd=user',
    'schedule install --cron --mailto desk@example.org',
  ],
  load: () => import('./run.ts'),
});
