import { percentText } from '../exchange/risk-limits.ts';
import { rupees } from '../market/money.ts';
import type { Paise } from '../market/money.ts';
import { wholeShares } from '../market/whole-shares.ts';
import type { Side } from '../exchange/order.ts';
import type { TargetPlan } from './target-plan.ts';

/** A share that is held, or is to be. */
export interface Weighed {
  readonly listingId: number;
  readonly symbol: string;
  /** Shares held, and those of open orders counted as if they were filled. */
  readonly shares: number;
  /** Absent: no price is known. */
  readonly pricePaise?: Paise;
  /** Part of what is invested; 0: it is to be sold. */
  readonly weight: number;
}

/** What is to be done with one share, and why. */
export interface TradeLine extends Weighed {
  /** Parts of the account's value, now and as they are to be. */
  readonly now: number;
  readonly target: number;
  readonly side?: Side;
  /** Shares to trade; 0: none. */
  readonly quantity: number;
  readonly reason: string;
}

/** What per cents in binary lose: a drift of just the band comes out a trifle beyond it. */
const ROUNDING = 1e-12;

type Rules = Pick<TargetPlan, 'bandPercent' | 'minimumRupees' | 'cashPercent'>;

function lineOf(share: Weighed, valuePaise: number, rules: Rules): TradeLine {
  const { shares, pricePaise, weight } = share;
  const target = weight * (1 - rules.cashPercent / 100);
  if (pricePaise === undefined || valuePaise <= 0) {
    const reason = valuePaise > 0 ? 'no price of it is known' : 'the account has no value';
    return { ...share, now: 0, target, quantity: 0, reason };
  }
  const now = (shares * pricePaise) / valuePaise;
  const line = { ...share, now, target };
  const drift = now - target;
  if (weight === 0 && shares > 0) {
    return { ...line, side: 'SELL', quantity: shares, reason: 'it has no weight any more' };
  }
  const off = `${percentText(now)} of the account, ${percentText(target)} wanted`;
  if (Math.abs(drift) * 100 <= rules.bandPercent + ROUNDING) {
    return { ...line, quantity: 0, reason: `${off}: inside the band of ${rules.bandPercent} %` };
  }
  const difference = wholeShares((target * valuePaise) / pricePaise) - shares;
  const quantity = Math.abs(difference);
  if (quantity === 0) return { ...line, quantity, reason: `${off}: less than one share` };
  if (quantity * pricePaise < rules.minimumRupees * 100) {
    const worth = rupees((quantity * pricePaise) as Paise).toFixed(2);
    const reason = `${off}: ${worth} rupees are less than the smallest trade of ${rules.minimumRupees}`;
    return { ...line, quantity: 0, reason };
  }
  return { ...line, side: difference > 0 ? 'BUY' : 'SELL', quantity, reason: off };
}

/**
 * What brings an account to its target weights: every share whose weight has drifted beyond the band
 * is traded to its target, rounded down to whole shares, unless the trade is too small; what has no
 * weight is sold whatever its size. Sales come first, then purchases, the largest drift first.
 */
export function planTrades(
  shares: readonly Weighed[],
  valuePaise: number,
  rules: Rules,
): TradeLine[] {
  const rank = ({ side }: TradeLine): number => (side === 'SELL' ? 0 : side === 'BUY' ? 1 : 2);
  const drift = ({ now, target }: TradeLine): number => Math.abs(now - target);
  return shares
    .map((share) => lineOf(share, valuePaise, rules))
    .toSorted((a, b) => rank(a) - rank(b) || drift(b) - drift(a) || (a.symbol < b.symbol ? -1 : 1));
}
