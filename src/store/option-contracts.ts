import { paise } from '../core/market/money.ts';
import type { Paise } from '../core/market/money.ts';
import { byStrike } from '../core/options/option-chain.ts';
import type { Greeks, OptionContract } from '../core/options/option-chain.ts';
import { runBulk } from './bulk.ts';
import type { Handle } from './handle.ts';
import type { QuoteTables } from './quote-tables.ts';

type Row = QuoteTables['option_chain'];

const NO_ROW: Row = {
  snapshot_id: 0,
  strike_paise: 0,
  option_type: 'CE',
  last_paise: null,
  bid_paise: null,
  ask_paise: null,
  volume: null,
  open_interest: null,
  open_interest_change: null,
  volatility: null,
  delta: null,
  gamma: null,
  theta: null,
  vega: null,
};
const WIDTH = Object.keys(NO_ROW).length;

function priceUnder<Name extends string>(name: Name, amount: number | null) {
  return amount === null ? {} : ({ [name]: paise(amount) } as { readonly [Key in Name]: Paise });
}

function figureUnder<Name extends string>(name: Name, figure: number | null) {
  return figure === null ? {} : ({ [name]: figure } as { readonly [Key in Name]: number });
}

function greeksOf({ delta, gamma, theta, vega }: Row): { readonly greeks?: Greeks } {
  if (delta === null || gamma === null || theta === null || vega === null) return {};
  return { greeks: { delta, gamma, theta, vega } };
}

/** The contracts of a snapshot, by strike, calls before puts. */
export async function contractsOf({ db }: Handle, snapshotId: number): Promise<OptionContract[]> {
  const rows = await db
    .selectFrom('option_chain')
    .selectAll()
    .where('snapshot_id', '=', snapshotId)
    .execute();
  return rows
    .map((row): OptionContract => ({
      strikePaise: paise(row.strike_paise),
      type: row.option_type === 'CE' ? 'CE' : 'PE',
      ...priceUnder('lastPaise', row.last_paise),
      ...priceUnder('bidPaise', row.bid_paise),
      ...priceUnder('askPaise', row.ask_paise),
      ...figureUnder('volume', row.volume),
      ...figureUnder('openInterest', row.open_interest),
      ...figureUnder('openInterestChange', row.open_interest_change),
      ...figureUnder('volatilityRatio', row.volatility),
      ...greeksOf(row),
    }))
    .toSorted(byStrike);
}

/** Writes the contracts of a new snapshot, inside the caller's transaction. @returns how many */
export function writeContracts(
  { db, raw }: Handle,
  snapshotId: number,
  contracts: readonly OptionContract[],
): number {
  const compile = (rows: number) =>
    db
      .insertInto('option_chain')
      .values(Array.from({ length: rows }, () => NO_ROW))
      .compile();
  return runBulk(raw, 'option_chain', compile, contracts, WIDTH, (contract, cells, offset) => {
    const { greeks } = contract;
    cells[offset] = snapshotId;
    cells[offset + 1] = contract.strikePaise;
    cells[offset + 2] = contract.type;
    cells[offset + 3] = contract.lastPaise ?? null;
    cells[offset + 4] = contract.bidPaise ?? null;
    cells[offset + 5] = contract.askPaise ?? null;
    cells[offset + 6] = contract.volume ?? null;
    cells[offset + 7] = contract.openInterest ?? null;
    cells[offset + 8] = contract.openInterestChange ?? null;
    cells[offset + 9] = contract.volatilityRatio ?? null;
    cells[offset + 10] = greeks?.delta ?? null;
    cells[offset + 11] = greeks?.gamma ?? null;
    cells[offset + 12] = greeks?.theta ?? null;
    cells[offset + 13] = greeks?.vega ?? null;
  });
}
