import type { Instant } from '../market/instant.ts';
import type { Paise } from '../market/money.ts';
import type { SessionDate } from '../market/session-date.ts';

/** A right to buy (`CE`, a call) or to sell (`PE`, a put), exercised at the expiry only. */
export type OptionType = 'CE' | 'PE';

/** How an option's price answers to the world, as a source reckons it. */
export interface Greeks {
  readonly delta: number;
  readonly gamma: number;
  readonly theta: number;
  readonly vega: number;
}

/**
 * One contract of a chain at a moment. Counts are of contracts, as the exchange has them; they are no
 * whole numbers where a change of the lot's size left halves of contracts open. What a source does
 * not tell is absent: a price of 0 means no trade or nobody who offers, a volatility of 0 that it
 * could not be reckoned.
 */
export interface OptionContract {
  readonly strikePaise: Paise;
  readonly type: OptionType;
  readonly lastPaise?: Paise;
  readonly bidPaise?: Paise;
  readonly askPaise?: Paise;
  /** Contracts traded in the session so far. */
  readonly volume?: number;
  readonly openInterest?: number;
  /** Since the close of the session before. */
  readonly openInterestChange?: number;
  /** Yearly, as a fraction: 0.125 is 12.5 %. */
  readonly volatilityRatio?: number;
  readonly greeks?: Greeks;
}

/** Every contract of an underlying and expiry at a moment. */
export interface OptionChain {
  /** The exchange's symbol: `NIFTY`, `RELIANCE`. */
  readonly underlying: string;
  readonly expiry: SessionDate;
  /** The exchange's time; absent where the source tells none. */
  readonly at?: Instant;
  readonly spotPaise?: Paise;
  /** By strike, calls before puts; a strike may have one side only. */
  readonly contracts: readonly OptionContract[];
}

/** Underlyings that are indices; any other is a share. NSE has options on these in November 2026. */
const INDEX_UNDERLYINGS: readonly string[] = [
  'NIFTY',
  'BANKNIFTY',
  'FINNIFTY',
  'MIDCPNIFTY',
  'NIFTYNXT50',
];

/** Whether options on the symbol are options on an index. */
export function isIndexUnderlying(symbol: string): boolean {
  return INDEX_UNDERLYINGS.includes(symbol);
}

/** The order of a chain: by strike, calls before puts. */
export function byStrike(a: OptionContract, b: OptionContract): number {
  return a.strikePaise - b.strikePaise || (a.type === b.type ? 0 : a.type === 'CE' ? -1 : 1);
}

/** Why a contract is impossible, in words; absent when it is possible. */
export function impossibleContract(contract: OptionContract): string | undefined {
  const { strikePaise, lastPaise, bidPaise, askPaise, volume, openInterest } = contract;
  if (!Number.isSafeInteger(strikePaise) || strikePaise <= 0) {
    return `strike ${strikePaise} is no price`;
  }
  const negative = [lastPaise, bidPaise, askPaise, volume, openInterest].find(
    (figure) => figure !== undefined && !(figure >= 0 && Number.isFinite(figure)),
  );
  return negative === undefined ? undefined : `${negative} is below zero`;
}

/** Whether two states of a chain tell the same, contract by contract. */
export function sameContracts(a: readonly OptionContract[], b: readonly OptionContract[]): boolean {
  const told = ({ greeks, ...contract }: OptionContract): string =>
    JSON.stringify([
      contract.strikePaise,
      contract.type,
      contract.lastPaise,
      contract.bidPaise,
      contract.askPaise,
      contract.volume,
      contract.openInterest,
      contract.openInterestChange,
      contract.volatilityRatio,
      greeks && [greeks.delta, greeks.gamma, greeks.theta, greeks.vega],
    ]);
  const [first, second] = [a.map(told), b.map(told)];
  return first.length === second.length && first.every((text, at) => text === second[at]);
}
