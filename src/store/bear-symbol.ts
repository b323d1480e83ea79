import { symbolChain } from '../core/identity/symbol-chain.ts';
import type { DatedSymbol } from '../core/identity/symbol-chain.ts';
import { addDays } from '../core/market/session-date.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import { SINCE_EVER } from './instruments.ts';
import { addBearing, nextSession, sinceSeen } from './market-identity.ts';
import type { Bearing, MarketIdentity } from './market-identity.ts';

const covers = (bearing: Bearing, day: string): boolean =>
  bearing.from <= day && (bearing.to === null || day < bearing.to);

/** Who bears the symbol on the day. */
export function bearingOn(
  market: MarketIdentity,
  symbol: string,
  day: string,
): Bearing | undefined {
  return market.bearings.get(symbol)?.find((bearing) => covers(bearing, day));
}

/** Who bears the symbol some time of the stretch; of several the last. */
export function bearingDuring(
  market: MarketIdentity,
  { symbol, from, to }: DatedSymbol,
): Bearing | undefined {
  return market.bearings
    .get(symbol)
    ?.findLast(
      (bearing) =>
        (to === undefined || bearing.from < to) &&
        (from === undefined || bearing.to === null || from < bearing.to),
    );
}

/** The stretch without the parts in which somebody bears the symbol already; absent: nothing is left. */
function freePart(
  market: MarketIdentity,
  symbol: string,
  from: string,
  to: string | null,
  day: string,
): { from: string; to: string | null } | undefined {
  let [first, last] = [from, to];
  for (const bearing of market.bearings.get(symbol) ?? []) {
    if (covers(bearing, day)) return undefined;
    if (bearing.to !== null && bearing.to <= day && bearing.to > first) first = bearing.to;
    if (bearing.from > day && (last === null || bearing.from < last)) last = bearing.from;
  }
  return last === null || first < last ? { from: first, to: last } : undefined;
}

/**
 * Takes a symbol from whoever is believed to bear it on a day on which another was seen under it, and
 * he was not.
 */
function takeSymbol(market: MarketIdentity, symbol: string, day: SessionDate): void {
  const bearing = bearingOn(market, symbol, day);
  if (!bearing || market.lastSeen.get(bearing.instrumentId) === day) return;
  makeRoom(market, bearing, { from: day, to: nextSession(market, day) ?? null });
}

/**
 * Lets an instrument bear a symbol that it was seen under on a day, as long as nobody else does: from
 * the day on which it came to it to that on which it gave it up, as far as is known.
 */
function bear(
  market: MarketIdentity,
  instrumentId: number,
  series: string,
  part: DatedSymbol,
  day: SessionDate,
): void {
  const { symbol } = part;
  const own = market.borne.get(instrumentId) ?? [];
  const running = own.some((bearing) => covers(bearing, day));
  const ended = own.flatMap(({ to }) => (to !== null && to <= day ? [to] : [])).toSorted();
  const later = own.flatMap(({ from }) => (from > day ? [from] : [])).toSorted();
  // Without a word about when it began: at the end of the last one, or when it was first seen.
  const begun = running ? sinceSeen(market, day) : (ended.at(-1) ?? SINCE_EVER);
  const since = part.from ?? (part.to === undefined ? begun : SINCE_EVER);
  // What it bears besides was seen in another session: on the next one it has that again.
  const regained = running ? nextSession(market, day) : undefined;
  const until = part.to ?? [...later, ...(regained ? [regained] : [])].toSorted()[0] ?? null;
  const free = freePart(market, symbol, since, until, day);
  if (!free) return;
  for (const other of own) makeRoom(market, other, free);
  const bearing: Bearing = { symbol, from: free.from, to: free.to, instrumentId, series };
  addBearing(market, bearing);
  market.pending.bearings.add(bearing);
}

/** Takes the stretch out of another bearing: an instrument bears one symbol at a time. */
function makeRoom(
  market: MarketIdentity,
  other: Bearing,
  { from, to }: { readonly from: string; readonly to: string | null },
): void {
  const apart = (to !== null && to <= other.from) || (other.to !== null && other.to <= from);
  if (apart) return;
  const rest = to !== null && (other.to === null || to < other.to) ? to : undefined;
  if (other.from < from) {
    const tail: Bearing | undefined = rest === undefined ? undefined : { ...other, from: rest };
    other.to = from;
    market.pending.bearings.add(other);
    if (!tail) return;
    addBearing(market, tail);
    market.pending.bearings.add(tail);
  } else if (rest === undefined) {
    dropBearing(market, other);
  } else {
    moveBearing(market, other, rest);
  }
}

/** Lets a bearing begin later than it was believed to. */
function moveBearing(market: MarketIdentity, bearing: Bearing, from: string): void {
  dropBearing(market, bearing);
  const moved: Bearing = { ...bearing, from };
  addBearing(market, moved);
  market.pending.bearings.add(moved);
}

/** Takes a bearing away. */
export function dropBearing(market: MarketIdentity, bearing: Bearing): void {
  const { symbol, instrumentId } = bearing;
  const without = (list: readonly Bearing[] = []) => list.filter((one) => one !== bearing);
  market.bearings.set(symbol, without(market.bearings.get(symbol)));
  market.borne.set(instrumentId, without(market.borne.get(instrumentId)));
  market.pending.bearings.delete(bearing);
  market.pending.lost.push(bearing);
}

/**
 * Lets an instrument bear the symbol under which it was seen on a day, and those that the exchange's
 * list of changes says it has borne before and after.
 *
 * @param certain the file told its ISIN: then it has the symbol, whoever was believed to
 */
export function bearSeen(
  market: MarketIdentity,
  instrumentId: number,
  series: string,
  symbol: string,
  day: SessionDate,
  certain = false,
): void {
  for (const part of symbolChain(market.history, symbol, day)) {
    const seen = dayWithin(part, day);
    if (bearingOn(market, part.symbol, seen)?.instrumentId === instrumentId) continue;
    if (certain && part.symbol === symbol) takeSymbol(market, symbol, day);
    bear(market, instrumentId, series, part, seen);
  }
}

/** The day, where it lies within the stretch; else the first of it, or the last where it has no first. */
export function dayWithin({ from, to }: DatedSymbol, day: SessionDate): SessionDate {
  if ((from ?? '') <= day && (to === undefined || day < to)) return day;
  return from ?? addDays(to ?? day, -1);
}

/**
 * Brings a symbol that is borne now, from a list that knows only today, in line with the list of
 * changes: it began on the day of the last change, and others were borne before.
 */
export function refitBearing(market: MarketIdentity, bearing: Bearing, today: SessionDate): void {
  const { symbol, instrumentId, series } = bearing;
  const chain = symbolChain(market.history, symbol, today);
  if (chain.length > 1) bearSeen(market, instrumentId, series, symbol, today);
}
