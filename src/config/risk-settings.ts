import type { SettingDefinition } from './definition.ts';

/** Limits of accounts; a part of `SETTINGS`. */
export const RISK_SETTINGS = [
  {
    key: 'risk.max_position_percent',
    type: 'number',
    default: 0,
    min: 0,
    max: 1000,
    help: 'Largest value of one holding, orders included, per cent of the account; 0: no limit.',
  },
  {
    key: 'risk.max_sector_percent',
    type: 'number',
    default: 0,
    min: 0,
    max: 1000,
    help: 'Largest value in one industry, per cent of the account; 0: no limit.',
  },
  {
    key: 'risk.max_gross_percent',
    type: 'number',
    default: 0,
    min: 0,
    max: 1000,
    help: 'Largest value at stake, long and short added up, per cent of the account; 0: no limit.',
  },
  {
    key: 'risk.max_positions',
    type: 'count',
    default: 0,
    min: 0,
    max: 10_000,
    help: 'Most shares that an account holds or orders at a time; 0: no limit.',
  },
  {
    key: 'risk.max_drawdown_percent',
    type: 'number',
    default: 0,
    min: 0,
    max: 100,
    help: 'Fall from the highest value beyond which an account opens nothing more; 0: no limit.',
  },
  {
    key: 'risk.max_var_percent',
    type: 'number',
    default: 0,
    min: 0,
    max: 100,
    help: 'Value at risk (one day, 95 %) beyond which an account opens nothing more; 0: no limit.',
  },
  {
    key: 'risk.max_liquidity_days',
    type: 'number',
    default: 0,
    min: 0,
    max: 10_000,
    help: 'Days that selling a holding may take before it is told; 0: no limit.',
  },
  {
    key: 'risk.window_sessions',
    type: 'count',
    default: 250,
    min: 20,
    max: 5000,
    help: 'Sessions behind value at risk and beta.',
  },
] as const satisfies readonly SettingDefinition[];
