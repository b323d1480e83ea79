import { percentText } from '../exchange/risk-limits.ts';
import { rupees } from '../market/money.ts';
import type { Paise } from '../market/money.ts';
import { wholeShares } from '../market/whole-shares.ts';
import { SESSIONS_A_YEAR, sampleDeviation } from '../portfolio/statistics.ts';
import type { BotPlan } from './bot-plan.ts';

/** Bars behind a volatility. */
const VOLATILITY_BARS = 20;
/** Sessions hold so many minutes of continuous trading. */
const SESSION_MINUTES = 375;
const BARS_A_SESSION = { '1d': 1, '15m': SESSION_MINUTES / 15, '5m': SESSION_MINUTES / 5 } as const;

/**
 * Yearly volatility of the last bars: the sample standard deviation of their returns, times the root
 * of the bars in a year.
 *
 * @param closes oldest first, the last the bar that is decided on
 * @returns a fraction; absent without twenty returns
 */
export function yearlyVolatility(
  closes: Float64Array,
  interval: BotPlan['interval'],
): number | undefined {
  const last = closes.subarray(Math.max(0, closes.length - VOLATILITY_BARS - 1));
  if (last.length < VOLATILITY_BARS + 1) return undefined;
  const returns = last.subarray(1).map((close, place) => close / (last[place] ?? Number.NaN) - 1);
  const deviation = sampleDeviation(returns);
  const year = SESSIONS_A_YEAR * BARS_A_SESSION[interval];
  return deviation === undefined || !Number.isFinite(deviation)
    ? undefined
    : deviation * Math.sqrt(year);
}

/** How much a position is to be worth, in paise, and why; or why it cannot be said. */
export type PositionSize =
  | { readonly valuePaise: number; readonly why: string }
  | { readonly missing: string };

/**
 * The value of a new position by the bot's sizing. Of `volatility`: account value × target ÷ the
 * share's yearly volatility, and never more than the account (Carver, Systematic Trading, 2015).
 */
export function sizePosition(
  { sizing, size }: Pick<BotPlan, 'sizing' | 'size'>,
  accountPaise: number,
  volatility: number | undefined,
): PositionSize {
  switch (sizing) {
    case 'fixed':
      return { valuePaise: size * 100, why: `${size} rupees a position` };
    case 'percent':
      return { valuePaise: (accountPaise * size) / 100, why: `${size} % of the account` };
    case 'volatility': {
      if (volatility === undefined || volatility <= 0) {
        return {
          missing: `no volatility is known: it needs ${VOLATILITY_BARS + 1} bars that move`,
        };
      }
      const share = Math.min(1, size / 100 / volatility);
      return {
        valuePaise: accountPaise * share,
        why: `${percentText(share)} of the account: ${size} % a year at ${percentText(volatility)} of the share`,
      };
    }
  }
}

/** Whole shares that the money buys. */
export function sharesFor(valuePaise: number, pricePaise: Paise): number {
  return valuePaise > 0 ? wholeShares(valuePaise / pricePaise) : 0;
}

/** A price in a sentence. */
export const priceText = (price: Paise): string => rupees(price).toFixed(2);
