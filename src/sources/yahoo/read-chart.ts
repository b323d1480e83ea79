import type { DailyBar, IntradayBar, Ohlcv } from '../../core/market/bar.ts';
import { INTERVAL_MINUTES } from '../../core/market/bar.ts';
import { instant, istDate, istText } from '../../core/market/instant.ts';
import type { Instant } from '../../core/market/instant.ts';
import type { BarsAnswer, DailyAsk, IntradayAsk } from '../../ports/prices.ts';
import { collectBars, outsideWindow } from '../bars-collector.ts';
import { misshapen } from '../decode.ts';
import { ohlcvOf } from '../ohlcv.ts';
import type { ChartColumns } from './envelope.ts';

/** 1 January 3000: what is later is no time of a bar. */
const LATEST_SECONDS = 32_503_680_000;

type ColumnName = Exclude<keyof ChartColumns, 'timestamp'>;

/** A cell that must be a number; NaN for null, which is how Yahoo leaves one out. */
function numberAt(columns: ChartColumns, name: ColumnName, row: number): number {
  const cell = columns[name][row];
  if (typeof cell === 'number') return cell;
  if (cell === null) return Number.NaN;
  throw misshapen(`chart.result[0].indicators.quote[0].${name}[${row}]`, 'a number or null', cell);
}

function startAt(columns: ChartColumns, row: number): Instant {
  const cell = columns.timestamp[row];
  if (typeof cell === 'number' && cell >= 0 && cell < LATEST_SECONDS) return instant(cell);
  throw misshapen(`chart.result[0].timestamp[${row}]`, 'epoch seconds', cell);
}

/** Walks the bars that have any price: one without is a slot in which nothing is known. */
function eachBar(
  columns: ChartColumns,
  visit: (row: string, start: Instant, ohlcv: Ohlcv | string) => void,
): void {
  for (let row = 0; row < columns.timestamp.length; row++) {
    const start = startAt(columns, row);
    const open = numberAt(columns, 'open', row);
    const high = numberAt(columns, 'high', row);
    const low = numberAt(columns, 'low', row);
    const close = numberAt(columns, 'close', row);
    const volume = numberAt(columns, 'volume', row);
    const blank = [open, high, low, close].every((price) => Number.isNaN(price));
    if (!blank) visit(`timestamp[${row}]`, start, ohlcvOf(open, high, low, close, volume));
  }
}

/**
 * Reads daily bars, adjusted for splits and not for dividends. A session is the day in India at its
 * stamp. The running day comes as a row of its own, sometimes twice: the later one counts.
 *
 * @throws Failure `bad-data` naming the path of a cell of another type, and when every row of the
 *   window is refused
 */
export function readDailyChart(columns: ChartColumns, ask: DailyAsk): BarsAnswer<DailyBar> {
  const bars = collectBars<DailyBar>(`1d bars of ${ask.listing.symbol}`, 'last');
  eachBar(columns, (row, start, ohlcv) => {
    const session = istDate(start);
    if (session < ask.from || session > ask.to) bars.leaveOut(row, outsideWindow(session, ask));
    else if (typeof ohlcv === 'string') bars.refuse(row, `${session}: ${ohlcv}`);
    else bars.accept(row, session, { session, ...ohlcv });
  });
  return bars.answer();
}

/**
 * Reads bars inside sessions. The last one of a running session is stamped with the moment of its
 * last trade and not with its start, and is left out: it is not a bar yet.
 *
 * @throws Failure `bad-data` as for daily bars
 */
export function readIntradayChart(
  columns: ChartColumns,
  ask: IntradayAsk,
): BarsAnswer<IntradayBar> {
  const minutes = INTERVAL_MINUTES[ask.interval];
  const bars = collectBars<IntradayBar>(`${ask.interval} bars of ${ask.listing.symbol}`, 'last');
  eachBar(columns, (row, start, ohlcv) => {
    const session = istDate(start);
    const stamp = istText(start);
    const misaligned = start % (minutes * 60) !== 0;
    if (session < ask.from || session > ask.to) bars.leaveOut(row, outsideWindow(stamp, ask));
    else if (misaligned) bars.leaveOut(row, `${stamp} is no start of a ${minutes}-minute bar`);
    else if (typeof ohlcv === 'string') bars.refuse(row, `${stamp}: ${ohlcv}`);
    else bars.accept(row, start, { start, ...ohlcv });
  });
  return bars.answer();
}
