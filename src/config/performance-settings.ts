import type { SettingDefinition } from './definition.ts';

/** What performance is measured against: a part of `SETTINGS`. */
export const PERFORMANCE_SETTINGS = [
  {
    key: 'performance.risk_free_percent',
    type: 'number',
    default: 6.5,
    min: 0,
    max: 50,
    help: 'Yearly rate without risk, in per cent, such as what treasury bills of 91 days yield.',
  },
  {
    key: 'performance.benchmark',
    type: 'string',
    default: 'Nifty 50',
    help: 'Index that accounts are compared with, by its name.',
  },
] as const satisfies readonly SettingDefinition[];
