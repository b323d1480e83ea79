import type { ExchangeCode, InstrumentKind, ListedInstrument } from '../core/market/listing.ts';
import type { Instant } from '../core/market/instant.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import type { Handle } from './handle.ts';
import { identify, namingOf, rowsOf } from './identify.ts';
import type { Identity, Naming } from './identify.ts';
import { SINCE_EVER } from './instruments.ts';
import {
  loadKnown,
  noteInstrument,
  noteSymbol,
  noteSymbolEnd,
  pairKey,
} from './known-instruments.ts';
import type { KnownInstruments } from './known-instruments.ts';
import { mergeInstrument } from './merge-instrument.ts';
import { symbolRows } from './symbol-rows.ts';

interface InstrumentFacts {
  readonly isin?: string;
  readonly name: string;
  readonly kind: InstrumentKind;
  readonly listedOn?: string;
}

/** Writing of who is who, inside the caller's transaction. */
export function writeInstruments(handle: Handle) {
  const { db } = handle;
  const symbols = symbolRows(handle);

  async function addInstrument(
    facts: InstrumentFacts,
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

  /** Makes the identity true in the database. @returns the instrument that the row means */
  async function settle(
    known: KnownInstruments,
    identity: Identity,
    item: ListedInstrument,
    at: Instant,
  ): Promise<number> {
    switch (identity.kind) {
      case 'known':
        return identity.instrumentId;
      case 'merged': {
        await mergeInstrument(handle, identity.provisionalId, identity.instrumentId);
        known.byId.delete(identity.provisionalId);
        known.bySymbol.delete(pairKey(item.exchange, item.symbol));
        return identity.instrumentId;
      }
      case 'told': {
        const { instrumentId } = identity;
        const before = known.byId.get(instrumentId);
        const isin = item.isin ?? before?.isin ?? null;
        await db
          .updateTable('instruments')
          .set({ isin, name: item.name, kind: item.kind, provisional: 0 })
          .where('instrument_id', '=', instrumentId)
          .execute();
        const listedOn = before?.listedOn ?? null;
        noteInstrument(known, { instrumentId, isin, listedOn, provisional: false });
        return instrumentId;
      }
      case 'new': {
        const instrumentId = await addInstrument(item, false, at);
        const [isin, listedOn] = [item.isin ?? null, item.listedOn ?? null];
        noteInstrument(known, { instrumentId, isin, listedOn, provisional: false });
        return instrumentId;
      }
    }
  }

  /** Fills in the day of listing where none is known. @returns whether it did */
  async function fillListingDate(
    known: KnownInstruments,
    instrumentId: number,
    listedOn: string | undefined,
  ): Promise<boolean> {
    const facts = known.byId.get(instrumentId);
    if (!facts || facts.listedOn !== null || listedOn === undefined) return false;
    await db
      .updateTable('instruments')
      .set({ listed_on: listedOn })
      .where('instrument_id', '=', instrumentId)
      .execute();
    noteInstrument(known, { ...facts, listedOn });
    return true;
  }

  async function giveSymbol(
    known: KnownInstruments,
    item: ListedInstrument,
    instrumentId: number,
    naming: Naming,
    today: SessionDate,
  ): Promise<void> {
    const { exchange, symbol, series } = item;
    for (const ended of naming.ends) {
      await symbols.end(exchange, ended, today);
      noteSymbolEnd(known, exchange, ended, today);
    }
    await symbols.give({ exchange, symbol, series }, instrumentId, naming.from);
    noteSymbol(known, exchange, symbol, { instrumentId, series });
  }

  async function saveListing(
    known: KnownInstruments,
    item: ListedInstrument,
    instrumentId: number,
  ): Promise<void> {
    const listing = pairKey(item.exchange, pairKey(item.series, instrumentId));
    if (known.listed.has(listing)) return;
    await addListing(instrumentId, item.exchange, item.series);
    known.listed.add(listing);
  }

  async function saveSourceKeys(
    known: KnownInstruments,
    { sourceKeys = {} }: ListedInstrument,
    instrumentId: number,
  ): Promise<void> {
    for (const [source, key] of Object.entries(sourceKeys)) {
      const place = pairKey(source, instrumentId);
      if (known.sourceKeys.get(place) === key) continue;
      await db
        .insertInto('source_keys')
        .values({ instrument_id: instrumentId, source, source_key: key })
        .onConflict((conflict) =>
          conflict.columns(['instrument_id', 'source']).doUpdateSet({ source_key: key }),
        )
        .execute();
      known.sourceKeys.set(place, key);
    }
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
      const added = new Set<number>();
      const changed = new Set<number>();
      for (const row of rowsOf(list)) {
        const { item, bearsSymbol } = row;
        const identity = identify(known, row);
        const instrumentId = await settle(known, identity, item, at);
        const filled = await fillListingDate(known, instrumentId, item.listedOn);
        const naming = bearsSymbol ? namingOf(known, item, instrumentId, today) : undefined;
        if (naming) await giveSymbol(known, item, instrumentId, naming, today);
        await saveListing(known, item, instrumentId);
        await saveSourceKeys(known, item, instrumentId);
        const renamed = naming !== undefined && !naming.first;
        if (identity.kind === 'new') added.add(instrumentId);
        if (filled || renamed || identity.kind === 'told' || identity.kind === 'merged') {
          changed.add(instrumentId);
        }
      }
      return { added: added.size, changed: changed.size };
    },
    /**
     * Takes in a symbol that a price source serves and no list names; merged once a list does. A
     * symbol that somebody bears by now, as another process may have written it, is that one's.
     */
    async addProvisional(
      exchange: ExchangeCode,
      symbol: string,
      at: Instant,
    ): Promise<{ listingId: number; instrumentId: number }> {
      const bearer = await symbols.bearer(exchange, symbol);
      if (bearer) {
        const { instrumentId, series } = bearer;
        return { instrumentId, listingId: await addListing(instrumentId, exchange, series) };
      }
      const item = { exchange, symbol, series: 'EQ' };
      const instrumentId = await addInstrument({ name: symbol, kind: 'other' }, true, at);
      const free = (await symbols.freeSince(exchange, symbol)) ?? SINCE_EVER;
      await symbols.give(item, instrumentId, free);
      return { instrumentId, listingId: await addListing(instrumentId, exchange, item.series) };
    },
    /** The listing of that series, made when it is new. */
    addListing,
  };
}
