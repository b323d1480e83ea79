import type { SymbolHistory } from '../core/identity/symbol-chain.ts';
import { indexKey } from '../core/indices/index-names.ts';
import type { ExchangeCode, InstrumentKind } from '../core/market/listing.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import type { DatedValue } from '../core/sync/dated-runs.ts';
import { SINCE_EVER } from './instruments.ts';

/** An instrument while sessions are taken in. */
export interface Security {
  readonly id: number;
  isin: string | null;
  name: string;
  kind: InstrumentKind;
  /** No list has named it. */
  readonly provisional: boolean;
  readonly listedOn: string | null;
}

/** A series of an instrument, and under which symbols it was dealt in, oldest first. */
export interface ListedSeries {
  readonly id: number;
  instrumentId: number;
  readonly series: string;
  symbols: readonly DatedValue<string>[];
}

/** An instrument that bears a symbol from a day on. */
export interface Bearing {
  readonly symbol: string;
  readonly from: string;
  /** First day on which it no longer does; null: it still does. */
  to: string | null;
  readonly instrumentId: number;
  readonly series: string;
}

/** What is to be written so that the database knows what the memory does. */
export interface PendingIdentity {
  readonly instruments: Security[];
  readonly listings: ListedSeries[];
  /** Instruments whose row has changed. */
  readonly changed: Set<Security>;
  /** Listings, and instruments, whose dated rows have changed. */
  readonly symbols: Map<number, readonly DatedValue<string>[]>;
  readonly isins: Map<number, readonly DatedValue<string>[]>;
  readonly names: Map<number, readonly DatedValue<string>[]>;
  readonly bearings: Set<Bearing>;
  /** Bearings whose row goes, because another one stands in its place. */
  readonly lost: Bearing[];
  /** A provisional instrument, and the one that it turned out to be. */
  readonly merges: { readonly provisionalId: number; readonly namedId: number }[];
}

/** Who is who on one exchange, all of it in memory. */
export interface MarketIdentity {
  readonly exchange: ExchangeCode;
  readonly history: SymbolHistory;
  /** Sessions that were taken in, oldest first. */
  readonly sessions: SessionDate[];
  readonly securities: Map<number, Security>;
  readonly byIsin: Map<string, number>;
  readonly byIndexKey: Map<string, number>;
  readonly listings: Map<number, ListedSeries>;
  /** By the key of an instrument and a series. */
  readonly bySeries: Map<number, number>;
  /** Listings that were ever dealt in under a symbol, by symbol and series. */
  readonly bySymbol: Map<string, number[]>;
  /** By symbol, oldest first. */
  readonly bearings: Map<string, Bearing[]>;
  /** By instrument, in no order. */
  readonly borne: Map<number, Bearing[]>;
  readonly isins: Map<number, readonly DatedValue<string>[]>;
  readonly names: Map<number, readonly DatedValue<string>[]>;
  /** Listings that are no more, and those that stand for them. */
  readonly moved: Map<number, number>;
  /** The session of the batch in which an instrument was seen last. */
  readonly lastSeen: Map<number, SessionDate>;
  /** Sessions in which a listing of a security without an ISIN was seen, those of this batch. */
  readonly unnamedSessions: Map<number, SessionDate[]>;
  /** The same of those that were kept before. */
  keptSessions(listingId: number): SessionDate[];
  /** Symbols of securities that no file has given an ISIN. */
  readonly nameless: Set<string>;
  nextInstrument: number;
  nextListing: number;
  readonly pending: PendingIdentity;
}

/** NSE has less than two hundred series. */
const MOST_SERIES = 4096;
const SERIES_NUMBERS = new Map<string, number>();

/** Key of a series of an instrument: a number, because tens of thousands are made for every session. */
export function seriesKey(instrumentId: number, series: string): number {
  let number = SERIES_NUMBERS.get(series);
  if (number === undefined) SERIES_NUMBERS.set(series, (number = SERIES_NUMBERS.size));
  return instrumentId * MOST_SERIES + number;
}

/** Key of a symbol in a series. */
export function symbolKey(symbol: string, series: string): string {
  return `${symbol} ${series}`;
}

/** Puts an item into the list of its key. */
export function pushTo<Key, Item>(lists: Map<Key, Item[]>, key: Key, item: Item): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}

/** Takes note of an instrument. */
export function addSecurity(market: MarketIdentity, security: Security): void {
  market.securities.set(security.id, security);
  if (security.kind === 'index') market.byIndexKey.set(indexKey(security.name), security.id);
  if (security.isin !== null) market.byIsin.set(security.isin, security.id);
}

/** Takes note of a listing. */
export function addSeries(market: MarketIdentity, listing: ListedSeries): void {
  market.listings.set(listing.id, listing);
  market.bySeries.set(seriesKey(listing.instrumentId, listing.series), listing.id);
  for (const { value } of listing.symbols) nameListing(market, listing, value);
}

/** Takes note that a listing goes or went by a symbol. */
export function nameListing(
  market: MarketIdentity,
  { id, series, instrumentId }: ListedSeries,
  symbol: string,
): void {
  const key = symbolKey(symbol, series);
  const listings = market.bySymbol.get(key);
  if (!listings) market.bySymbol.set(key, [id]);
  else if (!listings.includes(id)) listings.push(id);
  if (market.securities.get(instrumentId)?.isin === null) market.nameless.add(symbol);
}

/** Takes note of a bearing, in its place by day. */
export function addBearing(market: MarketIdentity, bearing: Bearing): void {
  const { symbol, instrumentId } = bearing;
  pushTo(market.bearings, symbol, bearing);
  const list = market.bearings.get(symbol);
  if (list && list.length > 1) list.sort((a, b) => (a.from < b.from ? -1 : 1));
  pushTo(market.borne, instrumentId, bearing);
  if (market.securities.get(instrumentId)?.isin === null) market.nameless.add(symbol);
}

/** What is to be written of nothing. */
export function nothingPending(): PendingIdentity {
  return {
    instruments: [],
    listings: [],
    changed: new Set(),
    symbols: new Map(),
    isins: new Map(),
    names: new Map(),
    bearings: new Set(),
    lost: [],
    merges: [],
  };
}

/** The first session after the day that was taken in. */
export function nextSession(
  { sessions }: MarketIdentity,
  day: SessionDate,
): SessionDate | undefined {
  const last = sessions.at(-1);
  return last === undefined || last <= day ? undefined : sessions.find((session) => session > day);
}

/** The day, or since ever where no session before it was taken in: nothing speaks against it. */
export function sinceSeen({ sessions }: MarketIdentity, day: SessionDate): string {
  const [first] = sessions;
  return first === undefined || first >= day ? SINCE_EVER : day;
}
