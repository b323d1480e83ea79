import type { ColumnPool } from '../core/analysis/column-pool.ts';
import { wantedPlaces } from '../core/analysis/daily-series.ts';
import type { DailySeries } from '../core/analysis/daily-series.ts';
import { dailySeries } from '../core/analysis/kept-columns.ts';
import type { DatedFactor } from '../core/corporate-actions/adjust.ts';
import { instrumentFinder } from '../core/corporate-actions/instrument-finder.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import type { PricedInstrument } from '../store/daily-bars.ts';
import type { Reading } from '../store/store.ts';
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

/** Factors of splits, consolidations and bonuses up to a day, by instrument. */
export async function factorsUntil(
  store: Pick<Reading, 'priceFactors' | 'securities'>,
  until: SessionDate,
): Promise<ReadonlyMap<number, readonly DatedFactor[]>> {
  const byInstrument = new Map<number, DatedFactor[]>();
  const factors = await store.priceFactors.list();
  if (factors.length === 0) return byInstrument;
  const find = instrumentFinder(await store.securities.all());
  for (const factor of factors) {
    const instrumentId = find(factor);
    if (instrumentId === undefined || factor.exDate > until || factor.shares === 1) continue;
    const known = byInstrument.get(instrumentId) ?? [];
    known.push({ exDate: factor.exDate, factor: factor.shares });
    byInstrument.set(instrumentId, known);
  }
  return byInstrument;
}

/** Instruments that are done together: plain data, with all that reading their bars needs. */
export interface AnalysisPiece extends Omit<AnalysisSelection, 'unknown'> {
  /** Of splits, consolidations and bonuses, by instrument. */
  readonly factors: ReadonlyMap<number, readonly DatedFactor[]>;
}

/** Instruments of a piece: few enough for the bounds of memory, many enough to be worth a message. */
const PIECE_INSTRUMENTS = 8;

/** The selection in pieces, in its order. */
export async function analysisPieces(
  store: BarsReading,
  { instruments, sessions, until }: AnalysisSelection,
): Promise<AnalysisPiece[]> {
  const factors = await factorsUntil(store, until);
  const pieces: AnalysisPiece[] = [];
  for (let place = 0; place < instruments.length; place += PIECE_INSTRUMENTS) {
    const part = instruments.slice(place, place + PIECE_INSTRUMENTS);
    const own = part.flatMap(({ instrumentId }) => {
      const theirs = factors.get(instrumentId);
      return theirs ? [[instrumentId, theirs] as const] : [];
    });
    pieces.push({ instruments: part, sessions, until, factors: new Map(own) });
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
  yield* seriesOfPiece(store, { ...selection, factors }, pool);
}

/** The same of a piece. */
export async function* seriesOfPiece(
  store: BarsReading,
  { instruments, sessions, until, factors }: AnalysisPiece,
  pool?: ColumnPool,
): AsyncGenerator<AnalysedSeries> {
  for (const instrument of instruments) {
    const kept = await store.dailyBars.columns(instrument, undefined, until, pool);
    if (!kept.some((part) => wantedPlaces(part.sessions, sessions).length > 0)) continue;
    const series = dailySeries(kept, factors.get(instrument.instrumentId) ?? []);
    yield { instrument, series, places: wantedPlaces(series.sessions, sessions) };
  }
}
