import { indexKey } from '../core/indices/index-names.ts';
import type { ExchangeCode } from '../core/market/listing.ts';
import type { Handle } from './handle.ts';

/** What is known of an instrument while a list is taken in. */
export interface KnownInstrument {
  readonly instrumentId: number;
  readonly isin: string | null;
  readonly listedOn: string | null;
  readonly provisional: boolean;
  /** Of an index: what tells it apart whatever it is called. */
  readonly indexKey?: string;
}

/** Who bears a symbol now, and in which series. */
export interface CurrentSymbol {
  readonly instrumentId: number;
  readonly series: string;
}

/**
 * Everything that is known, in memory and kept up while a list is taken in: thousands of rows are
 * compared without a query a row. The keys of its maps are made by `pairKey`.
 */
export interface KnownInstruments {
  readonly byId: Map<number, KnownInstrument>;
  /** Former ISINs too. */
  readonly byIsin: Map<string, number>;
  readonly byIndexKey: Map<string, number>;
  /** By exchange and symbol. */
  readonly bySymbol: Map<string, CurrentSymbol>;
  /** The current symbol by exchange and instrument. */
  readonly symbolOf: Map<string, string>;
  /** Exchange and instrument of everyone who ever bore a symbol there. */
  readonly everNamed: Set<string>;
  /** By exchange and symbol: the day on which its last bearer but the current one lost it. */
  readonly heldUntil: Map<string, string>;
  /** Exchange, instrument and series. */
  readonly listed: Set<string>;
  /** By source and instrument. */
  readonly sourceKeys: Map<string, string>;
}

/** Key of the maps: a place (exchange, source) and what is meant there (symbol, instrument). */
export function pairKey(place: string, meant: string | number): string {
  return `${place} ${meant}`;
}

/** Nothing known yet. */
export function nothingKnown(): KnownInstruments {
  return {
    byId: new Map(),
    byIsin: new Map(),
    byIndexKey: new Map(),
    bySymbol: new Map(),
    symbolOf: new Map(),
    everNamed: new Set(),
    heldUntil: new Map(),
    listed: new Set(),
    sourceKeys: new Map(),
  };
}

/** Takes note of an instrument, new or changed. */
export function noteInstrument(known: KnownInstruments, instrument: KnownInstrument): void {
  known.byId.set(instrument.instrumentId, instrument);
  const { instrumentId, isin, indexKey: key } = instrument;
  if (isin !== null) known.byIsin.set(isin, instrumentId);
  if (key !== undefined) known.byIndexKey.set(key, instrumentId);
}

/** Takes note of who bears a symbol from now on. */
export function noteSymbol(
  known: KnownInstruments,
  exchange: ExchangeCode,
  symbol: string,
  bearer: CurrentSymbol,
): void {
  const instrument = pairKey(exchange, bearer.instrumentId);
  known.bySymbol.set(pairKey(exchange, symbol), bearer);
  known.symbolOf.set(instrument, symbol);
  known.everNamed.add(instrument);
}

/** Takes note that nobody bears a symbol any more. */
export function noteSymbolEnd(
  known: KnownInstruments,
  exchange: ExchangeCode,
  symbol: string,
  on: string,
): void {
  const place = pairKey(exchange, symbol);
  const bearer = known.bySymbol.get(place);
  if (bearer) known.symbolOf.delete(pairKey(exchange, bearer.instrumentId));
  known.bySymbol.delete(place);
  known.heldUntil.set(place, on);
}

/** Reads everything that is known. */
export async function loadKnown({ db }: Handle): Promise<KnownInstruments> {
  const known = nothingKnown();
  const instruments = await db
    .selectFrom('instruments')
    .select(['instrument_id', 'isin', 'name', 'kind', 'listed_on', 'provisional'])
    .execute();
  for (const row of await db.selectFrom('instrument_isins').selectAll().execute()) {
    known.byIsin.set(row.isin, row.instrument_id);
  }
  for (const row of instruments) {
    noteInstrument(known, {
      instrumentId: row.instrument_id,
      isin: row.isin,
      listedOn: row.listed_on,
      provisional: row.provisional === 1,
      ...(row.kind === 'index' ? { indexKey: indexKey(row.name) } : {}),
    });
  }
  const symbols = await db
    .selectFrom('instrument_symbols')
    .selectAll()
    .orderBy('exchange')
    .orderBy('symbol')
    .orderBy('valid_from')
    .execute();
  for (const row of symbols) {
    const { instrument_id: instrumentId, series, symbol } = row;
    const exchange = row.exchange as ExchangeCode;
    known.everNamed.add(pairKey(exchange, instrumentId));
    if (row.valid_to === null) noteSymbol(known, exchange, symbol, { instrumentId, series });
    else known.heldUntil.set(pairKey(exchange, symbol), row.valid_to);
  }
  for (const row of await db.selectFrom('listings').selectAll().execute()) {
    known.listed.add(pairKey(row.exchange, pairKey(row.series, row.instrument_id)));
  }
  for (const row of await db.selectFrom('source_keys').selectAll().execute()) {
    known.sourceKeys.set(pairKey(row.source, row.instrument_id), row.source_key);
  }
  return known;
}
