import { describe, expect, it } from 'vitest';
import { maxPain } from '../../../src/core/options/max-pain.ts';
import { putCallRatios } from '../../../src/core/options/put-call.ts';
import { readAllIndices } from '../../../src/sources/nse/read-all-indices.ts';
import { readOptionChains } from '../../../src/sources/nse/read-option-chain.ts';
import { readSymbolData } from '../../../src/sources/nse/read-symbol-data.ts';
import { haveRecorded, recorded } from '../../support/source-fixture.ts';

interface Leg {
  readonly openInterest: number;
  readonly totalTradedVolume: number;
}
interface Recorded {
  readonly records: { readonly data: readonly { readonly CE?: Leg; readonly PE?: Leg }[] };
  readonly filtered: Readonly<Record<'CE' | 'PE', { totOI: number; totVol: number }>>;
}

describe.skipIf(!haveRecorded)('recorded answers', () => {
  it('the chain of BANKNIFTY is read whole, and adds up to the totals that came with it', () => {
    const body = recorded('option-chain/BANKNIFTY_2023-05-03.json');
    const { records, filtered } = JSON.parse(Buffer.from(body).toString()) as Recorded;
    const legs = records.data.flatMap(({ CE, PE }) => [CE, PE].filter((leg) => leg !== undefined));
    const { expiries, chains } = readOptionChains(body, 'BANKNIFTY');
    const contracts = chains.flatMap(({ chain }) => chain.contracts);
    expect(contracts).toHaveLength(legs.length);
    expect(contracts).toHaveLength(1170);
    expect(chains.flatMap(({ refused }) => refused)).toEqual([]);
    expect(chains.map(({ chain }) => chain.expiry).toSorted()).toEqual(expiries);
    const total = (of: (leg: Leg) => number): number => legs.reduce((sum, leg) => sum + of(leg), 0);
    const summed = (of: 'openInterest' | 'volume'): number =>
      contracts.reduce((sum, contract) => sum + (contract[of] ?? 0), 0);
    expect(summed('openInterest')).toBe(total((leg) => leg.openInterest));
    expect(summed('volume')).toBe(total((leg) => leg.totalTradedVolume));
    const nearest = chains.find(({ chain }) => chain.expiry === '2023-05-04')?.chain;
    const { CE, PE } = filtered;
    expect(putCallRatios(nearest?.contracts ?? [])).toEqual({
      openInterest: PE.totOI / CE.totOI,
      volume: PE.totVol / CE.totVol,
    });
    expect(maxPain(nearest?.contracts ?? [])).toBe(4_320_000);
  });

  it('one symbol’s data and the values of the indices are read', () => {
    const eternal = readSymbolData(recorded('samples/nse/getDetailedScripData.json'), 'ETERNAL');
    expect(eternal.quotes[0]?.quote).toMatchObject({
      lastPaise: 26_820,
      previousClosePaise: 27_175,
      volume: 19_317_167,
      lowerCircuitPaise: 24_255,
      upperCircuitPaise: 29_635,
    });
    const nifty = { exchange: 'XNSE', symbol: 'NIFTY', series: 'INDEX', sourceKeys: {} } as const;
    const indices = readAllIndices(recorded('samples/nse/listIndices.json'), [nifty]);
    expect(indices.quotes[0]?.quote).toMatchObject({ lastPaise: 1_973_175, highPaise: 1_978_130 });
  });
});
