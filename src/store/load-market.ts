import { symbolHistory } from '../core/identity/symbol-chain.ts';
import type { ExchangeCode, InstrumentKind } from '../core/market/listing.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import type { DatedValue } from '../core/sync/dated-runs.ts';
import { cellsOf } from './cells-of.ts';
import type { Handle } from './handle.ts';
import { addSecurity, addSeries, nothingPending, pushTo } from './market-identity.ts';
import type { Bearing, ListedSeries, MarketIdentity } from './market-identity.ts';

interface Bearings {
  readonly bySymbol: Map<string, Bearing[]>;
  readonly byInstrument: Map<number, Bearing[]>;
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
    if (id >= market.nextInstrument) market.nextInstrument = id + 1;
  }
}

function loadListings(handle: Handle, market: MarketIdentity): void {
  type Row = readonly [number, number, string, string, string | null, string | null];
  const query = handle.db
    .selectFrom('listings as l')
    .leftJoin('listing_symbols as s', 's.listing_id', 'l.listing_id')
    .select(['l.listing_id', 'l.instrument_id', 'l.exchange', 'l.series'])
    .select(['s.valid_from', 's.symbol'])
    .orderBy('l.listing_id')
    .orderBy('s.valid_from');
  let last: ListedSeries | undefined;
  let symbols: DatedValue<string>[] = [];
  const add = (): void => {
    if (last) addSeries(market, last);
  };
  for (const [id, instrumentId, exchange, series, from, symbol] of cellsOf<Row>(handle, query)) {
    if (id >= market.nextListing) market.nextListing = id + 1;
    if (exchange !== market.exchange) continue;
    if (last?.id !== id) {
      add();
      symbols = [];
      last = { id, instrumentId, series, symbols };
    }
    if (from !== null && symbol !== null) symbols.push({ from, value: symbol });
  }
  add();
}

/** Symbols that somebody bore whose ISIN is not known. */
function loadNameless({ db, raw }: Handle, market: MarketIdentity): void {
  const query = db
    .selectFrom('instrument_symbols as s')
    .innerJoin('instruments as i', 'i.instrument_id', 's.instrument_id')
    .select('s.symbol')
    .where('s.exchange', '=', market.exchange)
    .where('i.isin', 'is', null);
  for (const [symbol] of cellsOf<readonly [string]>({ raw }, query)) market.nameless.add(symbol);
}

/**
 * Who bore which symbol, read when it is first asked for: on most days every security is known by its
 * ISIN and goes by the symbol that it had the day before, and nobody asks.
 */
function bearingsLater(handle: Handle, exchange: ExchangeCode): () => Bearings {
  type Row = readonly [string, string, string | null, number, string];
  let found: Bearings | undefined;
  return () => {
    if (found) return found;
    const query = handle.db
      .selectFrom('instrument_symbols')
      .select(['symbol', 'valid_from', 'valid_to', 'instrument_id', 'series'])
      .where('exchange', '=', exchange)
      .orderBy('symbol')
      .orderBy('valid_from');
    found = { bySymbol: new Map(), byInstrument: new Map() };
    for (const [symbol, from, to, instrumentId, series] of cellsOf<Row>(handle, query)) {
      const bearing: Bearing = { symbol, from, to, instrumentId, series };
      pushTo(found.bySymbol, symbol, bearing);
      pushTo(found.byInstrument, instrumentId, bearing);
    }
    return found;
  };
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
  const borneBy = bearingsLater(handle, exchange);
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
    get bearings() {
      return borneBy().bySymbol;
    },
    get borne() {
      return borneBy().byInstrument;
    },
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
  loadNameless(handle, market);
  return market;
}
