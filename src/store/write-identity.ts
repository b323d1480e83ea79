import type { Instant } from '../core/market/instant.ts';
import type { DatedValue } from '../core/sync/dated-runs.ts';
import type { Cell } from './bulk.ts';
import type { Handle } from './handle.ts';
import type { MarketIdentity } from './market-identity.ts';
import { mergeInstrument } from './merge-instrument.ts';
import { insertInstruments, insertListings, upsertBearings } from './pending-rows.ts';

/** A table of dated values of an owner: its name, and those of its columns. */
const DATED = {
  symbols: ['listing_symbols', 'listing_id', 'symbol'],
  isins: ['instrument_isins', 'instrument_id', 'isin'],
  names: ['instrument_names', 'instrument_id', 'name'],
} as const;

async function writeBearings(handle: Handle, { exchange, pending }: MarketIdentity): Promise<void> {
  for (const { symbol, from } of pending.lost) {
    await handle.db
      .deleteFrom('instrument_symbols')
      .where('exchange', '=', exchange)
      .where('symbol', '=', symbol)
      .where('valid_from', '=', from)
      .execute();
  }
  const bearings = [...pending.bearings].map((bearing) => ({ ...bearing, exchange }));
  upsertBearings(handle, bearings);
}

/** Puts the dated values of owners in place of those that are there. */
function writeDated(
  { raw }: Handle,
  what: keyof typeof DATED,
  values: ReadonlyMap<number, readonly DatedValue<string>[]>,
): void {
  if (values.size === 0) return;
  const [table, owner, column] = DATED[what];
  const clear = raw.prepare<Cell[]>(`DELETE FROM ${table} WHERE ${owner} = ?`);
  const insert = raw.prepare<Cell[]>(
    `INSERT INTO ${table} (${owner}, valid_from, ${column}) VALUES (?, ?, ?)`,
  );
  for (const [id, runs] of [...values].toSorted(([a], [b]) => a - b)) {
    clear.run(id);
    for (const { from, value } of runs) insert.run(id, from, value);
  }
}

/**
 * Writes what was found out about who is who, inside the caller's transaction, before any row that
 * hangs on a new listing.
 */
export async function writeIdentity(
  handle: Handle,
  market: MarketIdentity,
  at: Instant,
): Promise<void> {
  const { db } = handle;
  const { pending } = market;
  const fresh = new Set(pending.instruments);
  // One that was taken for another is written too: its listings are joined below.
  insertInstruments(handle, pending.instruments, at);
  const { exchange } = market;
  insertListings(
    handle,
    pending.listings.map((listing) => ({ ...listing, exchange })),
  );
  for (const security of pending.changed) {
    if (fresh.has(security) || !market.securities.has(security.id)) continue;
    const { isin, name, kind } = security;
    await db
      .updateTable('instruments')
      .set({ isin, name, kind })
      .where('instrument_id', '=', security.id)
      .execute();
  }
  for (const { provisionalId, namedId } of pending.merges) {
    await mergeInstrument(handle, provisionalId, namedId);
  }
  await writeBearings(handle, market);
  for (const id of market.moved.keys()) pending.symbols.delete(id);
  writeDated(handle, 'symbols', pending.symbols);
  writeDated(handle, 'isins', pending.isins);
  writeDated(handle, 'names', pending.names);
}
