import { defineCommand } from '../../kit/command.ts';
import { SCHEDULE_OPTIONS } from '../schedule-options.ts';

/** Options of `schedule render`. */
export const options = {
  ...SCHEDULE_OPTIONS,
  output: { type: 'text', placeholder: 'DIR', help: 'write the files there instead of printing' },
} as const;

/** Shows what would be installed. */
export const scheduleRender = defineCommand({
  name: 'schedule render',
  summary: 'The units, or the crontab, of this machine; installs nothing',
  options,
  examples: [
    'schedule render --systemd',
    'schedule render --cron --zone America/New_York',
    'schedule render --systemd=user --output units',
  ],
  load: () => import('./run.ts'),
});
