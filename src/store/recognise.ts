import { symbolChain } from '../core/identity/symbol-chain.ts';
import { indexKey, indexSymbol } from '../core/indices/index-names.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import { valueOn } from '../core/sync/dated-runs.ts';
import { bearSeen, bearingDuring, bearingOn, dayWithin } from './bear-symbol.ts';
import { addSecurity, addSeries, pushTo, seriesKey, symbolKey } from './market-identity.ts';
import type { ListedSeries, MarketIdentity, Security } from './market-identity.ts';
import { isPlain, noteIsin, noteSymbol, noted, tellIsin } from './note-identity.ts';
import type { NamedRow } from './note-identity.ts';
import { takeFor } from './take-for.ts';

const INDEX_SERIES = 'INDEX';

/**
 * Whether an ISIN can follow another one of the same symbol: issuer and kind of security, its first
 * nine characters, stay when a new face value changes the rest. Bonds have them in common.
 */
function follows(isin: string, other: string | null): boolean {
  if (other === null) return true;
  return isin.slice(7, 9) === '01' && isin.slice(0, 9) === other.slice(0, 9);
}

/** The listing that went by the symbol on the day; of several the one that came to it last. */
export function listingAt(
  market: MarketIdentity,
  symbol: string,
  series: string,
  day: SessionDate,
): ListedSeries | undefined {
  const ids = market.bySymbol.get(symbolKey(symbol, series)) ?? [];
  const [only] = ids;
  if (only === undefined) return undefined;
  if (ids.length === 1) {
    const listing = market.listings.get(only);
    return listing && valueOn(listing.symbols, day) === symbol ? listing : undefined;
  }
  const found = ids.flatMap((id) => {
    const listing = market.listings.get(id);
    return listing && valueOn(listing.symbols, day) === symbol ? [listing] : [];
  });
  if (found.length < 2) return found[0];
  const since = ({ symbols }: ListedSeries): string =>
    symbols.findLast(({ from, value }) => from <= day && value === symbol)?.from ?? '';
  return found.toSorted((a, b) => (since(a) < since(b) ? 1 : -1))[0];
}

/** The listing that is meant by a symbol and series on a day, where it is known. */
export function namedListing(
  market: MarketIdentity,
  symbol: string,
  series: string,
  day: SessionDate,
): ListedSeries | undefined {
  const direct = listingAt(market, symbol, series, day);
  if (direct) return direct;
  const bearer = isPlain(series) ? bearingOn(market, symbol, day) : undefined;
  const id = bearer && market.bySeries.get(seriesKey(bearer.instrumentId, series));
  return id === undefined ? undefined : market.listings.get(id);
}

/**
 * The instrument that a symbol may mean on a day: one whose listing went by it, or bore it, or bore a
 * symbol that the list of changes joins to it.
 */
function holderOf(
  market: MarketIdentity,
  { symbol, series }: NamedRow,
  day: SessionDate,
): Security | undefined {
  const direct = listingAt(market, symbol, series, day);
  if (direct) return market.securities.get(direct.instrumentId);
  const chain = symbolChain(market.history, symbol, day);
  const parts = [...chain.filter((part) => part.symbol === symbol), ...chain.toReversed()];
  for (const part of parts) {
    const id = isPlain(series)
      ? (bearingOn(market, part.symbol, day) ?? bearingDuring(market, part))?.instrumentId
      : listingAt(market, part.symbol, series, dayWithin(part, day))?.instrumentId;
    const holder = id === undefined ? undefined : market.securities.get(id);
    if (holder && holder.kind !== 'index') return holder;
  }
  return undefined;
}

function makeSecurity(
  market: MarketIdentity,
  facts: Omit<Security, 'id' | 'provisional' | 'listedOn'>,
): Security {
  const security = { id: market.nextInstrument++, provisional: true, listedOn: null, ...facts };
  addSecurity(market, security);
  market.pending.instruments.push(security);
  return security;
}

/** The listing of that series, made when it is new. */
function seriesOf(market: MarketIdentity, instrumentId: number, series: string): ListedSeries {
  const id = market.bySeries.get(seriesKey(instrumentId, series));
  const known = id === undefined ? undefined : market.listings.get(id);
  if (known) return known;
  const listing = { id: market.nextListing++, instrumentId, series, symbols: [] };
  addSeries(market, listing);
  market.pending.listings.push(listing);
  return listing;
}

function securityOf(market: MarketIdentity, row: NamedRow, day: SessionDate): Security {
  const { isin, symbol } = row;
  const name = row.name ?? symbol;
  const kind = row.kind ?? 'other';
  const holder = holderOf(market, row, day);
  if (isin === undefined) {
    // A security with an ISIN that was listed later is another one, which has got the symbol since.
    const later =
      holder?.listedOn !== undefined && holder.listedOn !== null && holder.listedOn > day;
    return holder && !(later && holder.isin !== null)
      ? holder
      : makeSecurity(market, { isin: null, name, kind });
  }
  if (!holder || !follows(isin, holder.isin)) return makeSecurity(market, { isin, name, kind });
  if (holder.isin === null) tellIsin(market, holder, row, isin);
  else noteIsin(market, holder, isin, day);
  return holder;
}

/** Who went by the symbol without an ISIN turns out to be the instrument that has one. */
function takeStranger(
  market: MarketIdentity,
  { symbol, series }: NamedRow,
  security: Security,
  day: SessionDate,
): void {
  const own = listingAt(market, symbol, series, day)?.instrumentId;
  const borne = isPlain(series) ? bearingOn(market, symbol, day)?.instrumentId : undefined;
  for (const id of [own, borne]) {
    const stranger = id === undefined ? undefined : market.securities.get(id);
    const nameless = stranger?.isin === null && stranger.provisional && stranger.kind !== 'index';
    if (!stranger || !nameless || stranger.id === security.id) continue;
    const seen = takeFor(market, stranger, security);
    for (const { listing, symbol: then, session } of seen) {
      noteSymbol(market, listing, then, session, true);
    }
    if (isPlain(series)) bearSeen(market, security.id, series, symbol, day, true);
  }
}

/**
 * The listing that a row of a session's file means, made when it is new. Rows of one session are
 * brought in the order of their series, shares first, and sessions oldest first within a batch.
 *
 * The ISIN decides where there is one; else the symbol as of that day. An ISIN that is new belongs to
 * the instrument that bore the symbol then, when it is one of the same issuer and kind.
 *
 * @returns its number; one that was taken for another since is told by `MarketIdentity.moved`
 */
export function recognise(market: MarketIdentity, day: SessionDate, row: NamedRow): number {
  const { symbol, series, isin } = row;
  const known = isin === undefined ? undefined : market.byIsin.get(isin);
  const security =
    (known === undefined ? undefined : market.securities.get(known)) ??
    securityOf(market, row, day);
  if (isin !== undefined && known !== undefined) {
    if (market.isins.has(security.id)) noteIsin(market, security, isin, day);
    if (market.nameless.has(symbol)) takeStranger(market, row, security, day);
  }
  const listing = seriesOf(market, security.id, series);
  if (isPlain(series)) market.lastSeen.set(security.id, day);
  noteSymbol(market, listing, symbol, day, isin !== undefined);
  if (security.isin === null) pushTo(market.unnamedSessions, listing.id, day);
  return listing.id;
}

/** The listing on which an index's values hang, made when it is new; its names are dated. */
export function recogniseIndex(market: MarketIdentity, day: SessionDate, name: string): number {
  const key = indexKey(name);
  const id = market.byIndexKey.get(key);
  const known = id === undefined ? undefined : market.securities.get(id);
  const security = known ?? makeSecurity(market, { isin: null, name, kind: 'index' });
  const names = market.names.get(security.id) ?? [];
  const after = noted(market, names, day, name);
  if (after) {
    market.names.set(security.id, after);
    market.pending.names.set(security.id, after);
    const newest = after.at(-1)?.value ?? name;
    if (security.provisional && security.name !== newest) {
      security.name = newest;
      market.pending.changed.add(security);
    }
  }
  const listing = seriesOf(market, security.id, INDEX_SERIES);
  if (!known) bearSeen(market, security.id, INDEX_SERIES, indexSymbol(name), day);
  return listing.id;
}
