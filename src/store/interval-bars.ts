import type { Bars } from '../core/indicators/indicator.ts';
import { INTERVAL_MINUTES } from '../core/market/bar.ts';
import type { IntradayInterval } from '../core/market/bar.ts';
import { instant } from '../core/market/instant.ts';
import type { Instant } from '../core/market/instant.ts';
import { untilFree } from './connection.ts';
import type { Handle } from './handle.ts';

/** Bars inside sessions in columns, oldest first; prices in rupees as traded. */
export interface IntervalColumns {
  readonly starts: readonly Instant[];
  readonly bars: Bars;
}

type Row = readonly [number, number, number, number, number, number];

function columnOf(rows: readonly Row[], place: number, unit: number): Float64Array {
  return Float64Array.from(rows, (row) => (row[place] ?? Number.NaN) / unit);
}

/** Reading of the newest bars inside sessions, for computing. */
export function readIntervalBars({ raw }: Handle) {
  return {
    /**
     * The newest bars of a listing that are closed by a moment.
     *
     * @param count no more than that
     */
    async newest(
      interval: IntradayInterval,
      listingId: number,
      closedBy: Instant,
      count: number,
    ): Promise<IntervalColumns> {
      const statement = raw
        .prepare<[number, number, number]>(
          `SELECT start, open_paise, high_paise, low_paise, close_paise, volume
           FROM candles_${interval} WHERE listing_id = ? AND start <= ?
           ORDER BY start DESC LIMIT ?`,
        )
        .raw();
      const until = closedBy - INTERVAL_MINUTES[interval] * 60;
      const rows = await untilFree(() => statement.all(listingId, until, count) as Row[]);
      rows.reverse();
      return {
        starts: rows.map(([start]) => instant(start)),
        bars: {
          open: columnOf(rows, 1, 100),
          high: columnOf(rows, 2, 100),
          low: columnOf(rows, 3, 100),
          close: columnOf(rows, 4, 100),
          volume: columnOf(rows, 5, 1),
        },
      };
    },
  };
}
