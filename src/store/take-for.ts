import type { SessionDate } from '../core/market/session-date.ts';
import { valueOn } from '../core/sync/dated-runs.ts';
import { dropBearing } from './bear-symbol.ts';
import { addSeries, seriesKey } from './market-identity.ts';
import type { ListedSeries, MarketIdentity, Security } from './market-identity.ts';

/** A session in which a listing was dealt in under a symbol. */
export interface SeenListing {
  readonly listing: ListedSeries;
  readonly symbol: string;
  readonly session: SessionDate;
}

/**
 * Takes a security that nobody had an ISIN of for the one that it turned out to be: its listings go
 * there, and its symbols are free for it.
 *
 * @returns where a listing of the named one stands for it now: sessions in which it was seen, which
 *   are still to be noted
 */
export function takeFor(
  market: MarketIdentity,
  stranger: Security,
  named: Security,
): SeenListing[] {
  const seen: SeenListing[] = [];
  const own = [...market.listings.values()].filter(
    ({ instrumentId }) => instrumentId === stranger.id,
  );
  for (const listing of own) {
    const target = market.bySeries.get(seriesKey(named.id, listing.series));
    const stands = target === undefined ? undefined : market.listings.get(target);
    market.bySeries.delete(seriesKey(stranger.id, listing.series));
    market.listings.delete(listing.id);
    if (!stands) {
      listing.instrumentId = named.id;
      addSeries(market, listing);
      continue;
    }
    market.moved.set(listing.id, stands.id);
    const sessions = [
      ...market.keptSessions(listing.id),
      ...(market.unnamedSessions.get(listing.id) ?? []),
    ];
    for (const session of sessions) {
      const symbol = valueOn(listing.symbols, session);
      if (symbol !== undefined) seen.push({ listing: stands, symbol, session });
    }
  }
  for (const bearing of market.borne.get(stranger.id) ?? []) dropBearing(market, bearing);
  market.securities.delete(stranger.id);
  market.pending.merges.push({ provisionalId: stranger.id, namedId: named.id });
  return seen;
}
