import type { ExchangeCode, InstrumentKind } from '../core/market/listing.ts';
import type { DatedValue } from '../core/sync/dated-runs.ts';
import { readPriceBandRows } from './price-bands.ts';
import type { DatedBand } from './price-bands.ts';
import type { Handle } from './handle.ts';

/** A symbol that an instrument bears or bore; `to` is the first day on which it no longer did. */
export interface BorneSymbol {
  readonly exchange: ExchangeCode;
  readonly symbol: string;
  readonly from: string;
  readonly to?: string;
}

/** A series of an instrument: the symbols it went by, its daily candles, its price bands. */
export interface ListingStory {
  readonly listingId: number;
  readonly exchange: ExchangeCode;
  readonly series: string;
  /** As the exchange's files of sessions had them, oldest first; empty: none did. */
  readonly symbols: readonly DatedValue<string>[];
  readonly candles: number;
  readonly first?: string;
  readonly last?: string;
  readonly bands: readonly DatedBand[];
}

/** All that is known of an instrument. */
export interface InstrumentStory {
  readonly instrumentId: number;
  readonly isin?: string;
  readonly name: string;
  readonly kind: InstrumentKind;
  readonly provisional: boolean;
  readonly listedOn?: string;
  /** Oldest first; empty where it never changed. */
  readonly isins: readonly DatedValue<string>[];
  readonly names: readonly DatedValue<string>[];
  readonly symbols: readonly BorneSymbol[];
  readonly listings: readonly ListingStory[];
}

/** Reading of whole stories. */
export function readInstrumentStories(handle: Handle) {
  const { db } = handle;

  async function idsOf(word: string): Promise<number[]> {
    const byIsin = await db
      .selectFrom('instruments')
      .select('instrument_id')
      .where('isin', '=', word)
      .union(db.selectFrom('instrument_isins').select('instrument_id').where('isin', '=', word))
      .execute();
    if (byIsin.length > 0) return byIsin.map((row) => row.instrument_id);
    const bearers = await db
      .selectFrom('instrument_symbols')
      .select('instrument_id')
      .where('symbol', '=', word)
      .orderBy('valid_from', 'desc')
      .execute();
    if (bearers.length > 0) return [...new Set(bearers.map((row) => row.instrument_id))];
    const listed = await db
      .selectFrom('listing_symbols as g')
      .innerJoin('listings as l', 'l.listing_id', 'g.listing_id')
      .select('l.instrument_id')
      .where('g.symbol', '=', word)
      .orderBy('l.instrument_id')
      .execute();
    return [...new Set(listed.map((row) => row.instrument_id))];
  }

  async function listingsOf(instrumentId: number): Promise<ListingStory[]> {
    const listings = await db
      .selectFrom('listings')
      .selectAll()
      .where('instrument_id', '=', instrumentId)
      .orderBy('listing_id')
      .execute();
    const ids = listings.map((row) => row.listing_id);
    const bands = await readPriceBandRows(handle).of(ids);
    const stories: ListingStory[] = [];
    for (const { listing_id: listingId, exchange, series } of listings) {
      const symbols = await db
        .selectFrom('listing_symbols')
        .select(['valid_from as from', 'symbol as value'])
        .where('listing_id', '=', listingId)
        .orderBy('valid_from')
        .execute();
      const extent = await db
        .selectFrom('candles_1d')
        .select(({ fn }) => [
          fn.countAll<number>().as('candles'),
          fn.min('session').as('first'),
          fn.max('session').as('last'),
        ])
        .where('listing_id', '=', listingId)
        .executeTakeFirstOrThrow();
      stories.push({
        listingId,
        exchange: exchange as ExchangeCode,
        series,
        symbols,
        candles: extent.candles,
        bands: bands.filter((band) => band.listingId === listingId),
        // The smallest and the largest of no rows is null, whatever the types say.
        ...(extent.candles === 0 ? {} : { first: extent.first, last: extent.last }),
      });
    }
    return stories;
  }

  return {
    /**
     * The instruments that an ISIN or a symbol means or ever meant, the present bearer first; where
     * nobody bears the symbol, the securities that are dealt in under it, such as bonds.
     */
    async of(word: string): Promise<InstrumentStory[]> {
      const stories: InstrumentStory[] = [];
      for (const instrumentId of await idsOf(word)) {
        const row = await db
          .selectFrom('instruments')
          .selectAll()
          .where('instrument_id', '=', instrumentId)
          .executeTakeFirstOrThrow();
        const isins = await db
          .selectFrom('instrument_isins')
          .select(['valid_from as from', 'isin as value'])
          .where('instrument_id', '=', instrumentId)
          .orderBy('valid_from')
          .execute();
        const names = await db
          .selectFrom('instrument_names')
          .select(['valid_from as from', 'name as value'])
          .where('instrument_id', '=', instrumentId)
          .orderBy('valid_from')
          .execute();
        const symbols = await db
          .selectFrom('instrument_symbols')
          .selectAll()
          .where('instrument_id', '=', instrumentId)
          .orderBy('exchange')
          .orderBy('valid_from')
          .execute();
        stories.push({
          instrumentId,
          name: row.name,
          kind: row.kind as InstrumentKind,
          provisional: row.provisional === 1,
          isins,
          names,
          symbols: symbols.map((one) => ({
            exchange: one.exchange as ExchangeCode,
            symbol: one.symbol,
            from: one.valid_from,
            ...(one.valid_to === null ? {} : { to: one.valid_to }),
          })),
          listings: await listingsOf(instrumentId),
          ...(row.isin === null ? {} : { isin: row.isin }),
          ...(row.listed_on === null ? {} : { listedOn: row.listed_on }),
        });
      }
      return stories;
    },
  };
}
