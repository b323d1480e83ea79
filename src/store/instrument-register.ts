import { indexKey } from '../core/indices/index-names.ts';
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
import { pendingRows } from './pending-rows.ts';
import type { PendingRows } from './pending-rows.ts';
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

  /** Keeps both ISINs of an instrument, unless sessions have dated the new one already. */
  async function keepFormerIsin(
    instrumentId: number,
    former: string,
    isin: string,
    today: SessionDate,
  ): Promise<void> {
    const dated = await db
      .selectFrom('instrument_isins')
      .select('isin')
      .where('instrument_id', '=', instrumentId)
      .execute();
    const put = (from: string, value: string) => ({
      instrument_id: instrumentId,
      valid_from: from,
      isin: value,
    });
    const missing = [
      ...(dated.length === 0 ? [put(SINCE_EVER, former)] : []),
      ...(dated.some((row) => row.isin === isin) ? [] : [put(today, isin)]),
    ];
    if (missing.length === 0) return;
    await db
      .insertInto('instrument_isins')
      .values(missing)
      .onConflict((conflict) =>
        conflict
          .columns(['instrument_id', 'valid_from'])
          .doUpdateSet((expression) => ({ isin: expression.ref('excluded.isin') })),
      )
      .execute();
  }

  /** Makes the identity true in the database. @returns the instrument that the row means */
  async function settle(
    known: KnownInstruments,
    pending: PendingRows,
    identity: Identity,
    item: ListedInstrument,
    today: SessionDate,
  ): Promise<number> {
    switch (identity.kind) {
      case 'known':
        return identity.instrumentId;
      case 'merged': {
        pending.flush();
        await mergeInstrument(handle, identity.provisionalId, identity.instrumentId);
        known.byId.delete(identity.provisionalId);
        known.bySymbol.delete(pairKey(item.exchange, item.symbol));
        return identity.instrumentId;
      }
      case 'told': {
        pending.flush();
        const { instrumentId } = identity;
        const before = known.byId.get(instrumentId);
        const isin = item.isin ?? before?.isin ?? null;
        await db
          .updateTable('instruments')
          .set({ isin, name: item.name, kind: item.kind, provisional: 0 })
          .where('instrument_id', '=', instrumentId)
          .execute();
        if (before && before.isin !== null && before.isin !== isin) {
          await keepFormerIsin(instrumentId, before.isin, isin ?? before.isin, today);
        }
        const listedOn = before?.listedOn ?? null;
        noteInstrument(known, { instrumentId, isin, listedOn, provisional: false });
        return instrumentId;
      }
      case 'new': {
        const [isin, listedOn] = [item.isin ?? null, item.listedOn ?? null];
        const { name, kind } = item;
        const facts = { isin, listedOn, name, kind, provisional: false };
        const instrumentId = pending.addInstrument(facts);
        const index = kind === 'index' ? { indexKey: indexKey(name) } : {};
        noteInstrument(known, { instrumentId, isin, listedOn, provisional: false, ...index });
        return instrumentId;
      }
    }
  }

  /** Fills in the day of listing where none is known. @returns whether it did */
  async function fillListingDate(
    known: KnownInstruments,
    pending: PendingRows,
    instrumentId: number,
    listedOn: string | undefined,
  ): Promise<boolean> {
    const facts = known.byId.get(instrumentId);
    if (!facts || facts.listedOn !== null || listedOn === undefined) return false;
    pending.flush();
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
    pending: PendingRows,
    item: ListedInstrument,
    instrumentId: number,
    naming: Naming,
    today: SessionDate,
  ): Promise<void> {
    const { exchange, symbol, series } = item;
    if (naming.ends.length > 0) pending.flush();
    for (const ended of naming.ends) {
      await symbols.end(exchange, ended, today);
      noteSymbolEnd(known, exchange, ended, today);
    }
    pending.addBearing({ exchange, symbol, series, from: naming.from, to: null, instrumentId });
    noteSymbol(known, exchange, symbol, { instrumentId, series });
  }

  function saveListing(
    known: KnownInstruments,
    pending: PendingRows,
    { exchange, series }: ListedInstrument,
    instrumentId: number,
  ): void {
    const listing = pairKey(exchange, pairKey(series, instrumentId));
    if (known.listed.has(listing)) return;
    pending.addListing({ instrumentId, exchange, series });
    known.listed.add(listing);
  }

  function saveSourceKeys(
    known: KnownInstruments,
    pending: PendingRows,
    { sourceKeys = {} }: ListedInstrument,
    instrumentId: number,
  ): void {
    for (const [source, key] of Object.entries(sourceKeys)) {
      const place = pairKey(source, instrumentId);
      if (known.sourceKeys.get(place) === key) continue;
      pending.addSourceKey({ instrumentId, source, key });
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
      const pending = await pendingRows(handle, at);
      const added = new Set<number>();
      const changed = new Set<number>();
      for (const row of rowsOf(list)) {
        const { item, bearsSymbol } = row;
        const identity = identify(known, row);
        const instrumentId = await settle(known, pending, identity, item, today);
        const filled = await fillListingDate(known, pending, instrumentId, item.listedOn);
        const naming = bearsSymbol ? namingOf(known, item, instrumentId, today) : undefined;
        if (naming) await giveSymbol(known, pending, item, instrumentId, naming, today);
        saveListing(known, pending, item, instrumentId);
        saveSourceKeys(known, pending, item, instrumentId);
        const renamed = naming !== undefined && !naming.first;
        if (identity.kind === 'new') added.add(instrumentId);
        if (filled || renamed || identity.kind === 'told' || identity.kind === 'merged') {
          changed.add(instrumentId);
        }
      }
      pending.flush();
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
