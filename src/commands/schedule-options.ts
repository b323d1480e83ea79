import type { OptionSpecs } from '../kit/options.ts';

/** Options of all commands that make units or a crontab. */
export const SCHEDULE_OPTIONS = {
  systemd: {
    type: 'choice',
    choices: ['system', 'user'],
    bare: 'system',
    help: "systemd units: the machine's, or with =user your own",
  },
  cron: { type: 'flag', help: "a crontab: your own, or as root the service user's" },
  cronTz: { type: 'flag', help: 'for a cron that knows CRON_TZ (cronie): Indian times' },
  zone: {
    type: 'text',
    placeholder: 'ZONE',
    help: "zone of cron's clock instead of the machine's",
  },
  mailto: { type: 'text', placeholder: 'ADDRESS', help: 'who gets what cron itself has to say' },
  jobs: { type: 'list', placeholder: 'A,B', help: 'only these jobs' },
} as const satisfies OptionSpecs;
