import type { Compilable } from 'kysely';
import { symbolHistory } from '../core/identity/symbol-chain.ts';
import type { ExchangeCode, InstrumentKind } from '../core/market/listing.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import type { DatedValue } from '../core/sync/dated-runs.ts';
import type { Cell } from './bulk.ts';
import type { Handle } from './handle.ts';
import { addBearing, addSecurity, addSeries, nothingPending, pushTo } from './market-identity.ts';
import type { MarketIdentity } from './market-identity.ts';

/**
 * Rows as lists of cells, in the order of the query's columns: tens of thousands of them are read for
 * every session, and an object for each would take three times as long.
 */
function cellsOf<Row extends readonly Cell[]>({ raw }: Handle, query: Compilable): Row[] {
  const { sql, parameters } = query.compile();
  return raw
    .prepare(sql)
    .raw(true)
    .all(...parameters) as Row[];
}

type DatedRow = readonly [owner: number, from: string, value: string];

function datedBy(rows: readonly DatedRow[]): Map<number, DatedValue<string>[]> {
  const dated = new Map<number, DatedValue<string>[]>();
  for (const [owner, from, value] of rows) pushTo(dated, owner, { from, value });
  return dated;
}

function loadSecurities(handle: Handle, market: MarketIdentity): void {
  type Row = readonly [number, string | null, string, InstrumentKind, number, string | null];
  const query = handle.db
    .selectFrom('instruments')
    .select(['instrument_id', 'isin', 'name', 'kind', 'provisional', 'listed_on']);
  for (const [id, isin, name, kind, provisional, listedOn] of cellsOf<Row>(handle, query)) {
    addSecurity(market, { id, isin, name, kind, provisional: provisional === 1, listedOn });
    market.nextInstrument = Math.max(market.nextInstrument, id + 1);
  }
}

function loadListings(handle: Handle, market: MarketIdentity): void {
  const { db } = handle;
  const symbols = datedBy(
    cellsOf(
      handle,
      db
        .selectFrom('listing_symbols')
        .select(['listing_id', 'valid_from', 'symbol'])
        .orderBy('listing_id')
        .orderBy('valid_from'),
    ),
  );
  type Row = readonly [number, number, string, string];
  const query = db
    .selectFrom('listings')
    .select(['listing_id', 'instrument_id', 'exchange', 'series']);
  for (const [id, instrumentId, exchange, series] of cellsOf<Row>(handle, query)) {
    market.nextListing = Math.max(market.nextListing, id + 1);
    if (exchange !== market.exchange) continue;
    addSeries(market, { id, instrumentId, series, symbols: symbols.get(id) ?? [] });
  }
}

function loadBearings(handle: Handle, market: MarketIdentity): void {
  type Row = readonly [string, string, string | null, number, string];
  const query = handle.db
    .selectFrom('instrument_symbols')
    .select(['symbol', 'valid_from', 'valid_to', 'instrument_id', 'series'])
    .where('exchange', '=', market.exchange);
  for (const [symbol, from, to, instrumentId, series] of cellsOf<Row>(handle, query)) {
    addBearing(market, { symbol, from, to, instrumentId, series });
  }
}

/** Reads who is who. @param today changes of symbols after it have not happened */
export function loadMarket(
  handle: Handle,
  exchange: ExchangeCode,
  today: SessionDate,
): MarketIdentity {
  const { db } = handle;
  const changes = cellsOf<readonly [string, string, SessionDate]>(
    handle,
    db
      .selectFrom('symbol_changes')
      .select(['old_symbol', 'new_symbol', 'changed_on'])
      .where('exchange', '=', exchange)
      .where('changed_on', '<=', today),
  );
  const sessions = cellsOf<readonly [SessionDate]>(
    handle,
    db
      .selectFrom('session_files')
      .select('session')
      .where('exchange', '=', exchange)
      .where('kind', '=', 'prices')
      .where('state', '=', 'done')
      .orderBy('session'),
  );
  const isins = cellsOf<DatedRow>(
    handle,
    db
      .selectFrom('instrument_isins')
      .select(['instrument_id', 'valid_from', 'isin'])
      .orderBy('instrument_id')
      .orderBy('valid_from'),
  );
  const names = cellsOf<DatedRow>(
    handle,
    db
      .selectFrom('instrument_names')
      .select(['instrument_id', 'valid_from', 'name'])
      .orderBy('instrument_id')
      .orderBy('valid_from'),
  );
  const market: MarketIdentity = {
    exchange,
    history: symbolHistory(
      changes.map(([oldSymbol, newSymbol, on]) => ({ oldSymbol, newSymbol, on })),
    ),
    sessions: sessions.map(([session]) => session),
    securities: new Map(),
    byIsin: new Map(),
    byIndexKey: new Map(),
    listings: new Map(),
    bySeries: new Map(),
    bySymbol: new Map(),
    bearings: new Map(),
    borne: new Map(),
    isins: datedBy(isins),
    names: datedBy(names),
    moved: new Map(),
    nameless: new Set(),
    lastSeen: new Map(),
    unnamedSessions: new Map(),
    keptSessions: (listingId) =>
      cellsOf<readonly [SessionDate]>(
        handle,
        db
          .selectFrom('candles_1d')
          .select('session')
          .distinct()
          .where('listing_id', '=', listingId)
          .orderBy('session'),
      ).map(([session]) => session),
    nextInstrument: 1,
    nextListing: 1,
    pending: nothingPending(),
  };
  loadSecurities(handle, market);
  for (const [id, , isin] of isins) market.byIsin.set(isin, id);
  loadListings(handle, market);
  loadBearings(handle, market);
  return market;
}
