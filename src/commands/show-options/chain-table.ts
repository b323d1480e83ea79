import { istText } from '../../core/market/instant.ts';
import { rupees } from '../../core/market/money.ts';
import type { Paise } from '../../core/market/money.ts';
import { maxPain } from '../../core/options/max-pain.ts';
import type { OptionContract } from '../../core/options/option-chain.ts';
import { putCallRatios } from '../../core/options/put-call.ts';
import { tableText } from '../../render/table.ts';
import type { Column } from '../../render/table.ts';
import type { KeptChain } from '../../store/option-chains.ts';

/** A strike with its two sides. */
interface StrikeRow {
  readonly strikePaise: Paise;
  readonly call?: OptionContract;
  readonly put?: OptionContract;
}

/** Absent figures are null, as JSON has them. */
const orNull = (figure: number | undefined): number | null => figure ?? null;
const inRupees = (amount: Paise | undefined): number | null =>
  amount === undefined ? null : rupees(amount);
const priceText = (amount: Paise | undefined): string =>
  amount === undefined ? '' : rupees(amount).toFixed(2);
const countText = (count: number | undefined): string =>
  count === undefined ? '' : String(Math.round(count * 100) / 100);

function strikeRows(contracts: readonly OptionContract[]): StrikeRow[] {
  const rows = new Map<number, StrikeRow>();
  for (const contract of contracts) {
    const row = rows.get(contract.strikePaise) ?? { strikePaise: contract.strikePaise };
    const side = contract.type === 'CE' ? { call: contract } : { put: contract };
    rows.set(contract.strikePaise, { ...row, ...side });
  }
  return [...rows.values()];
}

function sideColumns(
  word: string,
  of: (row: StrikeRow) => OptionContract | undefined,
): Column<StrikeRow>[] {
  const column = (head: string, text: (contract: OptionContract) => string): Column<StrikeRow> => ({
    head: `${word} ${head}`,
    cell: (row) => {
      const contract = of(row);
      return contract ? text(contract) : '';
    },
    right: true,
  });
  return [
    column('OI', ({ openInterest }) => countText(openInterest)),
    column('change', ({ openInterestChange }) => countText(openInterestChange)),
    column('volume', ({ volume }) => countText(volume)),
    column('IV %', ({ volatilityRatio: iv }) => (iv === undefined ? '' : (iv * 100).toFixed(2))),
    column('bid', ({ bidPaise }) => priceText(bidPaise)),
    column('ask', ({ askPaise }) => priceText(askPaise)),
    column('last', ({ lastPaise }) => priceText(lastPaise)),
  ];
}

const STRIKES: readonly Column<StrikeRow>[] = [
  ...sideColumns('call', ({ call }) => call),
  { head: 'strike', cell: ({ strikePaise }) => priceText(strikePaise), right: true },
  ...sideColumns('put', ({ put }) => put).toReversed(),
];

const ratioText = (ratio: number | undefined): string => ratio?.toFixed(3) ?? '';

const EXPIRIES: readonly Column<KeptChain>[] = [
  { head: 'expiry', cell: ({ expiry }) => expiry },
  { head: 'time', cell: ({ at }) => istText(at) },
  { head: 'spot', cell: ({ spotPaise }) => priceText(spotPaise), right: true },
  { head: 'contracts', cell: ({ contracts }) => String(contracts.length), right: true },
  {
    head: 'PCR',
    cell: ({ contracts }) => ratioText(putCallRatios(contracts).openInterest),
    right: true,
  },
  {
    head: 'PCR volume',
    cell: ({ contracts }) => ratioText(putCallRatios(contracts).volume),
    right: true,
  },
  { head: 'max pain', cell: ({ contracts }) => priceText(maxPain(contracts)), right: true },
  { head: 'source', cell: ({ source }) => source },
];

/** One line for each expiry. */
export function expiriesText(chains: readonly KeptChain[], none: string): string {
  return tableText(EXPIRIES, chains, none);
}

/** A chain, calls to the left of the strikes and puts to the right, under its figures. */
export function chainText(chain: KeptChain): string {
  const strikes = tableText(STRIKES, strikeRows(chain.contracts), 'no contracts');
  return `${expiriesText([chain], '')}\n${strikes}`;
}

function contractRecord(contract: OptionContract) {
  const { greeks } = contract;
  return {
    strike: rupees(contract.strikePaise),
    type: contract.type,
    last: inRupees(contract.lastPaise),
    bid: inRupees(contract.bidPaise),
    ask: inRupees(contract.askPaise),
    volume: orNull(contract.volume),
    openInterest: orNull(contract.openInterest),
    openInterestChange: orNull(contract.openInterestChange),
    volatilityRatio: orNull(contract.volatilityRatio),
    delta: orNull(greeks?.delta),
    gamma: orNull(greeks?.gamma),
    theta: orNull(greeks?.theta),
    vega: orNull(greeks?.vega),
  };
}

/** A chain for `--json`: its figures, and every contract in long form. */
export function chainRecord(chain: KeptChain) {
  const ratios = putCallRatios(chain.contracts);
  return {
    symbol: chain.underlying,
    expiry: chain.expiry,
    time: istText(chain.at),
    fetched: istText(chain.fetchedAt),
    source: chain.source,
    spot: inRupees(chain.spotPaise),
    pcr: orNull(ratios.openInterest),
    pcrVolume: orNull(ratios.volume),
    maxPain: inRupees(maxPain(chain.contracts)),
    contracts: chain.contracts.map(contractRecord),
  };
}
