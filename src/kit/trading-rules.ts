import type { Settings } from '../config/settings.ts';
import type { FillRules } from '../core/exchange/book.ts';
import type { OrderLimits } from '../core/exchange/order-request.ts';
import type { RiskLimits } from '../core/exchange/risk-limits.ts';
import { paise } from '../core/market/money.ts';
import type { WatchedLimits } from '../core/risk/breaches.ts';

/** How orders are filled, by the settings. */
export function fillRules(settings: Settings): FillRules {
  return {
    participation: settings['trading.participation_percent'] / 100,
    slippage: settings['trading.slippage_percent'] / 100,
  };
}

/** How large an order may be, by the settings. */
export function orderLimits(settings: Settings): OrderLimits {
  const largest = settings['trading.max_order_rupees'];
  return {
    freezeQuantity: settings['trading.freeze_quantity'],
    ...(largest === 0 ? {} : { maxValuePaise: paise(largest * 100) }),
  };
}

/** How much risk an account may take, by the settings; absent: no limit is set. */
export function riskLimits(settings: Settings): RiskLimits | undefined {
  const fraction = (name: keyof RiskLimits, percent: number) =>
    percent === 0 ? {} : { [name]: percent / 100 };
  const most = settings['risk.max_positions'];
  const limits: RiskLimits = {
    ...fraction('position', settings['risk.max_position_percent']),
    ...fraction('sector', settings['risk.max_sector_percent']),
    ...fraction('gross', settings['risk.max_gross_percent']),
    ...fraction('drawdown', settings['risk.max_drawdown_percent']),
    ...fraction('valueAtRisk', settings['risk.max_var_percent']),
    ...(most === 0 ? {} : { positions: most }),
  };
  return Object.keys(limits).length === 0 ? undefined : limits;
}

/** The same with the limits that no order is judged by, but accounts are. */
export function watchedLimits(settings: Settings): WatchedLimits {
  const liquidityDays = settings['risk.max_liquidity_days'];
  return { ...riskLimits(settings), ...(liquidityDays === 0 ? {} : { liquidityDays }) };
}
