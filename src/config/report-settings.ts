import type { SettingDefinition } from './definition.ts';

/** What reports do beside being kept: a part of `SETTINGS`. */
export const REPORT_SETTINGS = [
  {
    key: 'report.digest',
    type: 'boolean',
    default: true,
    help: 'Send a digest in text of every report that is made for the first time.',
  },
  {
    key: 'report.keep_days',
    type: 'count',
    default: 90,
    min: 1,
    max: 36_500,
    help: 'Days that daily reports stay in the data folder; weekly and monthly ones are never removed.',
  },
] as const satisfies readonly SettingDefinition[];
