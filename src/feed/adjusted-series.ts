import type { ColumnPool } from '../core/analysis/column-pool.ts';
import { wantedPlaces } from '../core/analysis/daily-series.ts';
import type { DailySeries } from '../core/analysis/daily-series.ts';
import { dailySeries } from '../core/analysis/kept-columns.ts';
import type { DatedFactor } from '../core/corporate-actions/adjust.ts';
import { instrumentFinder } from '../core/corporate-actions/instrument-finder.ts';
import { wasMember } from '../core/indices/member-days.ts';
import type { PriceFactor } from '../core/corporate-actions/price-factor.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import type { PricedInstrument } from '../store/daily-bars.ts';
import type { Reading } from '../store/store.ts';
import { aTurn } from './a-turn.ts';
import type { AnalysisSelection } from './analysis-selection.ts';

/** Questions that reading adjusted bars asks. */
export type BarsReading = Pick<Reading, 'dailyBars' | 'priceFactors' | 'securities'>;

/** An instrument with its daily bars, and the places of the sessions that are asked for. */
export interface AnalysedSeries {
  readonly instrument: PricedInstrument;
  /** From the first session that is kept: recursive figures need all of it. */
  readonly series: DailySeries;
  /** Oldest first; never empty. */
  readonly places: readonly number[];
}

type FactorReading = Pick<Reading, 'priceFactors' | 'securities'>;

/** Factors up to a day that are not 1, by instrument: of each day those that are picked of it. */
async function datedFactors(
  store: FactorReading,
  until: SessionDate,
  pick: (factor: PriceFactor) => readonly Omit<DatedFactor, 'exDate'>[],
): Promise<ReadonlyMap<number, readonly DatedFactor[]>> {
  const byInstrument = new Map<number, DatedFactor[]>();
  const factors = await store.priceFactors.list();
  if (factors.length === 0) return byInstrument;
  const find = instrumentFinder(await store.securities.all());
  for (const factor of factors) {
    const instrumentId = find(factor);
    const { exDate } = factor;
    const picked = pick(factor).filter((part) => part.factor !== 1);
    if (instrumentId === undefined || exDate > until || picked.length === 0) continue;
    const known = byInstrument.get(instrumentId) ?? [];
    known.push(...picked.map((part) => ({ exDate, ...part })));
    byInstrument.set(instrumentId, known);
  }
  return byInstrument;
}

/**
 * What series of prices are adjusted by, up to a day: splits, consolidations and bonuses, and what a
 * person entered, such as the part of the price that left with a demerger. Without the latter the
 * ex-date would look like a fall that no trading made. Rights by their theoretical price are left out.
 */
export async function factorsUntil(
  store: FactorReading,
  until: SessionDate,
): Promise<ReadonlyMap<number, readonly DatedFactor[]>> {
  return datedFactors(store, until, ({ shares, manual = 1 }) => [
    { factor: shares },
    { factor: manual, byHand: true },
  ]);
}

/**
 * What changed the number of shares, up to a day: splits, consolidations and bonuses. Amounts per share
 * and levels that a person wrote go by these.
 */
export async function shareFactorsUntil(
  store: FactorReading,
  until: SessionDate,
): Promise<ReadonlyMap<number, readonly DatedFactor[]>> {
  return datedFactors(store, until, ({ shares }) => [{ factor: shares }]);
}

/** Instruments that are done together: plain data, with all that reading their bars needs. */
export interface AnalysisPiece extends Omit<AnalysisSelection, 'unknown'> {
  /** As `factorsUntil` has them, by instrument. */
  readonly factors: ReadonlyMap<number, readonly DatedFactor[]>;
}

/** Instruments of a piece: few enough for the bounds of memory, many enough to be worth a message. */
const PIECE_INSTRUMENTS = 8;

/** The selection in pieces, in its order. */
export async function analysisPieces(
  store: BarsReading,
  { instruments, sessions, members, until }: AnalysisSelection,
): Promise<AnalysisPiece[]> {
  const factors = await factorsUntil(store, until);
  const pieces: AnalysisPiece[] = [];
  for (let place = 0; place < instruments.length; place += PIECE_INSTRUMENTS) {
    const part = instruments.slice(place, place + PIECE_INSTRUMENTS);
    const own = part.flatMap(({ instrumentId }) => {
      const theirs = factors.get(instrumentId);
      return theirs ? [[instrumentId, theirs] as const] : [];
    });
    const membership = part.flatMap(({ instrumentId }) => {
      const theirs = members?.get(instrumentId);
      return theirs ? [[instrumentId, theirs] as const] : [];
    });
    pieces.push({
      instruments: part,
      sessions,
      ...(members ? { members: new Map(membership) } : {}),
      until,
      factors: new Map(own),
    });
  }
  return pieces;
}

/**
 * Adjusted daily bars of the selected instruments, one after the other, so that no more than one
 * instrument's are in memory. Those that were not dealt in on a wanted session are left out.
 *
 * @param pool of columns, for those who are done with an instrument before they ask for the next
 */
export async function* adjustedSeries(
  store: BarsReading,
  selection: Omit<AnalysisSelection, 'unknown'>,
  pool?: ColumnPool,
): AsyncGenerator<AnalysedSeries> {
  const factors = await factorsUntil(store, selection.until);
  for await (const one of seriesOfPiece(store, { ...selection, factors }, pool)) {
    yield one;
    await aTurn();
  }
}

/** The same of a piece. */
export async function* seriesOfPiece(
  store: BarsReading,
  { instruments, sessions, members, until, factors }: AnalysisPiece,
  pool?: ColumnPool,
): AsyncGenerator<AnalysedSeries> {
  for (const instrument of instruments) {
    const kept = await store.dailyBars.columns(instrument, undefined, until, pool);
    if (!kept.some((part) => wantedPlaces(part.sessions, sessions).length > 0)) continue;
    const series = dailySeries(kept, factors.get(instrument.instrumentId) ?? []);
    const { instrumentId } = instrument;
    const places = wantedPlaces(series.sessions, sessions).filter((place) => {
      const session = series.sessions[place];
      return !members || (session !== undefined && wasMember(members, instrumentId, session));
    });
    if (places.length > 0) yield { instrument, series, places };
  }
}
