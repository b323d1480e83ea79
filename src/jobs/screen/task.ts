import type { SessionDate } from '../../core/market/session-date.ts';
import { barValues } from '../../core/screen/columns.ts';
import { seriesOfPiece } from '../../feed/adjusted-series.ts';
import type { AnalysisPiece } from '../../feed/adjusted-series.ts';
import type { WorkerTask } from '../../kit/worker-task.ts';

/** What bars tell of an instrument, small enough to be sent from thread to thread. */
export interface PackedBarValues {
  readonly instrumentId: number;
  /** Oldest first, one for each row. */
  readonly sessions: readonly SessionDate[];
  /** Row after row; NaN is absent. */
  readonly values: Float64Array;
}

/** Computes the columns that bars tell of a few instruments. */
export const screenTask: WorkerTask<AnalysisPiece, readonly PackedBarValues[]> = {
  name: 'screen',
  async work(store, piece) {
    const rows: PackedBarValues[] = [];
    for await (const { instrument, series, places } of seriesOfPiece(store, piece)) {
      const sessions = places.flatMap((place) => series.sessions[place] ?? []);
      const values = barValues(series, places);
      rows.push({ instrumentId: instrument.instrumentId, sessions, values });
    }
    return rows;
  },
};
