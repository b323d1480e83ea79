import type { Paise } from '../market/money.ts';
import type { SessionDate } from '../market/session-date.ts';

/** Lists in which an exchange names trades one by one: large ones, negotiated ones, short sales. */
export const DEAL_KINDS = ['bulk', 'block', 'short'] as const;
export type DealKind = (typeof DEAL_KINDS)[number];

/** One line of such a list. */
export interface Deal {
  /** The day of the trade, as the line itself tells it. */
  readonly session: SessionDate;
  readonly symbol: string;
  /** The company as the list writes it, often cut short. */
  readonly securityName: string;
  /** Whole shares. */
  readonly quantity: number;
  /** Client, side and price are absent for short sales, of which only the quantity is told. */
  readonly client?: string;
  readonly side?: 'BUY' | 'SELL';
  /** Paise a share; the weighted average where the client traded more than once. */
  readonly pricePaise?: Paise;
  /** Absent where the list has a dash or no such column. */
  readonly remarks?: string;
}

/** A deal with its place among equal ones: 0 for the first. */
export interface NumberedDeal extends Deal {
  readonly ordinal: number;
}

function keyOf({ session, symbol, client, side, quantity, pricePaise }: Deal): string {
  return JSON.stringify([session, symbol, client, side, quantity, pricePaise]);
}

/**
 * Numbers equal deals in their order: the same client may trade the same quantity at the same price
 * twice on one day, and both count. How the company is spelled makes no difference.
 */
export function numberedDeals(deals: readonly Deal[]): NumberedDeal[] {
  const seen = new Map<string, number>();
  return deals.map((deal) => {
    const key = keyOf(deal);
    const ordinal = seen.get(key) ?? 0;
    seen.set(key, ordinal + 1);
    return { ...deal, ordinal };
  });
}

/** What has to happen for a list of one day to be kept as it was published last. */
export interface DealChanges<Kept> {
  readonly add: readonly NumberedDeal[];
  readonly remove: readonly Kept[];
}

/** Compares a list with what is kept of it; equal lists in any order give no change. */
export function dealChanges<Kept extends NumberedDeal>(
  kept: readonly Kept[],
  found: readonly Deal[],
): DealChanges<Kept> {
  const keyed = (deal: NumberedDeal): string => `${deal.ordinal} ${keyOf(deal)}`;
  const wanted = numberedDeals(found);
  const before = new Set(kept.map(keyed));
  const after = new Set(wanted.map(keyed));
  return {
    add: wanted.filter((deal) => !before.has(keyed(deal))),
    remove: kept.filter((deal) => !after.has(keyed(deal))),
  };
}
