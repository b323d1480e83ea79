import type { InstrumentKind } from '../market/listing.ts';
import type { Instant } from '../market/instant.ts';
import type { Paise } from '../market/money.ts';
import type { RiskCheck } from './risk-limits.ts';
import type { OrderType, Product, Side, Validity } from './order.ts';

/** What a person or a strategy asks for. */
export interface OrderRequest {
  readonly accountId: number;
  readonly side: Side;
  readonly type: OrderType;
  readonly validity: Validity;
  readonly product: Product;
  readonly quantity: number;
  readonly limitPaise?: Paise;
  readonly triggerPaise?: Paise;
  /** Price at which the position is closed with a gain. */
  readonly targetPaise?: Paise;
  /** Price at whose touch it is closed. */
  readonly stopPaise?: Paise;
}

/** What acceptance looks at beside the book. Prices are of the session in which the order begins. */
export interface AskedListing {
  readonly listingId: number;
  readonly symbol: string;
  readonly series: string;
  readonly kind: InstrumentKind;
  /** No list of the exchange names it. */
  readonly provisional: boolean;
  /** Why it is not dealt in now, as the exchange tells; absent: it is. */
  readonly suspended?: string;
  /** Its last price; absent: none is known. */
  readonly lastPaise?: Paise;
}

/** Limits of the desk, and those of the exchange that no list tells. */
export interface OrderLimits {
  /** Largest value of one order; absent: none. */
  readonly maxValuePaise?: Paise;
  /** Largest number of shares in one order that the exchange takes. */
  readonly freezeQuantity: number;
  /** Limits of the account's risk, with what they are reckoned from; absent: none is set. */
  readonly risk?: RiskCheck;
}

/** How far above its last price a market order sets money aside. */
export const MARKET_BUFFER = 0.02;

/** Everything that one order is judged by. */
export interface Asked {
  readonly request: OrderRequest;
  readonly listing: AskedListing;
  readonly limits: OrderLimits;
  readonly now: Instant;
}
