import type { Settings } from '../config/settings.ts';
import type { FillRules } from '../core/exchange/book.ts';
import type { OrderLimits } from '../core/exchange/order-request.ts';
import { paise } from '../core/market/money.ts';

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
