import type { RefusedRow } from '../core/market/bar.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import type { OptionChain } from '../core/options/option-chain.ts';
import type { AskedListing, PriceSourceName } from './prices.ts';

/** A chain as it was told; impossible contracts are refused, the others stay. */
export interface ToldChain {
  readonly chain: OptionChain;
  readonly refused: readonly RefusedRow[];
}

/** What an underlying has options for. */
export interface OptionExpiries {
  /** Soonest first. */
  readonly expiries: readonly SessionDate[];
  /** Chains that came in the same answer, whole; the others are asked for one by one. */
  readonly chains: readonly ToldChain[];
}

/**
 * A place that tells option chains as they are now.
 *
 * @throws Failure as `Http` does, `auth` for a credential that is refused, and `bad-data`
 */
export interface OptionChainSource {
  readonly name: PriceSourceName;
  /** Whether it can be asked: not without the credential that it wants. */
  ready(): Promise<boolean>;
  /** @returns absent when it knows no options on the underlying */
  expiries(underlying: AskedListing): Promise<OptionExpiries | undefined>;
  /** @returns absent when it knows no such expiry */
  chain(underlying: AskedListing, expiry: SessionDate): Promise<ToldChain | undefined>;
}
