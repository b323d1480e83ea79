import type { Handle } from './handle.ts';

/** Tables that hang on a listing. */
const LISTING_TABLES = [
  'candles_1m',
  'candles_5m',
  'candles_15m',
  'candles_1d',
  'quotes',
  'session_trades',
  'index_values',
  'price_bands',
  'listing_symbols',
  // Only refused orders: what no list names is not traded.
  'orders',
] as const;

/** Tables that hang on an instrument. */
const INSTRUMENT_TABLES = [
  'data_gaps',
  'source_keys',
  'instrument_names',
  'instrument_isins',
  'indicators',
  'patterns',
  'screen',
  'strategy_hits',
  'hit_returns',
] as const;

/**
 * Moves all that hangs on a provisional instrument to the one that a list has now named, inside the
 * caller's transaction. Where both have a row, the named one's stays.
 */
export async function mergeInstrument(
  { db, raw }: Handle,
  provisionalId: number,
  namedId: number,
): Promise<void> {
  const old = await db
    .selectFrom('listings')
    .selectAll()
    .where('instrument_id', '=', provisionalId)
    .execute();
  for (const listing of old) {
    const target = await db
      .selectFrom('listings')
      .select('listing_id')
      .where('instrument_id', '=', namedId)
      .where('exchange', '=', listing.exchange)
      .where('series', '=', listing.series)
      .executeTakeFirst();
    if (!target) {
      await db
        .updateTable('listings')
        .set({ instrument_id: namedId })
        .where('listing_id', '=', listing.listing_id)
        .execute();
      continue;
    }
    for (const table of LISTING_TABLES) {
      raw
        .prepare(`UPDATE OR IGNORE ${table} SET listing_id = ? WHERE listing_id = ?`)
        .run(target.listing_id, listing.listing_id);
      raw.prepare(`DELETE FROM ${table} WHERE listing_id = ?`).run(listing.listing_id);
    }
    await db.deleteFrom('listings').where('listing_id', '=', listing.listing_id).execute();
  }
  for (const table of INSTRUMENT_TABLES) {
    raw
      .prepare(`UPDATE OR IGNORE ${table} SET instrument_id = ? WHERE instrument_id = ?`)
      .run(namedId, provisionalId);
    raw.prepare(`DELETE FROM ${table} WHERE instrument_id = ?`).run(provisionalId);
  }
  await db.deleteFrom('instrument_symbols').where('instrument_id', '=', provisionalId).execute();
  await db.deleteFrom('instruments').where('instrument_id', '=', provisionalId).execute();
}
