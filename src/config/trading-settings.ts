import type { SettingDefinition } from './definition.ts';

/** Settings of paper trading; a part of `SETTINGS`. */
export const TRADING_SETTINGS = [
  {
    key: 'trading.brokerage_plan',
    type: 'choice',
    allowed: ['zero-delivery', 'flat', 'percentage', 'none'],
    default: 'zero-delivery',
    help: 'Terms of the broker for accounts that are opened from now on.',
  },
  {
    key: 'trading.participation_percent',
    type: 'number',
    default: 10,
    min: 0.01,
    max: 100,
    help: "Part of a bar's volume that one account may take, per cent.",
  },
  {
    key: 'trading.slippage_percent',
    type: 'number',
    default: 0.05,
    min: 0,
    max: 10,
    help: 'Part of the price by which market and stop orders fill worse, per cent.',
  },
  {
    key: 'trading.max_order_rupees',
    type: 'count',
    default: 0,
    min: 0,
    max: 1_000_000_000,
    help: 'Largest value of one order, in rupees; 0: no limit.',
  },
  {
    key: 'trading.freeze_quantity',
    type: 'count',
    default: 1_000_000,
    min: 1,
    max: 1_000_000_000,
    help: 'Shares above which one order is refused.',
  },
  {
    key: 'trading.alert_day_loss_percent',
    type: 'number',
    default: 3,
    min: 0,
    max: 100,
    help: 'Loss of an account on one day that is told, per cent of its value; 0: never.',
  },
  {
    key: 'trading.alert_position_loss_percent',
    type: 'number',
    default: 10,
    min: 0,
    max: 100,
    help: 'Loss of one holding that is told, per cent of its cost; 0: never.',
  },
] as const satisfies readonly SettingDefinition[];
