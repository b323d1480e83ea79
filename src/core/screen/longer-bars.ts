import type { Bars } from '../indicators/indicator.ts';
import type { DailySeries } from '../analysis/daily-series.ts';
import { dayNumber } from '../market/session-date.ts';
import type { SessionDate } from '../market/session-date.ts';

/** The weeks or months in which sessions lie: those of one have the same number. */
const PERIODS = {
  // Day 0 of 1970 was a Thursday: weeks begin on Mondays.
  week: (session: SessionDate): number => Math.floor((dayNumber(session) + 3) / 7),
  month: (session: SessionDate): number =>
    12 * Number(session.slice(0, 4)) + Number(session.slice(5, 7)),
} as const;
export type Period = keyof typeof PERIODS;

/**
 * Bars of whole weeks or months up to a place; the last one is of the period so far, as it could be
 * seen on that day.
 */
export function longerBars(series: DailySeries, period: Period, place: number): Bars {
  const of = PERIODS[period];
  const rows: [number, number, number, number, number][] = [];
  let before = Number.NaN;
  for (let day = 0; day <= place; day++) {
    const session = series.sessions[day];
    if (session === undefined) break;
    const own = of(session);
    const [open = 0, high = 0, low = 0, close = 0, volume = 0] = [
      series.open[day],
      series.high[day],
      series.low[day],
      series.close[day],
      series.volume[day],
    ];
    const last = rows.at(-1);
    if (last && own === before) {
      last[1] = Math.max(last[1], high);
      last[2] = Math.min(last[2], low);
      last[3] = close;
      last[4] += volume;
    } else rows.push([open, high, low, close, volume]);
    before = own;
  }
  const column = (which: 0 | 1 | 2 | 3 | 4): Float64Array =>
    Float64Array.from(rows, (row) => row[which]);
  return { open: column(0), high: column(1), low: column(2), close: column(3), volume: column(4) };
}
