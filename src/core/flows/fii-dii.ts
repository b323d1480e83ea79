import type { Paise } from '../market/money.ts';
import { paise } from '../market/money.ts';
import type { SessionDate } from '../market/session-date.ts';

/** Foreign (`FII`, which counts portfolio investors) and domestic (`DII`) institutions. */
export const INVESTOR_CATEGORIES = ['FII', 'DII'] as const;
export type InvestorCategory = (typeof INVESTOR_CATEGORIES)[number];

/** What one group of institutions bought and sold in the cash market in a session, provisionally. */
export interface FiiDiiFigure {
  readonly session: SessionDate;
  readonly category: InvestorCategory;
  readonly buyPaise: Paise;
  readonly sellPaise: Paise;
  /** As published: it may differ from buy less sell by the rounding of the three figures. */
  readonly netPaise: Paise;
}

/** A crore of rupees: ten millions, a thousand million paise. */
const PAISE_IN_CRORE = 1_000_000_000;
/** The figures are published in hundredths of a crore. */
const PAISE_IN_STEP = PAISE_IN_CRORE / 100;

/**
 * Crores of rupees with two decimals, as published, to paise.
 *
 * @returns absent when the value is no finite number or too large to be exact
 */
export function paiseFromCrore(crore: number): Paise | undefined {
  const whole = Math.sign(crore) * Math.round(Math.abs(crore) * 100) * PAISE_IN_STEP;
  return Number.isSafeInteger(whole) ? paise(whole === 0 ? 0 : whole) : undefined;
}

/** Paise to crores of rupees for rendering: exact to two decimals for published figures. */
export function croreOf(amount: Paise): number {
  return amount / PAISE_IN_CRORE;
}

/** Why figures cannot be true, or absent when they can: three roundings explain two steps at most. */
export function impossibleFigure(figure: Omit<FiiDiiFigure, 'session'>): string | undefined {
  const { buyPaise, sellPaise, netPaise } = figure;
  if (buyPaise < 0 || sellPaise < 0) return 'bought or sold less than nothing';
  if (Math.abs(buyPaise - sellPaise - netPaise) <= 2 * PAISE_IN_STEP) return undefined;
  const told = [buyPaise, sellPaise, netPaise].map((amount) => croreOf(amount).toFixed(2));
  return `${told[0]} bought less ${told[1]} sold is not ${told[2]} net`;
}
