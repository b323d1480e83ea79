import { indexKey } from '../core/indices/index-names.ts';
import { seriesRank } from '../core/market/listing.ts';
import type { ListedInstrument } from '../core/market/listing.ts';
import { SINCE_EVER } from './instruments.ts';
import { pairKey } from './known-instruments.ts';
import type { CurrentSymbol, KnownInstrument, KnownInstruments } from './known-instruments.ts';

/** A row of a list, and whether it is the one that bears its symbol. */
export interface ListRow {
  readonly item: ListedInstrument;
  readonly bearsSymbol: boolean;
}

/** Which instrument a row of a list means. */
export type Identity =
  | { readonly kind: 'new' }
  | { readonly kind: 'known'; readonly instrumentId: number }
  /** The bearer of the symbol: the list tells its ISIN, or what it is, for the first time or anew. */
  | { readonly kind: 'told'; readonly instrumentId: number }
  /** A provisional bearer of the symbol turns out to be an instrument that is known by its ISIN. */
  | { readonly kind: 'merged'; readonly instrumentId: number; readonly provisionalId: number };

/** How a symbol comes to its bearer. */
export interface Naming {
  /** First day on which the symbol means the instrument. */
  readonly from: string;
  /** Symbols whose present meaning ends today. */
  readonly ends: readonly string[];
  /** The instrument never bore a symbol here, and nobody bears this one. */
  readonly first: boolean;
}

/** A preference share or a warrant goes by its company's symbol: it never bears it. */
function isCompanion({ series }: ListedInstrument): boolean {
  return /^[PW]\d$/.test(series);
}

/**
 * A list may name one symbol in several series: a share, and bonds of the same company beside it.
 * The most usual series bears the symbol; bearers come first. Of the others only those with an ISIN
 * can be told apart.
 */
export function rowsOf(list: readonly ListedInstrument[]): ListRow[] {
  const bearers = new Map<string, ListedInstrument>();
  for (const item of list) {
    if (isCompanion(item)) continue;
    const place = pairKey(item.exchange, item.symbol);
    const rival = bearers.get(place);
    if (!rival || seriesRank(item.series) < seriesRank(rival.series)) bearers.set(place, item);
  }
  const bearing = new Set(bearers.values());
  return [
    ...[...bearing].map((item) => ({ item, bearsSymbol: true })),
    ...list
      .filter((item) => item.isin !== undefined && !bearing.has(item))
      .map((item) => ({ item, bearsSymbol: false })),
  ];
}

/**
 * Issuer and kind of security, the part of an ISIN that stays when a new face value changes the rest:
 * `INE090A01` of `INE090A01013` and `INE090A01021`.
 */
function stemOf(isin: string): string {
  return isin.slice(0, 9);
}

/** Whether the bearer of a symbol can be what the list now means by it. */
function canBe(
  bearer: KnownInstrument,
  { series }: CurrentSymbol,
  item: ListedInstrument,
): boolean {
  if (bearer.provisional && bearer.isin === null) return true;
  if ((series === 'INDEX') !== (item.series === 'INDEX')) return false;
  if (bearer.isin === null || item.isin === undefined) return true;
  return stemOf(bearer.isin) === stemOf(item.isin);
}

/** Tells by ISIN first, then by symbol, which instrument a row means. */
export function identify(known: KnownInstruments, { item, bearsSymbol }: ListRow): Identity {
  const { exchange, symbol, isin } = item;
  const current = bearsSymbol ? known.bySymbol.get(pairKey(exchange, symbol)) : undefined;
  const bearer = current && known.byId.get(current.instrumentId);
  const instrumentId = isin === undefined ? undefined : known.byIsin.get(isin);
  if (instrumentId !== undefined) {
    const stranger = bearer?.provisional && bearer.isin === null ? bearer.instrumentId : undefined;
    if (stranger !== undefined && stranger !== instrumentId) {
      return { kind: 'merged', instrumentId, provisionalId: stranger };
    }
    const self = known.byId.get(instrumentId);
    const told = self?.provisional === true || self?.isin !== isin;
    return { kind: told ? 'told' : 'known', instrumentId };
  }
  if (item.kind === 'index' && !current) {
    const index = known.byIndexKey.get(indexKey(item.name));
    if (index !== undefined) return { kind: 'told', instrumentId: index };
  }
  if (!current || !bearer || !canBe(bearer, current, item)) return { kind: 'new' };
  const told = bearer.provisional || (isin !== undefined && isin !== bearer.isin);
  return { kind: told ? 'told' : 'known', instrumentId: bearer.instrumentId };
}

/** How the row's symbol comes to the instrument. @returns absent when it bears it already */
export function namingOf(
  known: KnownInstruments,
  item: ListedInstrument,
  instrumentId: number,
  today: string,
): Naming | undefined {
  const place = pairKey(item.exchange, item.symbol);
  const current = known.bySymbol.get(place);
  if (current?.instrumentId === instrumentId && current.series === item.series) return undefined;
  const self = pairKey(item.exchange, instrumentId);
  const former = known.symbolOf.get(self);
  const first = current === undefined && !known.everNamed.has(self);
  const listedOn = item.listedOn ?? SINCE_EVER;
  const free = known.heldUntil.get(place) ?? SINCE_EVER;
  return {
    from: first ? (listedOn > free ? listedOn : free) : today,
    ends: [
      ...(former === undefined || former === item.symbol ? [] : [former]),
      ...(current ? [item.symbol] : []),
    ],
    first,
  };
}
