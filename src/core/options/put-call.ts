import type { OptionContract } from './option-chain.ts';

/** Puts for one call. */
export interface PutCallRatios {
  /** By open interest; absent when no call is open, or no source tells. */
  readonly openInterest?: number;
  /** By contracts traded in the session so far; absent when no call was traded. */
  readonly volume?: number;
}

function ratio(
  contracts: readonly OptionContract[],
  of: (contract: OptionContract) => number | undefined,
): number | undefined {
  let [puts, calls] = [0, 0];
  for (const contract of contracts) {
    const count = of(contract) ?? 0;
    if (contract.type === 'PE') puts += count;
    else calls += count;
  }
  return calls > 0 ? puts / calls : undefined;
}

/**
 * Put–call ratios of a chain: all puts over all calls.
 *
 * @see https://www.nseindia.com/learn/learn-put-call-ratio, by open interest and by volume
 */
export function putCallRatios(contracts: readonly OptionContract[]): PutCallRatios {
  const open = ratio(contracts, ({ openInterest }) => openInterest);
  const traded = ratio(contracts, ({ volume }) => volume);
  return {
    ...(open === undefined ? {} : { openInterest: open }),
    ...(traded === undefined ? {} : { volume: traded }),
  };
}
