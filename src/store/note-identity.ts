import { symbolChain } from '../core/identity/symbol-chain.ts';
import { MAIN_SERIES } from '../core/market/listing.ts';
import { addDays, sessionDate } from '../core/market/session-date.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import { noteOn, sameValues, valueOn, withChanges } from '../core/sync/dated-runs.ts';
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

/** A list's ISIN stands at the end as a guess until a session is taken in that tells it. */
function withoutGuess(
  { sessions }: MarketIdentity,
  { provisional, isin }: Security,
  runs: readonly DatedValue<string>[],
): readonly DatedValue<string>[] {
  const last = runs.at(-1);
  const guess = last && !provisional && last.value === isin && last.from !== SINCE_EVER;
  return guess && (sessions.at(-1) ?? '') < last.from ? runs.slice(0, -1) : runs;
}

/** What is known of an instrument's ISINs when it is seen under a second one for the first time. */
function firstIsins(
  market: MarketIdentity,
  { provisional, isin: current }: Security,
  isin: string,
  day: SessionDate,
): readonly DatedValue<string>[] {
  const next = nextSession(market, day);
  if (current === null) return [];
  if (next === undefined) return [{ from: SINCE_EVER, value: provisional ? current : isin }];
  return [
    { from: SINCE_EVER, value: isin },
    { from: next, value: current },
  ];
}

/** Takes note that an instrument was seen under an ISIN on a day that is not the one it is known by. */
export function noteIsin(
  market: MarketIdentity,
  security: Security,
  isin: string,
  day: SessionDate,
): void {
  const before = market.isins.get(security.id);
  const { isin: current, provisional } = security;
  if (!before && current === isin) return;
  const known = withoutGuess(market, security, before ?? firstIsins(market, security, isin, day));
  const seen = noted(market, known, day, isin) ?? known;
  const last = seen.at(-1);
  const after =
    last && !provisional && current !== null && last.value !== current
      ? [
          ...seen,
          { from: addDays(last.from > day ? sessionDate(last.from) : day, 1), value: current },
        ]
      : seen;
  market.byIsin.set(isin, security.id);
  if (before && sameValues(before, after)) return;
  market.isins.set(security.id, after);
  market.pending.isins.set(security.id, after);
  const newest = after.at(-1)?.value;
  if (provisional && newest !== undefined && newest !== current) {
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
