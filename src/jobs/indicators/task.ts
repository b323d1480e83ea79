import { columnPool } from '../../core/analysis/column-pool.ts';
import type { DailySeries } from '../../core/analysis/daily-series.ts';
import { indicatorColumns } from '../../core/indicators/columns.ts';
import { withPool } from '../../core/indicators/runs.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { seriesOfPiece } from '../../feed/adjusted-series.ts';
import type { AnalysisPiece } from '../../feed/adjusted-series.ts';
import type { WorkerTask } from '../../kit/worker-task.ts';

/** An instrument's rows of the table, small enough to be sent from thread to thread. */
export interface PackedRows {
  readonly instrumentId: number;
  readonly symbol: string;
  /** Oldest first, one for each row. */
  readonly sessions: readonly SessionDate[];
  /** Row after row, in each one value for each column of the table; NaN is absent. */
  readonly values: Float64Array;
}

/** One for what is computed, one for what is read. */
const [computed, read] = [columnPool(), columnPool()];

/** The table's values of a series at some of its places, row after row. */
export function packedValues(series: DailySeries, places: readonly number[]): Float64Array {
  return withPool(computed, () => {
    const columns = indicatorColumns(series, places[0]);
    const packed = new Float64Array(places.length * columns.length);
    let at = 0;
    for (const place of places) {
      for (const column of columns) packed[at++] = column[place] ?? Number.NaN;
    }
    return packed;
  });
}

/** Computes the table's columns of a few instruments. */
export const indicatorsTask: WorkerTask<AnalysisPiece, readonly PackedRows[]> = {
  name: 'indicators',
  async work(store, piece) {
    const rows: PackedRows[] = [];
    for await (const { instrument, series, places } of seriesOfPiece(store, piece, read)) {
      const { instrumentId, symbol } = instrument;
      const sessions = places.flatMap((place) => series.sessions[place] ?? []);
      rows.push({ instrumentId, symbol, sessions, values: packedValues(series, places) });
    }
    return rows;
  },
};
