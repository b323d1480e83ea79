import { defineCommand } from '../../kit/command.ts';
import { SCHEDULE_OPTIONS } from '../schedule-options.ts';

/** Compares what is installed with what would be. */
export const scheduleDiff = defineCommand({
  name: 'schedule diff',
  summary: 'What is installed beside what the jobs and settings make now; status 1 if it differs',
  options: SCHEDULE_OPTIONS,
  examples: ['schedule diff', 'schedule diff --systemd=user'],
  load: () => import('./run.ts'),
});
