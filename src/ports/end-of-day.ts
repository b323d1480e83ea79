import type { PriceBand } from '../core/market/price-band.ts';
import type { IndexClose } from '../core/indices/index-close.ts';
import type { NameChange } from '../core/identity/name-change.ts';
import type { SymbolChange } from '../core/identity/symbol-chain.ts';
import type { RefusedRow } from '../core/market/bar.ts';
import type { SessionDate } from '../core/market/session-date.ts';

/** How much of what was dealt in was delivered; the file names no ISIN. */
export interface Delivery {
  readonly symbol: string;
  readonly series: string;
  /** Shares; absent where all are by rule. */
  readonly delivered?: number;
}

export interface DeliveriesAnswer {
  readonly deliveries: readonly Delivery[];
  readonly refused: readonly RefusedRow[];
}

export interface IndexClosesAnswer {
  readonly closes: readonly IndexClose[];
  readonly refused: readonly RefusedRow[];
}

export interface PriceBandsAnswer {
  readonly bands: readonly PriceBand[];
  readonly refused: readonly RefusedRow[];
}

export interface SymbolChangesAnswer {
  readonly changes: readonly SymbolChange[];
  readonly refused: readonly RefusedRow[];
}

export interface NameChangesAnswer {
  readonly changes: readonly NameChange[];
  readonly refused: readonly RefusedRow[];
}

/** First sessions of which a file is kept at its place. */
export interface EndOfDayOffers {
  readonly deliveriesSince: SessionDate;
  readonly indicesSince: SessionDate;
  readonly bandsSince: SessionDate;
  readonly reference: string;
}

/**
 * What an exchange publishes after a session beside its prices, and the lists that tell who is who.
 *
 * Every method @throws Failure as `Http` does, and `bad-data` when the whole file is refused.
 */
export interface EndOfDaySource {
  readonly name: 'nse';
  readonly offers: EndOfDayOffers;
  /** @returns absent when it is not there */
  deliveries(session: SessionDate): Promise<DeliveriesAnswer | undefined>;
  /** @returns absent when it is not there */
  indexCloses(session: SessionDate): Promise<IndexClosesAnswer | undefined>;
  /** @returns absent when it is not there */
  priceBands(session: SessionDate): Promise<PriceBandsAnswer | undefined>;
  /** Every change that the exchange remembers. */
  symbolChanges(): Promise<SymbolChangesAnswer>;
  nameChanges(): Promise<NameChangesAnswer>;
}
