import { paise } from '../../../src/core/market/money.ts';
import type { OptionContract, OptionType } from '../../../src/core/options/option-chain.ts';

/** A contract at a strike in rupees, with open interest. */
export function contract(
  strike: number,
  type: OptionType,
  openInterest: number,
  more: Partial<OptionContract> = {},
): OptionContract {
  return { strikePaise: paise(strike * 100), type, openInterest, ...more };
}
