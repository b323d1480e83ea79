import { defineCommand } from '../../kit/command.ts';
import { SCHEDULE_OPTIONS } from '../schedule-options.ts';

/** Tries what would be installed. */
export const scheduleVerify = defineCommand({
  name: 'schedule verify',
  summary:
    'Whether the schedule is good: patterns, units and their exposure, crontab; status 1 if not',
  options: SCHEDULE_OPTIONS,
  examples: ['schedule verify', 'schedule verify --systemd=user'],
  load: () => import('./run.ts'),
});
