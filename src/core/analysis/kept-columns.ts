import { factorAfter } from '../corporate-actions/adjust.ts';
import type { DatedFactor } from '../corporate-actions/adjust.ts';
import { alreadyIn } from '../corporate-actions/already-in.ts';
import { seriesRank } from '../market/listing.ts';
import type { SessionDate } from '../market/session-date.ts';
import { placeFrom } from './daily-series.ts';
import type { BarColumns, DailySeries } from './daily-series.ts';

/**
 * A listing's daily bars as they are kept, oldest first: prices in rupees of their day, and of a
 * session that is kept in both bases the raw row before the split-adjusted one.
 */
export interface KeptColumns extends BarColumns {
  /** NSE's series. */
  readonly series: string;
  readonly sessions: readonly SessionDate[];
  /** 0 raw, 1 split-adjusted by the source; absent: all are raw. */
  readonly basis?: Uint8Array;
}

const COLUMNS = ['open', 'high', 'low', 'close', 'volume'] as const;

/** The rows at those places, in that order. */
function picked(kept: KeptColumns, places: readonly number[]): KeptColumns {
  const take = (column: Float64Array): Float64Array =>
    Float64Array.from(places, (place) => column[place] ?? Number.NaN);
  const { basis } = kept;
  return {
    series: kept.series,
    sessions: places.flatMap((place) => kept.sessions[place] ?? []),
    open: take(kept.open),
    high: take(kept.high),
    low: take(kept.low),
    close: take(kept.close),
    volume: take(kept.volume),
    ...(basis ? { basis: Uint8Array.from(places, (place) => basis[place] ?? 0) } : {}),
  };
}

/** One row for each session: the first of its rows. */
function oncePerSession(kept: KeptColumns): KeptColumns {
  if (!kept.basis) return kept;
  const { sessions } = kept;
  const places = sessions.flatMap((session, place) =>
    sessions[place - 1] === session ? [] : [place],
  );
  return places.length === sessions.length ? kept : picked(kept, places);
}

/**
 * What the split-adjusted rows still need of the factors: what their source has done already is taken
 * out, where the prices around the ex-date tell that it was done.
 */
function restOf(kept: KeptColumns, factors: readonly DatedFactor[]): DatedFactor[] {
  const { basis, sessions, open, close } = kept;
  const places = sessions.flatMap((_, place) => (basis?.[place] === 1 ? [place] : []));
  return factors.filter(({ exDate, factor, byHand }) => {
    const from = placeFrom(sessions, exDate);
    const cum = close[places.findLast((place) => place < from) ?? -1];
    const first = open[places.find((place) => place >= from) ?? -1];
    if (cum === undefined || first === undefined) return false;
    return !alreadyIn(first, cum, factor, byHand);
  });
}

/** The number that each row's prices are multiplied by; absent: all stay. */
function factorsOf(kept: KeptColumns, factors: readonly DatedFactor[]): Float64Array | undefined {
  if (factors.length === 0) return undefined;
  const { basis, sessions } = kept;
  const rest = basis ? restOf(kept, factors) : [];
  return Float64Array.from(sessions, (session, place) =>
    factorAfter(basis?.[place] === 1 ? rest : factors, session),
  );
}

/** Prices and volumes in shares of today, in place of those of their day. */
function adjustInPlace(kept: KeptColumns, dated: readonly DatedFactor[]): void {
  const factors = factorsOf(kept, dated);
  if (!factors) return;
  // Columns that were not read are one and the same.
  for (const column of new Set([kept.open, kept.high, kept.low, kept.close])) {
    for (const [place, factor] of factors.entries()) {
      column[place] = (column[place] as number) * factor;
    }
  }
  const { volume } = kept;
  for (const [place, factor] of factors.entries()) {
    volume[place] = (volume[place] as number) / factor;
  }
}

/** Both in the order of sessions; of a session that both have, the first one's row. */
function merged(first: DailySeries, second: DailySeries): DailySeries {
  const places: { readonly from: DailySeries; readonly place: number }[] = [];
  let [a, b] = [0, 0];
  while (a < first.sessions.length || b < second.sessions.length) {
    const [mine, other] = [first.sessions[a], second.sessions[b]];
    if (mine !== undefined && (other === undefined || mine <= other)) {
      places.push({ from: first, place: a++ });
      if (mine === other) b++;
    } else places.push({ from: second, place: b++ });
  }
  const [open, high, low, close, volume] = COLUMNS.map((name) =>
    Float64Array.from(places, ({ from, place }) => from[name][place] ?? Number.NaN),
  );
  const none = new Float64Array();
  return {
    sessions: places.flatMap(({ from, place }) => from.sessions[place] ?? []),
    open: open ?? none,
    high: high ?? none,
    low: low ?? none,
    close: close ?? none,
    volume: volume ?? none,
  };
}

/**
 * One instrument's daily bars as if every share had always been what it is after the last factor's
 * ex-date. Prices before an ex-date are multiplied by its factor and volumes divided by it; neither is
 * rounded, so that a later split changes no ratio between prices of before. Of several listings the
 * usual series goes first: a share under trade-to-trade has no `EQ` row on that day.
 *
 * @param listings of the instrument; their columns are used up
 * @param factors of splits, consolidations and bonuses, in any order
 */
export function dailySeries(
  listings: readonly KeptColumns[],
  factors: readonly DatedFactor[],
): DailySeries {
  const ordered = listings
    .filter(({ sessions }) => sessions.length > 0)
    .toSorted((a, b) => seriesRank(a.series) - seriesRank(b.series))
    .map(oncePerSession);
  for (const kept of ordered) adjustInPlace(kept, factors);
  const [first, ...others] = ordered;
  const none = new Float64Array();
  if (!first) {
    return { sessions: [], open: none, high: none, low: none, close: none, volume: none };
  }
  return others.reduce<DailySeries>(merged, first);
}
