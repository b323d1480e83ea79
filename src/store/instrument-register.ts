import type { ExchangeCode, InstrumentKind, ListedInstrument } from '../core/market/listing.ts';
import type { Instant } from '../core/market/instant.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import type { Handle } from './handle.ts';
import { SINCE_EVER } from './instruments.ts';
import { mergeInstrument } from './merge-instrument.ts';

interface Known {
  readonly instrumentId: number;
  readonly isin: string | null;
  readonly listedOn: string | null;
  readonly provisional: boolean;
}

interface CurrentSymbol {
  readonly instrumentId: number;
  readonly series: string;
  readonly validFrom: string;
}

/** The part of an ISIN that names the issuer: it stays when a face-value split changes the rest. */
function issuerOf(isin: string | null | undefined): string | undefined {
  return isin ? isin.slice(0, 7) : undefined;
}

/** Everything that is known, in memory: a list of thousands is compared without a query a row. */
async function loadKnown({ db }: Handle) {
  const instruments = await db
    .selectFrom('instruments')
    .select(['instrument_id', 'isin', 'listed_on', 'provisional'])
    .execute();
  const symbols = await db
    .selectFrom('instrument_symbols')
    .selectAll()
    .where('valid_to', 'is', null)
    .execute();
  const listings = await db.selectFrom('listings').selectAll().execute();
  const keys = await db.selectFrom('source_keys').selectAll().execute();
  const byId = new Map<number, Known>();
  const byIsin = new Map<string, number>();
  for (const row of instruments) {
    byId.set(row.instrument_id, {
      instrumentId: row.instrument_id,
      isin: row.isin,
      listedOn: row.listed_on,
      provisional: row.provisional === 1,
    });
    if (row.isin !== null) byIsin.set(row.isin, row.instrument_id);
  }
  return {
    byId,
    byIsin,
    bySymbol: new Map<string, CurrentSymbol>(
      symbols.map((row) => [
        `${row.exchange} ${row.symbol}`,
        { instrumentId: row.instrument_id, series: row.series, validFrom: row.valid_from },
      ]),
    ),
    symbolOf: new Map<string, string>(
      symbols.map((row) => [`${row.exchange} ${row.instrument_id}`, row.symbol]),
    ),
    listed: new Set(listings.map((row) => `${row.instrument_id} ${row.exchange} ${row.series}`)),
    keys: new Map(keys.map((row) => [`${row.instrument_id} ${row.source}`, row.source_key])),
  };
}

/** Writing of who is who, inside the caller's transaction. */
export function writeInstruments(handle: Handle) {
  const { db } = handle;

  async function addInstrument(
    facts: { isin?: string; name: string; kind: InstrumentKind; listedOn?: string },
    provisional: boolean,
    at: Instant,
  ): Promise<number> {
    const row = await db
      .insertInto('instruments')
      .values({
        isin: facts.isin ?? null,
        name: facts.name,
        kind: facts.kind,
        provisional: provisional ? 1 : 0,
        listed_on: facts.listedOn ?? null,
        first_seen_at: at,
      })
      .returning('instrument_id')
      .executeTakeFirstOrThrow();
    return row.instrument_id;
  }

  async function addListing(
    instrumentId: number,
    exchange: ExchangeCode,
    series: string,
  ): Promise<number> {
    const known = await db
      .selectFrom('listings')
      .select('listing_id')
      .where('instrument_id', '=', instrumentId)
      .where('exchange', '=', exchange)
      .where('series', '=', series)
      .executeTakeFirst();
    if (known) return known.listing_id;
    const made = await db
      .insertInto('listings')
      .values({ instrument_id: instrumentId, exchange, series })
      .returning('listing_id')
      .executeTakeFirstOrThrow();
    return made.listing_id;
  }

  async function nameSymbol(
    item: { exchange: ExchangeCode; symbol: string; series: string },
    instrumentId: number,
    from: string,
  ): Promise<void> {
    await db
      .insertInto('instrument_symbols')
      .values({
        exchange: item.exchange,
        symbol: item.symbol,
        valid_from: from,
        valid_to: null,
        instrument_id: instrumentId,
        series: item.series,
      })
      .onConflict((conflict) =>
        conflict.columns(['exchange', 'symbol', 'valid_from']).doUpdateSet({
          valid_to: null,
          instrument_id: instrumentId,
          series: item.series,
        }),
      )
      .execute();
  }

  async function endSymbol(exchange: ExchangeCode, symbol: string, on: string): Promise<void> {
    await db
      .updateTable('instrument_symbols')
      .set({ valid_to: on })
      .where('exchange', '=', exchange)
      .where('symbol', '=', symbol)
      .where('valid_to', 'is', null)
      .execute();
  }

  return {
    /**
     * Takes a list in: new instruments, filled-in facts, renamed symbols, moved series. Names that
     * the list does not hold keep their history.
     *
     * @param today the day from which a new symbol or series counts
     * @returns instruments that are new, and those of which something changed
     */
    async learn(
      list: readonly ListedInstrument[],
      today: SessionDate,
      at: Instant,
    ): Promise<{ added: number; changed: number }> {
      const known = await loadKnown(handle);
      let added = 0;
      const touched = new Set<number>();
      for (const item of list) {
        const place = `${item.exchange} ${item.symbol}`;
        const named = known.bySymbol.get(place);
        const namesake = named && known.byId.get(named.instrumentId);
        let instrumentId = item.isin === undefined ? undefined : known.byIsin.get(item.isin);

        const sameIssuer =
          namesake !== undefined &&
          (namesake.isin === null ||
            item.isin === undefined ||
            issuerOf(namesake.isin) === issuerOf(item.isin));
        if (namesake && instrumentId === undefined && sameIssuer) {
          instrumentId = namesake.instrumentId;
          if (item.isin !== undefined && namesake.isin !== item.isin) {
            await db
              .updateTable('instruments')
              .set({ isin: item.isin, name: item.name, kind: item.kind, provisional: 0 })
              .where('instrument_id', '=', instrumentId)
              .execute();
            known.byIsin.set(item.isin, instrumentId);
            known.byId.set(instrumentId, { ...namesake, isin: item.isin, provisional: false });
            touched.add(instrumentId);
          }
        } else if (namesake?.provisional && instrumentId !== undefined) {
          await mergeInstrument(handle, namesake.instrumentId, instrumentId);
          known.bySymbol.delete(place);
          touched.add(instrumentId);
        }

        if (instrumentId === undefined) {
          instrumentId = await addInstrument(item, false, at);
          known.byId.set(instrumentId, {
            instrumentId,
            isin: item.isin ?? null,
            listedOn: item.listedOn ?? null,
            provisional: false,
          });
          if (item.isin !== undefined) known.byIsin.set(item.isin, instrumentId);
          added++;
        }
        const facts = known.byId.get(instrumentId);
        if (facts && facts.listedOn === null && item.listedOn !== undefined) {
          await db
            .updateTable('instruments')
            .set({ listed_on: item.listedOn })
            .where('instrument_id', '=', instrumentId)
            .execute();
          touched.add(instrumentId);
        }

        const current = known.bySymbol.get(place);
        if (current?.instrumentId !== instrumentId || current.series !== item.series) {
          const former = known.symbolOf.get(`${item.exchange} ${instrumentId}`);
          if (former !== undefined && former !== item.symbol) {
            await endSymbol(item.exchange, former, today);
          }
          if (current) await endSymbol(item.exchange, item.symbol, today);
          const first = former === undefined && current === undefined;
          const from = first ? (item.listedOn ?? SINCE_EVER) : today;
          await nameSymbol(item, instrumentId, from);
          known.bySymbol.set(place, { instrumentId, series: item.series, validFrom: from });
          known.symbolOf.set(`${item.exchange} ${instrumentId}`, item.symbol);
          if (!first) touched.add(instrumentId);
        }

        const listing = `${instrumentId} ${item.exchange} ${item.series}`;
        if (!known.listed.has(listing)) {
          await addListing(instrumentId, item.exchange, item.series);
          known.listed.add(listing);
        }
        for (const [source, key] of Object.entries(item.sourceKeys ?? {})) {
          if (known.keys.get(`${instrumentId} ${source}`) === key) continue;
          await db
            .insertInto('source_keys')
            .values({ instrument_id: instrumentId, source, source_key: key })
            .onConflict((conflict) =>
              conflict.columns(['instrument_id', 'source']).doUpdateSet({ source_key: key }),
            )
            .execute();
          known.keys.set(`${instrumentId} ${source}`, key);
        }
      }
      return { added, changed: touched.size };
    },
    /** Takes in a symbol that a price source serves and no list names; merged once a list does. */
    async addProvisional(
      exchange: ExchangeCode,
      symbol: string,
      at: Instant,
    ): Promise<{ listingId: number; instrumentId: number }> {
      const item = { exchange, symbol, series: 'EQ' };
      const instrumentId = await addInstrument({ name: symbol, kind: 'other' }, true, at);
      await nameSymbol(item, instrumentId, SINCE_EVER);
      return { instrumentId, listingId: await addListing(instrumentId, exchange, item.series) };
    },
    /** The listing of that series, made when it is new. */
    addListing,
  };
}
