import type { Deal, DealKind } from '../core/flows/deal.ts';
import type { FiiDiiFigure } from '../core/flows/fii-dii.ts';
import type { YearExtreme } from '../core/flows/year-extreme.ts';
import type { RefusedRow } from '../core/market/bar.ts';
import type { SessionDate } from '../core/market/session-date.ts';

/** A list of deals, in the list's order, repeated lines included. */
export interface DealsAnswer {
  readonly deals: readonly Deal[];
  readonly refused: readonly RefusedRow[];
  /** The list says in words that it has nothing to tell. */
  readonly none: boolean;
}

export interface ExtremesAnswer {
  readonly extremes: readonly YearExtreme[];
  readonly refused: readonly RefusedRow[];
}

export interface FiiDiiAnswer {
  readonly figures: readonly FiiDiiFigure[];
  readonly refused: readonly RefusedRow[];
}

/**
 * A place that tells who dealt: large deals, short sales, institutions, and how far prices went.
 *
 * Every method @throws Failure as `Http` does, and `bad-data`; @returns absent where it has no such
 * file: not published, or not kept any more.
 */
export interface FlowSource {
  readonly name: string;
  /** The list of the day, which is replaced daily: whose it is, only the dates inside tell. */
  latestDeals(kind: Exclude<DealKind, 'short'>): Promise<DealsAnswer | undefined>;
  /** The dated report; both ends are in it. */
  dealsBetween(
    kind: DealKind,
    from: SessionDate,
    to: SessionDate,
  ): Promise<DealsAnswer | undefined>;
  /** Short sales that were published in the evening of a session: those of an earlier day. */
  shortSales(published: SessionDate): Promise<DealsAnswer | undefined>;
  yearExtremes(session: SessionDate): Promise<ExtremesAnswer | undefined>;
  /** The newest figures, of the day that they name themselves. */
  fiiDii(): Promise<FiiDiiAnswer | undefined>;
}
