import { symbolChain } from '../core/identity/symbol-chain.ts';
import { MAIN_SERIES } from '../core/market/listing.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import { noteOn, valueOn, withChanges } from '../core/sync/dated-runs.ts';
import type { DatedValue } from '../core/sync/dated-runs.ts';
import type { SessionRow } from '../ports/prices.ts';
import { bearSeen } from './bear-symbol.ts';
import { SINCE_EVER } from './instruments.ts';
import { nameListing, nextSession, sinceSeen } from './market-identity.ts';
import type { ListedSeries, MarketIdentity, Security } from './market-identity.ts';

/** The part of a row that tells who it is. */
export type NamedRow = Pick<SessionRow, 'symbol' | 'series' | 'isin' | 'name' | 'kind'>;

/** Whether the symbol of a row in that series is the instrument's own, not its company's. */
export const isPlain = (series: string): boolean => MAIN_SERIES.includes(series);

/** Dated values with that of one more day. @returns absent where it tells nothing new */
export function noted(
  market: MarketIdentity,
  runs: readonly DatedValue<string>[],
  day: SessionDate,
  value: string,
): readonly DatedValue<string>[] | undefined {
  const from = sinceSeen(market, day);
  const changes = noteOn(runs, from, value, () => nextSession(market, day));
  const none = changes.put.length === 0 && changes.remove.length === 0;
  return none ? undefined : withChanges(runs, changes);
}

/** Takes note that a listing was dealt in under a symbol on a day. */
export function noteSymbol(
  market: MarketIdentity,
  listing: ListedSeries,
  symbol: string,
  day: SessionDate,
  certain: boolean,
): void {
  const { symbols, series, instrumentId } = listing;
  if (symbols.length > 0 && valueOn(symbols, day) === symbol) return;
  const chain = symbolChain(market.history, symbol, day);
  const next =
    symbols.length > 0
      ? noted(market, symbols, day, symbol)
      : chain.map((part, place) => ({
          from: place === 0 ? SINCE_EVER : (part.from ?? SINCE_EVER),
          value: part.symbol,
        }));
  if (next) {
    listing.symbols = next;
    market.pending.symbols.set(listing.id, next);
    for (const { value } of next) nameListing(market, listing, value);
  }
  if (isPlain(series)) bearSeen(market, instrumentId, series, symbol, day, certain);
}

/** Takes note that an instrument was seen under an ISIN on a day that is not the one it is known by. */
export function noteIsin(
  market: MarketIdentity,
  security: Security,
  isin: string,
  day: SessionDate,
): void {
  const known = market.isins.get(security.id);
  if (!known && security.isin === isin) return;
  const next = nextSession(market, day);
  const { isin: current } = security;
  // Until more is seen: the newer one from the next session that knows it, or from this day on.
  const runs =
    known ??
    (current === null
      ? []
      : next === undefined
        ? [{ from: SINCE_EVER, value: current }]
        : [
            { from: SINCE_EVER, value: isin },
            { from: next, value: current },
          ]);
  const after = noted(market, runs, day, isin) ?? runs;
  if (after === known) return;
  market.isins.set(security.id, after);
  market.pending.isins.set(security.id, after);
  market.byIsin.set(isin, security.id);
  const newest = after.at(-1)?.value;
  if (security.provisional && newest !== undefined && newest !== current) {
    security.isin = newest;
    market.pending.changed.add(security);
  }
}

/** A security without an ISIN gets one, with what the row tells of it. */
export function tellIsin(
  market: MarketIdentity,
  security: Security,
  row: NamedRow,
  isin: string,
): void {
  security.isin = isin;
  security.kind = row.kind ?? security.kind;
  if (row.name !== undefined) security.name = row.name;
  market.byIsin.set(isin, security.id);
  market.pending.changed.add(security);
}
