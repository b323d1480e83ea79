import type { SettingDefinition } from './definition.ts';

/** How much computing may take, and what the screener is asked by name: a part of `SETTINGS`. */
export const ANALYSIS_SETTINGS = [
  {
    key: 'analysis.threads',
    type: 'count',
    default: 2,
    min: 1,
    max: 16,
    help: 'Threads at most for computing over many instruments, up to one for each processor.',
  },
  {
    key: 'screen.saved',
    type: 'list',
    default: [],
    help: 'Conditions under names, as "oversold: rsi_14 < 30 and close > sma_200", for screen --saved.',
  },
] as const satisfies readonly SettingDefinition[];
