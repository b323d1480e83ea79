import type { ExchangeCode, Listing } from '../core/market/listing.ts';
import { isSessionDate } from '../core/market/session-date.ts';
import type { Handle } from './handle.ts';

/** Far enough back for a symbol whose first day is not known. */
export const SINCE_EVER = '1900-01-01';

/** One series of an instrument, whatever its symbol is today. */
export interface SeriesListing {
  readonly listingId: number;
  readonly instrumentId: number;
  readonly exchange: ExchangeCode;
  readonly series: string;
}

/** Reading of who is who. */
export function readInstruments({ db }: Handle) {
  async function sourceKeysOf(instrumentIds: readonly number[]) {
    const keys = new Map<number, Record<string, string>>();
    if (instrumentIds.length === 0) return keys;
    const rows = await db
      .selectFrom('source_keys')
      .selectAll()
      .where('instrument_id', 'in', instrumentIds)
      .execute();
    for (const row of rows) {
      const known = keys.get(row.instrument_id) ?? {};
      known[row.source] = row.source_key;
      keys.set(row.instrument_id, known);
    }
    return keys;
  }

  return {
    /**
     * The main listing of each symbol that is current on the exchange; symbols that nothing is
     * known of are left out. Order of the symbols is not kept.
     */
    async find(exchange: ExchangeCode, symbols: readonly string[]): Promise<Listing[]> {
      if (symbols.length === 0) return [];
      const rows = await db
        .selectFrom('instrument_symbols as s')
        .innerJoin('instruments as i', 'i.instrument_id', 's.instrument_id')
        .innerJoin('listings as l', (join) =>
          join
            .onRef('l.instrument_id', '=', 's.instrument_id')
            .onRef('l.exchange', '=', 's.exchange')
            .onRef('l.series', '=', 's.series'),
        )
        .select([
          'l.listing_id',
          's.instrument_id',
          's.symbol',
          's.series',
          'i.isin',
          'i.listed_on',
          'i.provisional',
        ])
        .where('s.exchange', '=', exchange)
        .where('s.symbol', 'in', symbols)
        .where('s.valid_to', 'is', null)
        .execute();
      const keys = await sourceKeysOf(rows.map((row) => row.instrument_id));
      return rows.map((row) => ({
        listingId: row.listing_id,
        instrumentId: row.instrument_id,
        exchange,
        symbol: row.symbol,
        series: row.series,
        provisional: row.provisional === 1,
        sourceKeys: keys.get(row.instrument_id) ?? {},
        ...(row.isin === null ? {} : { isin: row.isin }),
        ...(row.listed_on !== null && isSessionDate(row.listed_on)
          ? { listedOn: row.listed_on }
          : {}),
      }));
    },
    /** Every series in which the instruments have been listed. */
    async seriesOf(instrumentIds: readonly number[]): Promise<SeriesListing[]> {
      if (instrumentIds.length === 0) return [];
      const rows = await db
        .selectFrom('listings')
        .selectAll()
        .where('instrument_id', 'in', instrumentIds)
        .execute();
      return rows.map((row) => ({
        listingId: row.listing_id,
        instrumentId: row.instrument_id,
        exchange: row.exchange as ExchangeCode,
        series: row.series,
      }));
    },
    /** Current symbols of the exchange, for telling the nearest spelling. */
    async symbols(exchange: ExchangeCode): Promise<string[]> {
      const rows = await db
        .selectFrom('instrument_symbols')
        .select('symbol')
        .where('exchange', '=', exchange)
        .where('valid_to', 'is', null)
        .execute();
      return rows.map((row) => row.symbol);
    },
    /** Current symbols of instruments: the name under which each is shown. */
    async symbolsOf(
      instrumentIds?: readonly number[],
    ): Promise<Map<number, { exchange: ExchangeCode; symbol: string }>> {
      let query = db
        .selectFrom('instrument_symbols')
        .select(['instrument_id', 'symbol', 'exchange'])
        .where('valid_to', 'is', null);
      if (instrumentIds) query = query.where('instrument_id', 'in', instrumentIds);
      return new Map(
        (await query.execute()).map((row) => [
          row.instrument_id,
          { exchange: row.exchange as ExchangeCode, symbol: row.symbol },
        ]),
      );
    },
  };
}
