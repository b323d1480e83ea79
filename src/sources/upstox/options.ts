import type { OptionChainSource } from '../../ports/options.ts';
import type { AskedListing } from '../../ports/prices.ts';
import { upstoxKey } from './key.ts';
import { askWithToken, hasToken } from './live.ts';
import type { UpstoxLivePlace } from './live.ts';
import { readChain, readContracts } from './read-options.ts';
import type { ListedContracts } from './read-options.ts';

/** Keys of the indices that have options, for underlyings that no list has named yet. */
const INDEX_KEYS: Readonly<Record<string, string>> = {
  NIFTY: 'NSE_INDEX|Nifty 50',
  BANKNIFTY: 'NSE_INDEX|Nifty Bank',
  FINNIFTY: 'NSE_INDEX|Nifty Fin Service',
  MIDCPNIFTY: 'NSE_INDEX|NIFTY MID SELECT',
  NIFTYNXT50: 'NSE_INDEX|Nifty Next 50',
};

/** Upstox's option chains, which want a token. */
export function createUpstoxOptions(place: UpstoxLivePlace): OptionChainSource {
  /** The list of an underlying, by key: expiries and sizes of lots, asked for once a run. */
  const listed = new Map<string, Promise<ListedContracts | undefined>>();

  function contractsOf(key: string): Promise<ListedContracts | undefined> {
    const known = listed.get(key);
    if (known) return known;
    const asked = askWithToken(
      place,
      `/v2/option/contract?instrument_key=${encodeURIComponent(key)}`,
      `option contracts of ${key}`,
      readContracts,
    );
    listed.set(key, asked);
    return asked;
  }

  const keyOf = (underlying: AskedListing): string | undefined =>
    upstoxKey(underlying) ?? INDEX_KEYS[underlying.symbol];

  return {
    name: 'upstox',
    ready: () => hasToken(place),

    async expiries(underlying) {
      const key = keyOf(underlying);
      const contracts = key === undefined ? undefined : await contractsOf(key);
      if (!contracts || contracts.expiries.length === 0) return undefined;
      return { expiries: contracts.expiries, chains: [] };
    },

    async chain(underlying, expiry) {
      const key = keyOf(underlying);
      const contracts = key === undefined ? undefined : await contractsOf(key);
      if (key === undefined || !contracts) return undefined;
      const asked = { underlying: underlying.symbol, expiry };
      return askWithToken(
        place,
        `/v2/option/chain?instrument_key=${encodeURIComponent(key)}&expiry_date=${expiry}`,
        `the option chain of ${key} ${expiry}`,
        (envelope) => readChain(envelope, asked, contracts.lotOf),
      );
    },
  };
}
